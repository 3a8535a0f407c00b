import { codeOf, reason } from '../effects/failure.ts'
import { terminalOutput } from '../effects/terminal-output.ts'
import { printable } from '../model/problem.ts'
import { detect } from '../terminal/capabilities.ts'
import { asciiText } from '../terminal/glyphs.ts'
import { wrapWhole } from '../terminal/text.ts'
import type { Capabilities, LookFlags } from '../terminal/traits.ts'
import { NO_FLAGS } from '../terminal/traits.ts'

/** What a command has of the world around it. Tests, and later the rooms of a workshop, bring streams of their own. */
export interface Io {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: { readonly [name: string]: string | undefined }
}

/** What a screen needs beside the streams. */
export interface ScreenEnv extends Io {
  readonly capabilities: Capabilities
  /** The folder with the lessons; null for those that came with the program. */
  readonly lessons: string | null
}

/** What a screen, or a command that reads lessons, is given: the streams, and what options and variables say. */
export function environment(
  io: Io,
  options: LookFlags & { readonly course?: string; readonly lessons?: string },
): ScreenEnv {
  const folder =
    options.course ?? options.lessons ?? io.env['NETSPLIT_COURSE'] ?? io.env['NETSPLIT_LESSONS'] ?? ''
  const output = { isTTY: io.stdout.isTTY === true, platform: process.platform }
  const capabilities = detect(io.env, output, options)
  return { ...io, capabilities, lessons: folder === '' ? null : folder }
}

/** The exit codes (design.md, «The command line»). `BUG` is what `sysexits.h` has for it, and stands for nothing else. */
export const EXIT = { DONE: 0, NO: 1, BAD_INPUT: 2, UNDECIDED: 3, BUG: 70 } as const

/** What a person asked for that can't be done: told on standard error, a line each, with exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
  readonly lines: readonly string[]

  constructor(...lines: readonly string[]) {
    super(lines[0] ?? 'bad input')
    this.lines = lines
  }
}

/** Whether it was thrown for bad input. By its name: what a built program loads later has a class of its own for it. */
export function isBadInput(error: unknown): error is BadInput {
  return error instanceof Error && error.name === 'BadInput' && 'lines' in error
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

/** Where text is written, and in which signs. */
type Written<Name extends 'stdout' | 'stderr'> = Pick<ScreenEnv, 'capabilities'> & {
  readonly [stream in Name]: { write(text: string): unknown; readonly columns?: number | undefined }
}

/**
 * Writes what people read on standard output, in ASCII where that is all there is. What programs read, JSON or a file's
 * text, is written to the stream as it is.
 */
export function print({ stdout, capabilities }: Written<'stdout'>, text: string): void {
  stdout.write(inSigns(text, capabilities.unicode))
}

/**
 * The same on standard error, for what is said beside the output: a terminal that says how wide it is gets lines that
 * break between words, except where they are indented, to be copied.
 */
export function aside({ stderr, capabilities }: Written<'stderr'>, text: string): void {
  const width = stderr.columns || Number.POSITIVE_INFINITY
  const lines = text.split('\n').flatMap(line => (line.startsWith(' ') ? [line] : wrapWhole(line, width)))
  stderr.write(inSigns(lines.join('\n'), capabilities.unicode))
}

function inSigns(text: string, unicode: boolean): string {
  return unicode ? text : text.split('\n').map(asciiText).join('\n')
}

/**
 * Tells what was wrong with a command line, which may not have been understood far enough to say how to tell it. A
 * terminal gets lines that break between words; a pipe a line for each, as programs look for it.
 */
export function tellBadInput({ lines }: BadInput, argv: readonly string[], io: Io): void {
  const { stderr, env } = io
  const { capabilities } = environment(io, { ...NO_FLAGS, ascii: argv.includes('--ascii') })
  const width = stderr.isTTY ? textWidth({ stdout: stderr, env }) : null
  const shown = lines.map(printable).flatMap(line => (width === null ? [line] : wrapWhole(line, width)))
  const output = terminalOutput(stderr)
  for (const line of shown) aside({ stderr: output, capabilities }, `${line}\n`)
  output.close()
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
