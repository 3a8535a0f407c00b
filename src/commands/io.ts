import { codeOf, reason } from '../effects/failure.ts'

/** What a command has of the world around it. Tests, and later the rooms of a workshop, bring streams of their own. */
export interface Io {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: { readonly [name: string]: string | undefined }
}

/** What a screen needs beside the streams. */
export interface ScreenEnv extends Io {
  readonly color: boolean
  /** The folder with the lessons; null for those that came with the program. */
  readonly lessons: string | null
}

/** What a screen, or a command that reads lessons, is given: the streams, and what options and variables say. */
export function environment(
  io: Io,
  options: { readonly color: boolean; readonly course?: string; readonly lessons?: string },
): ScreenEnv {
  const folder =
    options.course ?? options.lessons ?? io.env['NETSPLIT_COURSE'] ?? io.env['NETSPLIT_LESSONS'] ?? ''
  return { ...io, color: wantsColor(io, options.color), lessons: folder === '' ? null : folder }
}

/** The exit codes (design.md, «The command line»). `BUG` is what `sysexits.h` has for it, and stands for nothing else. */
export const EXIT = { DONE: 0, NO: 1, BAD_INPUT: 2, UNDECIDED: 3, BUG: 70 } as const

/** What a person asked for that can't be done: told on standard error, a line each, with exit code 2. */
export class BadInput extends Error {
  readonly lines: readonly string[]

  constructor(...lines: readonly string[]) {
    super(lines[0] ?? 'bad input')
    this.lines = lines
  }
}

/** The widest that text is set: more than this is hard to read. */
const TEXT_WIDTH_MAX = 72
const TEXT_WIDTH_MIN = 20

/** The columns for text: 72, or fewer where the terminal or the variable COLUMNS says so. */
export function textWidth({ stdout, env }: Pick<Io, 'stdout' | 'env'>): number {
  const said = stdout.isTTY ? stdout.columns : Number(env['COLUMNS'])
  const there = Number.isInteger(said) && said > 0 ? said : TEXT_WIDTH_MAX
  return Math.max(TEXT_WIDTH_MIN, Math.min(TEXT_WIDTH_MAX, there))
}

/**
 * Whether screens may use colour: `--no-color` has the last word, then FORCE_COLOR, then NO_COLOR (no-color.org: set
 * and not empty), then what the terminal is.
 */
export function wantsColor({ stdout, env }: Pick<Io, 'stdout' | 'env'>, flag: boolean): boolean {
  if (!flag) return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if ((env['NO_COLOR'] ?? '') !== '') return false
  return stdout.isTTY === true && env['TERM'] !== 'dumb'
}

/**
 * Does some work whose output may have nobody to read it any more: `netsplit read | head` ends quietly. Any other
 * failure to write (a full disk behind `>`) is told at the end.
 */
export async function withOutput(io: Io, work: () => Promise<number>): Promise<number> {
  let failure: unknown = null
  const onError = (error: unknown) => {
    if (codeOf(error) !== 'EPIPE') failure = error
  }
  io.stdout.on('error', onError)
  io.stderr.on('error', onError)
  const code = await work()
  // The listeners stay: a stream may tell of its failure after the last write. Here the writes are waited for.
  await new Promise<void>(resolve => io.stdout.write('', () => resolve()))
  if (failure === null) return code
  io.stderr.write(`netsplit: standard output can't be written: ${reason(failure)}\n`)
  return EXIT.BAD_INPUT
}
