import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'

/** The top of the checkout. */
export const ROOT = join(import.meta.dirname, '..', '..')

/**
 * A TypeScript program of these tests as one file that plain `node` runs (Node 20 reads no TypeScript), written to
 * `folder`. `source` may import the project's sources as `./src/...`. Gives the path.
 */
export async function bundleProgram(source: string, folder: string, name = 'program.mjs'): Promise<string> {
  const outfile = join(folder, name)
  await build({
    stdin: { contents: source, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    logLevel: 'warning',
  })
  return outfile
}

/**
 * A program with Ink, built as netsplit itself is built, with `source` (TSX) in the place of `src/cli.ts`. It may import
 * the project's sources by absolute path. Gives the path of the entry that Node runs.
 */
export async function buildProgram(source: string, folder: string): Promise<string> {
  const entry = join(folder, 'cli.tsx')
  writeFileSync(entry, source)
  return buildFrom(entry, join(folder, 'dist'))
}

/** Builds as netsplit itself is built, from another entry and to another folder. Gives the path that Node runs. */
export async function buildFrom(entry: string, out: string): Promise<string> {
  const build = join(ROOT, '.config', 'build.mjs')
  await promisify(execFile)(process.execPath, [build, '--entry', entry, '--out', out])
  return join(out, 'netsplit.cjs')
}
