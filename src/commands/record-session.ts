import { terminalOutput } from '../effects/terminal-output.ts'
import type { CastCode } from '../terminal/cast.ts'
import { BadInput, type Io, type ScreenEnv } from './io.ts'
import { openCast, type Size, sizeWords, tellCast, tellCastLast } from './recording.ts'
import { watchedInput, watchedOutput } from './watched-streams.ts'

/** Carries out a command line on some streams; what comes back is its exit code. */
export type CarryOut = (argv: readonly string[], io: Io) => Promise<number>

/** What is recorded where there is no terminal to take the size of. */
export const USUAL_SIZE: Size = { columns: 80, rows: 24 }

/**
 * Carries out a command line as it would be, and records what is seen of it, as it comes. With a size of its own it is
 * drawn in a part of the terminal.
 */
export async function recordSession(
  file: string,
  argv: readonly string[],
  {
    size,
    keys = false,
    force = false,
  }: { readonly size: Size | null; readonly keys?: boolean; readonly force?: boolean },
  io: ScreenEnv,
  carryOut: CarryOut,
): Promise<number> {
  const { stdin, stdout, stderr, env } = io
  const sizeNow = () => size ?? terminalSize(io) ?? USUAL_SIZE
  refuseLarger(size, terminalSize(io))
  const cast = openCast(file, force, () => ({
    ...sizeNow(),
    timestamp: Math.floor(Date.now() / 1000),
    title: ['netsplit', ...argv].join(' '),
    env: { TERM: env['TERM'] ?? 'xterm-256color' },
  }))
  // A recording begins with something to be seen, and not with waiting for it.
  let began: number | null = null
  const add = (code: CastCode) => (data: string) => {
    if (code === 'o') began ??= performance.now()
    if (began !== null) cast.add((performance.now() - began) * 1000, code, data)
  }
  // Heard before the screens hear of it, so that the new size stands before what is drawn in it.
  const onResize = () => add('r')(sizeWords(sizeNow()))
  if (size === null) stdout.on('resize', onResize)
  // What a signal ends comes back to nobody, and ends by this.
  const onExit = () => began !== null && tellCastLast(cast, file, io)
  process.once('exit', onExit)
  const [output, errors] = [terminalOutput(stdout), terminalOutput(stderr)]
  let code: number
  try {
    code = await carryOut(argv, {
      stdin: keys ? watchedInput(stdin, add('i')) : stdin,
      stdout: watchedOutput(stdout, output, add('o'), size),
      stderr: stderr.isTTY ? watchedOutput(stderr, errors, add('o'), null) : stderr,
      env,
    })
    // A screen has let go what wasn’t taken; lines are for whoever reads on.
    await Promise.all([output.taken(), errors.taken()])
  } finally {
    process.off('exit', onExit)
    output.close()
    errors.close()
    stdout.off('resize', onResize)
    cast.close()
  }
  if (began !== null) tellCast(cast, file, io)
  return code
}

function terminalSize({ stdout: { isTTY, columns, rows } }: Io): Size | null {
  return isTTY && columns > 0 && rows > 0 ? { columns, rows } : null
}

function refuseLarger(size: Size | null, there: Size | null): void {
  if (size === null || there === null || (size.columns <= there.columns && size.rows <= there.rows)) return
  throw new BadInput(
    `netsplit: --size ${sizeWords(size)} is larger than this terminal, which is ${sizeWords(there)}`,
  )
}
