import type { FindingKind } from '../../src/course/lint/kinds.ts'
import { type Finding, lintCourse } from '../../src/course/lint/lint.ts'
import { STARTER } from '../../src/course/starter/starter.ts'
import { problemLine } from '../../src/model/problem.ts'

/** The challenges of a course that has the starter's scenario as a sandbox. */
export const CHALLENGES = `challenges:
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
export const SANDBOX = textOf('scenarios/first-cut.yaml')
  .replace('id: first-cut', 'id: sandbox')
  .replace(/workload:[\s\S]*?lasts/, 'workload: []\nfaults: []\nstops: []\nlasts')
  .replace('lasts: 7400', 'lasts: 60000')
  .replace(/predict:[\s\S]*?by-hand/, 'by-hand')

type Changes = Readonly<Record<string, string | ((text: string) => string)>>

/** The starter with some of its files changed, or further ones. */
export function changed(changes: Changes): readonly Finding[] {
  const texts = new Map(STARTER.map(({ path, text }) => [path, text]))
  for (const [path, change] of Object.entries(changes))
    texts.set(path, typeof change === 'string' ? change : change(texts.get(path) ?? ''))
  return lintCourse([...texts].map(([path, text]) => ({ path, text })))
}

function textOf(path: string): string {
  return STARTER.find(file => file.path === path)?.text ?? ''
}

/** Puts one text in the place of another, which must be there. */
export function swap(from: string | RegExp, to: string): (text: string) => string {
  return text => {
    const result = text.replace(from, () => to)
    if (result === text) throw new Error(`the starter does not hold ${from}`)
    return result
  }
}

export const said = ({ level, kind: _, ...problem }: Finding) => `${level} ${problemLine(problem)}`

const withChallenges = (change: (text: string) => string): Changes => ({
  'scenarios/sandbox.yaml': SANDBOX,
  'challenges.yaml': change(CHALLENGES),
})

/** What is planted, and what is said of it; nothing else may be said. */
export const PLANTED: readonly (readonly [
  name: string,
  kind: FindingKind,
  changes: Changes,
  expected: RegExp,
])[] = [
  [
    'a file of no known name',
    'stray-file',
    { 'scenarios/deep/a.yaml': 'a: 1\n' },
    /^hint scenarios\/deep\/a\.yaml: no part/,
  ],
  [
    'a lesson that is not listed',
    'unread',
    { 'course.yaml': swap('  - the-distance\n', '') },
    /^fault (2-the-distance\.md: «the-distance» is not among|glossary\.yaml:\d+: no lesson «the-distance»)/,
  ],
  [
    'a broken link to a scenario',
    'unread',
    { '1-the-cut.md': swap('scenario: first-cut', 'scenario: first-cat') },
    /^fault 1-the-cut\.md:\d+: no scenario «first-cat»/,
  ],
  [
    'a scenario under another name',
    'unread',
    { 'scenarios/first-cut.yaml': swap('id: first-cut', 'id: second-cut') },
    /^fault scenarios\/first-cut\.yaml: the id is «second-cut»/,
  ],
  [
    'a scenario that nobody opens',
    'unopened-scenario',
    { 'scenarios/other.yaml': textOf('scenarios/first-cut.yaml').replace('id: first-cut', 'id: other') },
    /^hint scenarios\/other\.yaml: no page opens «other»/,
  ],
  [
    'a source that nobody cites',
    'unused-source',
    { 'sources.yaml': text => `${text}spare:\n  title: A spare one\n` },
    /^fault sources\.yaml:7: no footnote cites «spare»/,
  ],
  [
    'a footnote without a source',
    'unread',
    { '1-the-cut.md': swap('[^waldo-1994]', '[^waldo-1995]') },
    /^fault 1-the-cut\.md:\d+: .*waldo-1995/,
  ],
  [
    'a lesson without sources',
    'content',
    { '2-the-distance.md': swap('[^waldo-1994]', '') },
    /^fault 2-the-distance\.md: this lesson cites no source/,
  ],
  [
    'a term that nobody uses',
    'unused-term',
    { 'glossary.yaml': text => `${text}- term: quorum\n  says: Enough.\n  lesson: the-cut\n` },
    /^hint glossary\.yaml:8: nothing in this course says «quorum»/,
  ],
  [
    'a term of another lesson',
    'misplaced-term',
    { 'glossary.yaml': swap('lesson: the-distance', 'lesson: the-cut') },
    /^hint glossary\.yaml:5: «round trip» is given to the lesson the-cut, and is used in the-distance/,
  ],
  [
    'a page that does not fit',
    'content',
    { '2-the-distance.md': swap('Between two,', `${'- a\n\n  b\n\n'.repeat(4)}\n\nBetween two,`) },
    /^(fault|hint) 2-the-distance\.md:\d+: (the page «Nobody notices» takes up to|at 60x20 the page)/,
  ],
  [
    'a page that is scrolled far at 60x20',
    'scrolled',
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
    'unread',
    { '1-the-cut.md': swap('    misconception: M13\n', '') },
    /^fault 1-the-cut\.md:\d+: a wrong option names the misconception/,
  ],
  [
    'a misconception that is met once',
    'seldom-met',
    { '2-the-distance.md': swap('misconception: M13', 'misconception: M2') },
    /^hint course\.yaml: M13 is met by one question/,
  ],
  [
    'minutes that are wrong',
    'lesson-time',
    { '2-the-distance.md': swap('minutes: 2', 'minutes: 20') },
    /^fault 2-the-distance\.md:4: «minutes» says 20, and this takes about 1/,
  ],
  [
    'an experiment that takes too long',
    'experiment-time',
    {
      'experiments/ten-calls.yaml': text =>
        swap(
          /built: .*/,
          `built: ${'so '.repeat(79)}so.`,
        )(
          swap(
            /One page needs ten/,
            `${'so '.repeat(90)}one page needs ten`,
          )(swap(/broken: .*/, `broken: ${'so '.repeat(79)}so.`)(text)),
        ),
    },
    // 38 s as it was; 250 words more take 61 s, those that went took 4.
    /^fault experiments\/ten-calls\.yaml:3: it takes about 9\d s, all that is read included: expected 90 at most/,
  ],
  [
    'an experiment that breaks a promise',
    'experiment-promise',
    { 'experiments/ten-calls.yaml': swap('round-trips: 10', 'round-trips: 11') },
    /^fault experiments\/ten-calls\.yaml:\d+: With seed 1 promise 1 of «expect» is not kept/,
  ],
  [
    'an experiment whose predictions all fail',
    'experiment-promise',
    { 'experiments/ten-calls.yaml': swap('holds: { page-time: { min: 400 } }', 'holds: { page-time: 1 }') },
    /^fault experiments\/ten-calls\.yaml:\d+: With seed 1 exactly one option of «predict» should come true/,
  ],
  [
    'a scenario whose predictions overlap',
    'scenario-prediction',
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
    'scenario-promise',
    { 'scenarios/first-cut.yaml': swap('{ verdict: linearizable,', '{ verdict: violation,') },
    /^fault scenarios\/first-cut\.yaml:\d+: With seed 1 and consistency this does not hold: verdict is linearizable/,
  ],
  [
    'a stop that no run comes to',
    'unreached-stop',
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
    'not-met',
    withChallenges(swap('policy availability', 'policy consistency')),
    /^fault challenges\.yaml:2: «stale-read» is not met by its solution with seed 1/,
  ],
  [
    'a solution with a line that is no command',
    'no-command',
    withChallenges(swap('read number at c2', 'reed number at c2')),
    /^fault challenges\.yaml:2: «stale-read» has a line that is no command here/,
  ],
  [
    'an impossible challenge that somebody meets',
    'impossible-met',
    withChallenges(swap(/ {4}solution:[\s\S]*/, '    impossible: true\n')),
    /^fault challenges\.yaml:2: «stale-read» is called impossible, and with seed 1 it was met under availability/,
  ],
  [
    'a drawing that is cut off at 60x20',
    'cut-off',
    { '2-the-distance.md': swap('Between two,', `\n\n\`\`\`\n${'x'.repeat(60)}\n\`\`\`\n\nBetween two,`) },
    /^fault 2-the-distance\.md:\d+: at 60x20 it is cut off: this line of a drawing is 60 columns wide and 56 fit/,
  ],
  [
    'a prediction whose wrong option names nothing',
    'unread',
    { '1-the-cut.md': swap('    text: All three\n    misconception: M1\n', '    text: All three\n') },
    /^fault 1-the-cut\.md:\d+: a wrong option names the misconception/,
  ],
  [
    'an experiment whose wrong option names nothing',
    'no-misconception',
    { 'experiments/ten-calls.yaml': swap('      misconception: F2\n', '') },
    /^fault experiments\/ten-calls\.yaml:18: the option «About 150 ms» is wrong and names no misconception/,
  ],
  [
    'an experiment whose right option names something',
    'needless-misconception',
    {
      'experiments/ten-calls.yaml': swap(
        'text: About 1.5 s\n',
        'text: About 1.5 s\n      misconception: F2\n',
      ),
    },
    /^fault experiments\/ten-calls\.yaml:\d+: the option «About 1\.5 s» comes true/,
  ],
  [
    'a scenario whose wrong option names nothing',
    'no-misconception',
    { 'scenarios/first-cut.yaml': swap('      misconception: M1\n', '') },
    /^(fault scenarios\/first-cut\.yaml:\d+: the option «Everybody got an answer, and all were r…» is wrong|hint course\.yaml: M1 is met by one)/,
  ],
  [
    'an experiment that nobody opens',
    'unopened-experiment',
    { 'experiments/other.yaml': textOf('experiments/ten-calls.yaml').replace('id: ten-calls', 'id: other') },
    /^hint experiments\/other\.yaml: no page opens «other»/,
  ],
  [
    'an expectation that fails at the fifth seed, and at none before it',
    'scenario-promise',
    {
      'scenarios/first-cut.yaml': text =>
        text
          .replace('  client-delay', '  loss: 20\n  client-delay')
          .replace(
            / {2}- \{ choose: \[consistency\][\s\S]*?\n\n/,
            '  - { choose: [consistency], holds: { refused: 1 } }\n\n',
          ),
    },
    /^fault scenarios\/first-cut\.yaml:\d+: With seed 5 and consistency this does not hold: refused is 2, expected 1/,
  ],
  [
    'a challenge that is met before anything was done',
    'met-at-start',
    {
      'scenarios/sandbox.yaml': textOf('scenarios/first-cut.yaml')
        .replace('id: first-cut', 'id: sandbox')
        .replace('policy: consistency', 'policy: availability')
        .replace(/stops:[\s\S]*?lasts/, 'stops: []\nlasts')
        .replace(/predict:[\s\S]*?by-hand/, 'by-hand'),
      'challenges.yaml': CHALLENGES,
    },
    /^fault challenges\.yaml:2: «stale-read» is met before anything was done/,
  ],
]
