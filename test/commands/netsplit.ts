import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { main } from '../../src/commands/main.ts'
import { temporaryFolder } from '../support/folder.ts'

/** What one command line came to. */
export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface World {
  readonly input?: string | Uint8Array
  readonly env?: { readonly [name: string]: string }
  /** The environment as it is, without a data folder of its own. */
  readonly rawEnv?: { readonly [name: string]: string }
  readonly tty?: { readonly stdin: boolean; readonly stdout: boolean }
  readonly columns?: number
  /** Standard error is a terminal, so wide. */
  readonly errorColumns?: number
}

/** Runs a command line in this process, with streams that are no terminal unless told otherwise. */
export async function netsplit(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const stdin = new PassThrough()
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const written = [stdout, stderr].map(stream => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    return () => Buffer.concat(chunks).toString('utf8')
  })
  stdin.end(world.input ?? '')
  const code = await main(argv, {
    stdin: Object.assign(stdin, { isTTY: world.tty?.stdin ?? false }) as unknown as NodeJS.ReadStream,
    stdout: Object.assign(stdout, {
      isTTY: world.tty?.stdout ?? false,
      columns: world.columns,
    }) as unknown as NodeJS.WriteStream,
    stderr: Object.assign(stderr, {
      isTTY: world.errorColumns !== undefined,
      columns: world.errorColumns,
    }) as unknown as NodeJS.WriteStream,
    env: world.rawEnv ?? { NETSPLIT_HOME: temporaryFolder(), ...world.env },
  })
  await new Promise(resolve => setImmediate(resolve))
  return { code, stdout: written[0]?.() ?? '', stderr: written[1]?.() ?? '' }
}

/** A file for the test that is running, and its path. */
export function fileOf(content: string | Uint8Array, name = 'history.jsonl'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

/** The lines of a text that ends with a newline. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}
