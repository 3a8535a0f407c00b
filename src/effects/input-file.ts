import type { Read } from '../model/problem.ts'
import { reason } from './failure.ts'
import { decodeText, readText, takeBytes } from './read-text.ts'

/** The largest file that is read for `check`. */
const INPUT_BYTES_MAX = 64 * 1024 * 1024

/**
 * What somebody asked to have checked, as text: a file, a pipe or device that can be opened, or with `-` standard
 * input. An empty file is a text too. Faults name the file as the person wrote it.
 */
export async function readInputFile(
  path: string,
  stdin: AsyncIterable<Uint8Array | string> = process.stdin,
  bytesMax = INPUT_BYTES_MAX,
): Promise<Read<string>> {
  const file = path === '-' ? 'standard input' : path
  try {
    const read =
      path === '-' ? decodeText(await takeBytes(stdin, bytesMax), bytesMax) : await readText(path, bytesMax)
    if (read.kind === 'text') return { ok: true, value: read.text }
    return problem(file, `${read.fault}; a history is lines of JSON`, read.line)
  } catch (error) {
    return problem(file, `can't be read: ${reason(error)}`)
  }
}

function problem(file: string, message: string, line: number | null = null): Read<string> {
  return { ok: false, problems: [{ file, line, message }] }
}
