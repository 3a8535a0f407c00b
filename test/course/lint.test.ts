import { describe, expect, test } from 'vitest'
import { readContents } from '../../src/course/contents.ts'
import { FINDING_KINDS } from '../../src/course/lint/kinds.ts'
import { type Finding, lintCourse } from '../../src/course/lint/lint.ts'
import { scenarioFindings } from '../../src/course/lint/scenarios.ts'
import { worldsFindings } from '../../src/course/lint/worlds.ts'
import { STARTER } from '../../src/course/starter/starter.ts'
import { readCourseFiles } from '../../src/effects/course-files.ts'
import { playWorld } from '../../src/experiment/worlds/worlds.ts'
import { assess } from '../../src/lab/lab.ts'
import { CHALLENGES, changed, PLANTED, SANDBOX, said, swap } from './planted.ts'

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

describe('a planted fault is found, and only that', () => {
  test.each(PLANTED)('%s', (_, kind, changes, expected) => {
    const findings = changed(changes)
    expect(findings.map(found => found.kind)).toContain(kind)
    for (const finding of findings) expect(said(finding)).toMatch(expected)
  })

  test('every kind of finding is planted, here or below', () => {
    const planted = new Set([...PLANTED.map(([, kind]) => kind), ...SIMULATED, 'course-time'])
    expect(FINDING_KINDS.filter(kind => !planted.has(kind))).toEqual([])
  })
})

/** What no file brings about: the simulation itself would have to be wrong, or the checker at its limit. */
const SIMULATED = ['undecided', 'breaks-off', 'worlds-differ'] as const

describe('a run that goes wrong is a finding', () => {
  const starter = (text = '') => {
    const files = STARTER.map(file =>
      file.path === '1-the-cut.md' ? { ...file, text: file.text + text } : file,
    )
    return { ...readContents(files), files }
  }
  const worlds = starter('\n---\n\n# Four worlds\n\n```worlds\ngoal: Guess.\n```\n')
  const kinds = (findings: readonly Finding[]) => findings.map(({ kind, level }) => `${level} ${kind}`)

  test('a history that can’t be judged in time', () => {
    const judged: typeof assess = run => {
      const assessed = assess(run)
      return { ...assessed, verdict: { ...assessed.verdict, result: 'unknown' } as typeof assessed.verdict }
    }
    expect(kinds(scenarioFindings(starter(), judged))).toEqual(['fault undecided'])
  })

  test('a run that breaks off', () => {
    const breaks: typeof assess = () => {
      throw new Error('too much of it')
    }
    const [finding] = scenarioFindings(starter(), breaks)
    expect(finding).toMatchObject({ kind: 'breaks-off', file: 'scenarios/first-cut.yaml' })
    expect(finding?.message).toContain('(too much of it)')
  })

  test('worlds that can be told apart, or charge twice', () => {
    expect(worldsFindings(worlds)).toEqual([])
    const telling: typeof playWorld = (world, ...rest) => ({
      ...playWorld(world, ...rest),
      screen: [{ at: 0, says: world }],
    })
    expect(kinds(worldsFindings(worlds, telling))).toEqual(['fault worlds-differ'])
    const twice: typeof playWorld = (...given) => ({ ...playWorld(...given), charged: [1, 2] })
    expect(worldsFindings(worlds, twice)[0]?.message).toMatch(
      /seed 1 a retry with its key charged more than once/,
    )
  })
})

describe('a course that serves every objective', () => {
  const whole = { '1-the-cut.md': swap('[O3]', '[O1, O2, O3, O4]') }

  test('meets each misconception twice, and takes an hour or so', () => {
    const findings = changed(whole).map(said)
    expect(findings).toContain(
      'fault course.yaml: M5 is met by no question: ask about it in 2 stories or more',
    )
    expect(findings).toContain('hint course.yaml: all lessons together take 7 minutes: expected 45 to 75')
    expect(findings.filter(line => line.startsWith('fault'))).toHaveLength(14)
  })
})
