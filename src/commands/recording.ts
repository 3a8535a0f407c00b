import { type CastFile, openCastFile } from '../effects/cast-file.ts'
import { reason } from '../effects/failure.ts'
import { excerpt, printable } from '../model/problem.ts'
import type { CastHeader } from '../terminal/cast.ts'
import { BadInput, type ScreenEnv } from './io.ts'
import { sayLast } from './session.ts'

export interface Size {
  readonly columns: number
  readonly rows: number
}

export function sizeWords({ columns, rows }: Size): string {
  return `${columns}x${rows}`
}

/** Opens the file that was asked for. What can't be is told before anything is played. */
export function openCast(file: string, force: boolean, header: () => CastHeader): CastFile {
  let opened: CastFile | null
  try {
    opened = openCastFile(file, force, header)
  } catch (error) {
    throw cantWrite(file, error)
  }
  if (opened !== null) return opened
  throw new BadInput(
    `netsplit: ${excerpt(file, 200)} is there already: give another name, or --force to replace it`,
  )
}

/** Says where a recording is, once it is closed. Throws `BadInput` where it broke off. */
export function tellCast(cast: CastFile, file: string, env: ScreenEnv): void {
  const failure = cast.failure()
  if (failure !== null) throw cantWrite(file, failure)
  sayLast(env, null, [whereWords(file)])
}

/** The same where a signal ends the program: it has its exit code already, and waits for nobody. */
export function tellCastLast(cast: CastFile, file: string, env: ScreenEnv): void {
  const failure = cast.failure()
  sayLast(env, null, failure === null ? [whereWords(file)] : cantWrite(file, failure).lines)
}

function whereWords(file: string): string {
  const name = printable(file)
  return `The recording is in ${name}. To see it:\n  asciinema play ${name}`
}

function cantWrite(file: string, error: unknown): BadInput {
  return new BadInput(`netsplit: the recording can't be written to ${excerpt(file, 200)}: ${reason(error)}`)
}
