// Builds dist/: what a user installs, one package without dependencies of its own.
//
//   netsplit.cjs, start.cjs   the entry: is this Node new enough? (src/entry/)
//   open.cjs                  `netsplit` alone up to its first screen, in one file: many small ones take longer to load
//   course.json               the lessons as they were read
//   sweep-worker.js           a thread of `netsplit sweep`
//   serve-worker.js           a process of `netsplit serve`
//   cli.js, chunks/           everything else, minified; commands without a screen load no Ink
//   THIRD-PARTY.txt           the licences of what is bundled
//
// `node .config/build.mjs [--entry FILE] [--out FOLDER]`: other places are for trying things out.
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { inkForUsers, leftOut, widthWhenNeeded, yogaAtOnce } from './esbuild-plugins.mjs'
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

const common = {
  outdir: out,
  absWorkingDir: root,
  nodePaths: [join(root, 'node_modules')],
  bundle: true,
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
  logLevel: 'warning',
}

const { later, metafile } = values.entry === undefined ? await buildOpen() : { later: {}, metafile: null }
const result = await build({
  ...common,
  entryPoints: {
    cli: entry,
    'sweep-worker': join(root, 'src/commands/sweep-worker.ts'),
    'serve-worker': join(root, 'src/commands/serve-worker.ts'),
    ...later,
  },
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  format: 'esm',
  // Bundled CommonJS asks for `require('assert')` and the like, which a module doesn't have by itself.
  banner: {
    js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);",
  },
  // ssh2 has two files beside itself in mind, of which neither is ever read here.
  define: { ...common.define, __dirname: '"."' },
  plugins: [inkForUsers, yogaAtOnce, widthWhenNeeded, leftOut],
})

const built = [result.metafile, ...(metafile === null ? [] : [metafile])]
// What esbuild could not find and left as it is (a `require` in a `try`) a user would have to install.
const left = built
  .flatMap(({ outputs }) => Object.values(outputs))
  .flatMap(({ imports }) => imports.filter(one => one.external))
const ours = new Set(Object.keys(later).map(name => `./${name}.js`))
const missing = left
  .map(one => one.path)
  .filter(path => !path.startsWith('node:') && !builtinModules.includes(path) && !ours.has(path))
if (missing.length > 0) throw new Error(`not bundled: ${missing.join(', ')}`)

const inputs = built.flatMap(each => Object.keys(each.inputs))
writeFileSync(join(out, 'THIRD-PARTY.txt'), thirdPartyNotices(inputs, root))
copyFileSync(join(root, 'src/entry/netsplit.cjs'), join(out, 'netsplit.cjs'))
chmodSync(join(out, 'netsplit.cjs'), 0o755)
if (values.entry === undefined) await prepare(root, out)
else writeFileSync(join(out, 'open.cjs'), "$import('./cli.js')\n")
const openHash = createHash('sha256')
  .update(readFileSync(join(out, 'open.cjs')))
  .digest('hex')
  .slice(0, 16)
const start = readFileSync(join(root, 'src/entry/start.cjs'), 'utf8')
writeFileSync(join(out, 'start.cjs'), start.replace('__BUILD__', openHash))

/**
 * Builds open.cjs. What it imports only when it is needed stays outside, as files that share the chunks of all other
 * commands: gives those, as entry points, and what went into it.
 */
async function buildOpen() {
  /** The first screen itself; whatever else is imported in passing comes later. */
  const AT_ONCE = /[\\/](open|screen)\.ts$/
  const later = {}
  const laterOutside = {
    name: 'later-outside',
    setup(bundle) {
      bundle.onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir, pluginData }) => {
        if (kind !== 'dynamic-import' || pluginData === laterOutside) return
        const { path: file } = await bundle.resolve(path, { kind, resolveDir, pluginData: laterOutside })
        if (AT_ONCE.test(file)) return
        const name = `later-${basename(file).replace(/\.tsx?$/, '')}`
        later[name] = file
        return { path: `./${name}.js`, external: true }
      })
    },
  }
  const { metafile } = await build({
    ...common,
    entryPoints: { open: join(root, 'src/entry/open.ts') },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { ...common.define, 'import.meta.url': '$url' },
    banner: { js: "'use strict';const $url=require('node:url').pathToFileURL(__filename).href;" },
    plugins: [laterOutside, widthWhenNeeded],
  })
  // See start.cjs. No text of ours has this in it.
  const file = join(out, 'open.cjs')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('import("./later-', '$import("./later-'))
  return { later, metafile }
}
