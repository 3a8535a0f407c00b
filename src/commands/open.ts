import type { Run } from '../lab/lab.ts'
import { excerpt } from '../model/problem.ts'
import { BadInput, type Io, type ScreenEnv } from './io.ts'
import { readSeed } from './seed-option.ts'
import { preparedLab } from './shown-course.ts'

/** `netsplit`: opens the course where the learner left it. */
export async function openCourse(env: ScreenEnv): Promise<number> {
  return withTerminal(env, {})
}

/**
 * `netsplit lab`: opens one live cluster, or one experiment. What was asked for is looked at before the terminal, so that a misspelt
 * scenario is told of anywhere.
 */
export async function openLab(
  scenario: string | undefined,
  seed: string | undefined,
  env: ScreenEnv,
): Promise<number> {
  const known = scenario === undefined ? null : preparedLab(env.lessons, scenario)
  if (scenario !== undefined && known !== null) {
    const where = known.isExperiment ? { experiment: scenario } : { scenario }
    return withTerminal(env, { ...where, seed: readSeed(seed, known.seed) })
  }
  // Nobody has prepared a lab of that name: reading the files takes longer, and tells what there is.
  const { FOUR_WORLDS, findExperiment, labsInWords, labSeed, openLessons } = await import('./folder.ts')
  const lessons = openLessons(env.lessons)
  if (scenario === undefined)
    throw new BadInput(`netsplit: which lab? netsplit lab <scenario>; ${labsInWords(lessons)}`)
  // The one lab that needs no file.
  if (scenario === FOUR_WORLDS) return withTerminal(env, { worlds: true, seed: readSeed(seed, 1) })
  const usual = labSeed(lessons, scenario)
  const where = findExperiment(lessons, scenario) ? { experiment: scenario } : { scenario }
  return withTerminal(env, { ...where, seed: readSeed(seed, usual) })
}

/**
 * `netsplit practice`: cases made for practice. Without a level they begin where the learner stands; without a seed the
 * clock makes the first one.
 */
export async function openPractice(
  level: string | undefined,
  seed: string | undefined,
  env: ScreenEnv,
): Promise<number> {
  if (level !== undefined && !/^[1-5]$/.test(level))
    throw new BadInput(`netsplit: --level «${excerpt(level)}» should be a whole number from 1 to 5`)
  const made = { level: level === undefined ? null : Number(level), seed: readSeed(seed, Date.now() % SEEDS) }
  return withTerminal(env, { practice: made })
}

const SEEDS = 0x1_0000_0000

/** `netsplit replay` on a terminal: the run itself, to travel through. */
export async function openRun(run: Run, env: ScreenEnv): Promise<number> {
  return withTerminal(env, { run })
}

/** Whether both ends are a terminal. */
export function onTerminal(io: Io): boolean {
  return missingEnd(io) === null
}

async function withTerminal(
  env: ScreenEnv,
  start: Parameters<typeof import('./screen.ts').openScreen>[0],
): Promise<number> {
  // Told in lines it needs no terminal.
  if (env.capabilities.linear) return (await import('./told.ts')).openTold(start, env)
  const missing = missingEnd(env)
  if (missing !== null) {
    const instead =
      'without one, «netsplit --linear» tells the course in lines, «netsplit read» prints the lessons and «netsplit run» runs a scenario'
    throw new BadInput(`netsplit needs a terminal, and ${missing} is not one: ${instead}`)
  }
  const { openScreen } = await import('./screen.ts')
  return openScreen(start, env)
}

function missingEnd({ stdin, stdout }: Io): string | null {
  if (!stdout.isTTY) return 'standard output'
  return stdin.isTTY ? null : 'standard input'
}
