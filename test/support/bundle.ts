import { join } from 'node:path'
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
