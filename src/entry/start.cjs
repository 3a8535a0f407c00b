'use strict'
// A file of its own, since a Node too old for `import()` would fail on reading the word, before any line could run.
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require('node:fs')
const { dirname, isAbsolute, join, resolve } = require('node:path')
const { Script } = require('node:vm')

/** Which build of open.cjs this is: put in by the build, since V8 looks at nothing but a source's length. */
const BUILD = '__BUILD__'
/**
 * What opens a screen, as far as one can see: there the other file would be slower. Both read every command line
 * (commands/quick-line.ts), so that a wrong guess costs time alone.
 */
const OPENS =
  /^(?:(?:lab \w[\w-]*|practice|--(?:ascii|no-color|no-motion|linear|(?:theme|seed|level)[ =]\w+))(?: |$))*$/
/** Compiled code is kept once the first screen has long been there: what it needed is compiled by then. */
const KEPT_AFTER_MS = 2000
/** At the end of what is kept. */
const SUM_BYTES = 4
/** A file of compiled code, or the beginning of one: which build it is of. */
const KEPT_NAME = /^open-([0-9a-f]{16})-[\w.-]+\.v8(\.\d+)?$/

if (OPENS.test(process.argv.slice(2).join(' ')))
  try {
    open(join(__dirname, 'open.cjs'))
  } catch (error) {
    failed(error)
  }
else import('./cli.js').catch(failed)

/**
 * Runs open.cjs, with the code that V8 has compiled before: compiling is a third of the time to the first screen. What
 * it loads later comes by `$import`, since a script by itself may import nothing.
 */
function open(filename) {
  const cache = cacheFile()
  const cachedData = cache === null ? undefined : quietly(() => kept(cache))
  const source = `(function (require, __filename, $import) {${readFileSync(filename, 'utf8')}\n})`
  const script = new Script(source, { filename, cachedData })
  if (cache !== null && (cachedData === undefined || script.cachedDataRejected))
    setTimeout(() => quietly(() => keep(cache, script.createCachedData())), KEPT_AFTER_MS).unref()
  script.runInThisContext()(require, filename, path => import(path))
}

/** Where this user's compiled code is, or null; env-paths would say the same, and has to be loaded first. */
function cacheFile() {
  const { versions, arch } = process
  const file = join(cacheFolder(process), `open-${BUILD}-${versions.v8}-${arch}.v8`)
  // Without a home it would be wherever the program happens to be started, and so would somebody else's code be.
  return isAbsolute(file) ? file : null
}

function cacheFolder({ env, platform }) {
  if (env.NETSPLIT_HOME) return join(resolve(env.NETSPLIT_HOME), 'cache')
  const home = env.HOME ?? ''
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? '', 'netsplit', 'Cache')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'netsplit')
  // The standard says that a path which isn't absolute is to be ignored.
  return join(isAbsolute(env.XDG_CACHE_HOME ?? '') ? env.XDG_CACHE_HOME : join(home, '.cache'), 'netsplit')
}

/** V8 believes what it is given: with a few bytes spoilt Node ends at once, at every start. */
function kept(file) {
  const bytes = readFileSync(file)
  const data = bytes.subarray(0, -SUM_BYTES)
  return bytes.readInt32LE(data.length) === sumOf(data) ? data : undefined
}

/**
 * FNV-1a, by words instead of bytes: one that is changed is always found. In a millisecond, where loading the checksums
 * that Node has takes three.
 */
function sumOf(data) {
  const words = new Int32Array(data.buffer, data.byteOffset, data.length / Int32Array.BYTES_PER_ELEMENT)
  let sum = 0x811c9dc5
  // By index: `for…of` takes ten times as long in code that runs for the first time.
  for (let i = 0; i < words.length; i += 1) sum = Math.imul(sum ^ words[i], 0x01000193)
  return sum
}

/** Under another name first: another copy may be reading. */
function keep(file, data) {
  const folder = dirname(file)
  const sum = Buffer.alloc(SUM_BYTES)
  sum.writeInt32LE(sumOf(data))
  makeFolder(folder)
  const written = `${file}.${process.pid}`
  try {
    writeFileSync(written, Buffer.concat([data, sum]))
    renameSync(written, file)
  } catch {
    rmSync(written, { force: true })
  }
  for (const name of readdirSync(folder)) if (isOld(name)) rmSync(join(folder, name), { force: true })
}

/** One by one: where a folder such as /proc refuses a new one, Node's `recursive` tries for ever. */
function makeFolder(path) {
  if (existsSync(path)) return
  const above = dirname(path)
  if (above !== path) makeFolder(above)
  mkdirSync(path, { mode: 0o700 })
}

/** Nobody will ask for it again: another build's, or what a program that was killed had begun. Other Nodes' code stays. */
function isOld(name) {
  const [, build, begun] = KEPT_NAME.exec(name) ?? []
  return build !== undefined && (build !== BUILD || begun !== undefined)
}

/** A cache that can't be read or written is none. */
function quietly(work) {
  try {
    return work()
  } catch {
    return undefined
  }
}

function failed(error) {
  process.stderr.write(`netsplit could not be started. Please report it.\n${error?.stack ?? error}\n`)
  process.exit(70)
}
