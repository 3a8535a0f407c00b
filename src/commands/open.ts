import { EXIT, type Io, type ScreenEnv } from './io.ts'

/** Where a screen begins: at the course map, or in the lab of a scenario. */
export interface ScreenStart {
  readonly scenario?: string
  readonly seed?: string
}

/**
 * `netsplit` and `netsplit lab`: hands the terminal to the screens, and says what else there is where there is none.
 * What was asked for is looked at first, so that a misspelt scenario is told of anywhere.
 */
export async function open({ scenario, seed }: ScreenStart, env: ScreenEnv): Promise<number> {
  if (scenario === undefined) return withTerminal(env, {})
  const [{ openLessons, scenarioOf }, { readSeed }] = await Promise.all([
    import('./lessons.ts'),
    import('./options.ts'),
  ])
  const found = scenarioOf(openLessons(env.lessons), scenario)
  return withTerminal(env, { scenario, seed: readSeed(seed, found.seed) })
}

async function withTerminal(
  env: ScreenEnv,
  start: { readonly scenario?: string; readonly seed?: number },
): Promise<number> {
  const missing = missingEnd(env)
  if (missing !== null) {
    const instead = 'without one, «netsplit read» prints the lessons and «netsplit run» runs a scenario'
    env.stderr.write(`netsplit needs a terminal, and ${missing} is none: ${instead}\n`)
    return EXIT.BAD_INPUT
  }
  const { openScreen } = await import('./screen.ts')
  return openScreen(start, env)
}

function missingEnd({ stdin, stdout }: Io): string | null {
  if (!stdout.isTTY) return 'standard output'
  return stdin.isTTY ? null : 'standard input'
}
