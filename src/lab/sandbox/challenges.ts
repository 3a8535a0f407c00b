import * as v from 'valibot'
import { readYaml } from '../../data/yaml.ts'
import type { Problem, Read } from '../../model/problem.ts'
import { micros } from '../../model/time.ts'
import { act, advance, type Run, startRun } from '../run.ts'
import { parseCommand } from './command.ts'

/** The goals that can be judged; each is a challenge's id, and `judge.ts` has one function for each. */
export const CHALLENGE_IDS = [
  'stale-read',
  'lost-write',
  'both-refuse',
  'deleted-back',
  'two-siblings',
  'nobody-knows',
  'beat-cap',
] as const

export type ChallengeId = (typeof CHALLENGE_IDS)[number]

/** A line that is typed at a virtual time, in milliseconds since the start of the run. */
export interface Typed {
  readonly at: number
  readonly do: string
}

/** Something to bring about in the sandbox. Whether it was met is judged from the learner's own run, nothing else. */
export interface Challenge {
  readonly id: ChallengeId
  readonly title: string
  /** The id of the sandbox in which it is played, with any number of replicas. */
  readonly scenario: string
  /** One sentence. */
  readonly goal: string
  /** From a nudge to nearly all of it. */
  readonly hints: readonly string[]
  /** Nobody can meet it, and its hints say why. */
  readonly impossible: boolean
  /** What meets it; empty where nothing does. */
  readonly solution: readonly Typed[]
}

const LINES_MAX = 40
const words = v.pipe(v.string(), v.minLength(1, 'some text'), v.maxLength(300, 'at most 300 characters long'))
const typed = v.strictObject({
  at: v.pipe(v.number(), v.minValue(0, '0 or more'), v.maxValue(600_000, 'at most 600000')),
  do: v.pipe(v.string(), v.minLength(1, 'a command'), v.maxLength(200, 'at most 200 characters long')),
})

export const challengesSchema = v.strictObject({
  challenges: v.pipe(
    v.array(
      v.strictObject({
        id: v.picklist(CHALLENGE_IDS),
        title: v.pipe(words, v.maxLength(40, 'at most 40 characters long')),
        scenario: words,
        goal: words,
        hints: v.pipe(v.array(words), v.minLength(2, 'two hints or more'), v.maxLength(3, 'at most three')),
        impossible: v.optional(v.boolean(), false),
        solution: v.optional(
          v.pipe(v.array(typed), v.maxLength(LINES_MAX, `at most ${LINES_MAX} lines`)),
          [],
        ),
      }),
    ),
    v.minLength(1, 'at least one challenge'),
  ),
})

/** Reads the file of challenges: all of them, or every fault with its line. `scenarios` are the ids that there are. */
export function readChallenges(
  text: string,
  file: string,
  scenarios: readonly string[],
): Read<readonly Challenge[]> {
  const read = readYaml(text, file, challengesSchema)
  if (!read.ok) return read
  const problems: Problem[] = []
  const seen = new Set<string>()
  read.value.challenges.forEach(({ id, scenario, impossible, solution }, index) => {
    const fault = (part: string, message: string) =>
      problems.push({ file, line: read.lineOf(['challenges', index, part]), message })
    if (seen.has(id)) fault('id', `There are two challenges «${id}»; each goal is set once.`)
    seen.add(id)
    if (!scenarios.includes(scenario))
      fault('scenario', `There is no scenario «${scenario}»; there are ${scenarios.join(', ')}.`)
    if (impossible && solution.length > 0)
      fault('solution', `«${id}» is called impossible, and has a solution.`)
    if (!impossible && solution.length === 0)
      fault('id', `«${id}» has no solution; add one, or «impossible: true».`)
    if (solution.some(({ at }, i) => at < (solution[i - 1]?.at ?? 0)))
      fault('solution', 'The lines of a solution stand in the order of their times.')
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: read.value.challenges }
}

/** Whether a run is what the challenge's solution makes of it: the same deeds in the same order, whenever they were done. */
export function isSolution({ solution }: Challenge, run: Run): boolean {
  const typed = typeInto(startRun(run.scenario, run.seed), solution)
  if (!typed.ok || solution.length === 0) return false
  const deeds = ({ acts }: Run, count: number) => JSON.stringify(acts.slice(0, count).map(({ deed }) => deed))
  const { length } = typed.value.acts
  return deeds(typed.value, length) === deeds(run, length)
}

/** A run in which lines were typed at their times, up to the last; or the first line that is no command. */
export function typeInto(run: Run, lines: readonly Typed[]): Read<Run> {
  let next = run
  for (const { at, do: line } of lines) {
    next = advance(next, micros(at) - next.now)
    const parsed = parseCommand(next, line)
    if (!parsed.ok)
      return { ok: false, problems: [{ file: `«${line}»`, line: null, message: parsed.message }] }
    next = parsed.deeds.reduce(act, next)
  }
  return { ok: true, value: next }
}
