// `npm run bench [-- --json]`: bundles the measures (Node 20 reads no TypeScript) and runs them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { inkForUsers, yogaAtOnce } from '../../.config/esbuild-plugins.mjs'
import { keyLatency } from './key-latency.mjs'
import { starting } from './starting.mjs'
import { workshop } from './workshop.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'netsplit-bench-'))
try {
  const outfile = join(folder, 'measures.mjs')
  const require =
    "import{createRequire as $benchRequire}from'node:module';const require=$benchRequire(import.meta.url);"
  const common = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    banner: { js: require },
    jsx: 'automatic',
    // React and Ink as users have them.
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [inkForUsers, yogaAtOnce],
  }
  await build({ ...common, entryPoints: [join(here, 'measures.ts')], outfile })
  const { measureAll, tableOf } = await import(pathToFileURL(outfile).href)
  const root = join(here, '..', '..')
  const measures = [
    ...(await measureAll(root)),
    ...(await keyLatency(root)),
    ...(await workshop(root)),
    ...(await starting(root)),
  ]
  const text = process.argv.includes('--json')
    ? JSON.stringify({ format: 'netsplit-bench/1', measures })
    : tableOf(measures)
  process.stdout.write(`${text}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
