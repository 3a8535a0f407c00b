import { describe, expect, test } from 'vitest'
import { type Finding, lintCourse } from '../../src/course/lint/lint.ts'
import { STARTER } from '../../src/course/starter/starter.ts'
import { readCourseFiles } from '../../src/effects/course-files.ts'
import { problemLine } from '../../src/model/problem.ts'

/** The challenges of a course that has the starter's scenario as a sandbox. */
const CHALLENGES = `challenges:
  - id: stale-read
    title: A stale read
    scenario: sandbox
    goal: Read what is out of date.
    hints: [Cut., Read.]
    solution:
      - { at: 100, do: policy availability }
      - { at: 200, do: cut n1 n2 | n3 }
      - { at: 300, do: write 5 to number at c1 }
      - { at: 900, do: read number at c2 }
`
const SANDBOX = textOf('scenarios/first-cut.yaml')
  .replace('id: first-cut', 'id: sandbox')
  .replace(/workload:[\s\S]*?lasts/, 'workload: []\nfaults: []\nstops: []\nlasts')
  .replace('lasts: 7400', 'lasts: 60000')
  .replace(/predict:[\s\S]*?by-hand/, 'by-hand')

type Changes = Readonly<Record<string, string | ((text: string) => string)>>

/** The starter with some of its files changed, or further ones. */
function changed(changes: Changes): readonly Finding[] {
  const texts = new Map(STARTER.map(({ path, text }) => [path, text]))
  for (const [path, change] of Object.entries(changes))
    texts.set(path, typeof change === 'string' ? change : change(texts.get(path) ?? ''))
  return lintCourse([...texts].map(([path, text]) => ({ path, text })))
}

function textOf(path: string): string {
  return STARTER.find(file => file.path === path)?.text ?? ''
}

/** Puts one text in the place of another, which must be there. */
function swap(from: string | RegExp, to: string): (text: string) => string {
  return text => {
    const result = text.replace(from, () => to)
    if (result === text) throw new Error(`the starter does not hold ${from}`)
    return result
  }
}

const said = ({ level, ...problem }: Finding) => `${level} ${problemLine(problem)}`

test('our own course has no fault', () => {
  const read = readCourseFiles()
  const findings = read.ok ? lintCourse(read.value.files) : []
  expect(findings.filter(({ level }) => level === 'fault').map(said)).toEqual([])
  expect(read.ok).toBe(true)
}, 60_000)

test('the starter has nothing to be said about', () => {
  expect(changed({}).map(said)).toEqual([])
  expect(changed({ 'scenarios/sandbox.yaml': SANDBOX, 'challenges.yaml': CHALLENGES }).map(said)).toEqual([])
})

const withChallenges = (change: (text: string) => string): Changes => ({
  'scenarios/sandbox.yaml': SANDBOX,
  'challenges.yaml': change(CHALLENGES),
})

/** What is planted, and what is said of it; nothing else may be said. */
const PLANTED: readonly (readonly [name: string, changes: Changes, expected: RegExp])[] = [
  [
    'a file of no known name',
    { 'scenarios/deep/a.yaml': 'a: 1\n' },
    /^hint scenarios\/deep\/a\.yaml: no part/,
  ],
  [
    'a lesson that is not listed',
    { 'course.yaml': swap('  - the-distance\n', '') },
    /^fault (2-the-distance\.md: «the-distance» is not among|glossary\.yaml:\d+: no lesson «the-distance»)/,
  ],
  [
    'a broken link to a scenario',
    { '1-the-cut.md': swap('scenario: first-cut', 'scenario: first-cat') },
    /^fault 1-the-cut\.md:\d+: no scenario «first-cat»/,
  ],
  [
    'a scenario under another name',
    { 'scenarios/first-cut.yaml': swap('id: first-cut', 'id: second-cut') },
    /^fault scenarios\/first-cut\.yaml: the id is «second-cut»/,
  ],
  [
    'a scenario that nobody opens',
    { 'scenarios/other.yaml': textOf('scenarios/first-cut.yaml').replace('id: first-cut', 'id: other') },
    /^hint scenarios\/other\.yaml: no page opens «other»/,
  ],
  [
    'a source that nobody cites',
    { 'sources.yaml': text => `${text}spare:\n  title: A spare one\n` },
    /^fault sources\.yaml:7: no footnote cites «spare»/,
  ],
  [
    'a footnote without a source',
    { '1-the-cut.md': swap('[^waldo-1994]', '[^waldo-1995]') },
    /^fault 1-the-cut\.md:\d+: .*waldo-1995/,
  ],
  [
    'a lesson without sources',
    { '2-the-distance.md': swap('[^waldo-1994]', '') },
    /^fault 2-the-distance\.md: this lesson cites no source/,
  ],
  [
    'a term that nobody uses',
    { 'glossary.yaml': text => `${text}- term: quorum\n  says: Enough.\n  lesson: the-cut\n` },
    /^hint glossary\.yaml:8: nothing in this course says «quorum»/,
  ],
  [
    'a term of another lesson',
    { 'glossary.yaml': swap('lesson: the-distance', 'lesson: the-cut') },
    /^hint glossary\.yaml:5: «round trip» is given to the lesson the-cut, and is used in the-distance/,
  ],
  [
    'a page that does not fit',
    { '2-the-distance.md': swap('Between two,', `${'- a\n\n  b\n\n'.repeat(4)}\n\nBetween two,`) },
    /^(fault|hint) 2-the-distance\.md:\d+: (the page «Nobody notices» takes up to|at 60x20 the page)/,
  ],
  [
    'a page that is scrolled far at 60x20',
    {
      '2-the-distance.md': swap(
        'Between two,',
        `${`${'netsplit '.repeat(8).trim()}\n`.repeat(11)}Between two,`,
      ),
    },
    /^hint 2-the-distance\.md:\d+: at 60x20 the page «Nobody notices» has to be scrolled by \d+ rows/,
  ],
  [
    'a wrong option without a misconception',
    { '1-the-cut.md': swap('    misconception: M13\n', '') },
    /^fault 1-the-cut\.md:\d+: a wrong option names the misconception/,
  ],
  [
    'a misconception that is met once',
    { '2-the-distance.md': swap('misconception: M13', 'misconception: M2') },
    /^hint course\.yaml: M13 is met by one question/,
  ],
  [
    'minutes that are wrong',
    { '2-the-distance.md': swap('minutes: 3', 'minutes: 20') },
    /^hint 2-the-distance\.md:4: «minutes» says 20, and this takes about 2/,
  ],
  [
    'an experiment that breaks a promise',
    { 'experiments/ten-calls.yaml': swap('round-trips: 10', 'round-trips: 11') },
    /^fault experiments\/ten-calls\.yaml:\d+: With seed 1 promise 1 of «expect» is not kept/,
  ],
  [
    'an experiment whose predictions all fail',
    { 'experiments/ten-calls.yaml': swap('holds: { page-time: { min: 400 } }', 'holds: { page-time: 1 }') },
    /^fault experiments\/ten-calls\.yaml:\d+: With seed 1 exactly one option of «predict» should come true/,
  ],
  [
    'a scenario whose predictions overlap',
    {
      'scenarios/first-cut.yaml': swap(
        'notAnswered: 0, staleReads: { min: 1 }',
        'answeredWhileCut: { min: 0 }',
      ),
    },
    /^fault scenarios\/first-cut\.yaml:\d+: with seed 1 and consistency exactly one option .* found refused and stale/,
  ],
  [
    'a scenario that breaks a promise',
    { 'scenarios/first-cut.yaml': swap('{ verdict: linearizable,', '{ verdict: violation,') },
    /^fault scenarios\/first-cut\.yaml:\d+: With seed 1 and consistency this does not hold: verdict is linearizable/,
  ],
  [
    'a stop that no run comes to',
    {
      'scenarios/first-cut.yaml': swap(
        'stops:\n',
        'stops:\n  - id: never\n    when: { waiting: n2, for: 400 }\n    says: Nobody.\n',
      ),
    },
    /^hint scenarios\/first-cut\.yaml:\d+: no run came to the stop «never»/,
  ],
  [
    'a challenge that its solution does not meet',
    withChallenges(swap('policy availability', 'policy consistency')),
    /^fault challenges\.yaml:2: «stale-read» is not met by its solution with seed 1/,
  ],
  [
    'a solution with a line that is no command',
    withChallenges(swap('read number at c2', 'reed number at c2')),
    /^fault challenges\.yaml:2: «stale-read» has a line that is no command here/,
  ],
  [
    'an impossible challenge that somebody meets',
    withChallenges(swap(/ {4}solution:[\s\S]*/, '    impossible: true\n')),
    /^fault challenges\.yaml:2: «stale-read» is called impossible, and with seed 1 it was met under availability/,
  ],
]

describe('a planted fault is found, and only that', () => {
  test.each(PLANTED)('%s', (_, changes, expected) => {
    const findings = changed(changes).map(said)
    expect(findings).not.toEqual([])
    for (const finding of findings) expect(finding).toMatch(expected)
  })
})

describe('a course that serves every objective', () => {
  const whole = { '1-the-cut.md': swap('[O3]', '[O1, O2, O3, O4]') }

  test('meets each misconception twice, and takes an hour or so', () => {
    const findings = changed(whole).map(said)
    expect(findings).toContain(
      'fault course.yaml: M1 is met by no question: ask about it in 2 stories or more',
    )
    expect(findings).toContain('hint course.yaml: all lessons together take 8 minutes: expected 45 to 75')
    expect(findings.filter(line => line.startsWith('fault'))).toHaveLength(15)
  })
})
