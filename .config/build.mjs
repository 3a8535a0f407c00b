// Builds dist/: what a user installs, one package without dependencies of its own.
//
//   netsplit.cjs, start.cjs   the entry: is this Node new enough? (src/entry/)
//   sweep-worker.js           a thread of `netsplit sweep`
//   cli.js, chunks/           everything else, minified; commands without a screen load no Ink
//   THIRD-PARTY.txt           the licences of what is bundled
//
// `node .config/build.mjs [--entry FILE] [--out FOLDER]`: other places are for trying things out.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { inkForUsers, yogaAtOnce } from './esbuild-plugins.mjs'
import { prepare } from './prepared.mjs'
import { thirdPartyNotices } from './third-party.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { values } = parseArgs({ options: { entry: { type: 'string' }, out: { type: 'string' } } })
const entry = values.entry === undefined ? join(root, 'src/cli.ts') : resolve(values.entry)
const out = values.out === undefined ? join(root, 'dist') : resolve(values.out)
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

// Old chunks have other names, and would be shipped for ever.
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

const result = await build({
  entryPoints: { cli: entry, 'sweep-worker': join(root, 'src/commands/sweep-worker.ts') },
  outdir: out,
  absWorkingDir: root,
  nodePaths: [join(root, 'node_modules')],
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  jsx: 'automatic',
  metafile: true,
  // THIRD-PARTY.txt has them all.
  legalComments: 'none',
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.NETSPLIT_VERSION': JSON.stringify(version),
  },
  // Bundled CommonJS asks for `require('assert')` and the like, which a module doesn't have by itself.
  banner: {
    js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);",
  },
  plugins: [inkForUsers, yogaAtOnce],
  logLevel: 'warning',
})

// What esbuild could not find and left as it is (a `require` in a `try`) a user would have to install.
const left = Object.values(result.metafile.outputs).flatMap(output =>
  output.imports.filter(one => one.external),
)
const missing = left
  .map(one => one.path)
  .filter(path => !path.startsWith('node:') && !builtinModules.includes(path))
if (missing.length > 0) throw new Error(`not bundled: ${missing.join(', ')}`)

writeFileSync(join(out, 'THIRD-PARTY.txt'), thirdPartyNotices(Object.keys(result.metafile.inputs), root))
for (const file of ['netsplit.cjs', 'start.cjs']) copyFileSync(join(root, 'src/entry', file), join(out, file))
chmodSync(join(out, 'netsplit.cjs'), 0o755)
if (values.entry === undefined) await prepare(root, out)
