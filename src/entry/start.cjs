'use strict'
// A file of its own, since a Node too old for `import()` would fail on reading the word, before any line could run.
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const { Script } = require('node:vm')

/** Which build of open.cjs this is: put in by the build, since V8 looks at nothing but a source's length. */
const BUILD = '__BUILD__'
/** Compiled code is kept once the first screen has long been there: what it needed is compiled by then. */
const KEPT_AFTER_MS = 2000

if (process.argv.length > 2) import('./cli.js').catch(failed)
else
  try {
    open(join(__dirname, 'open.cjs'))
  } catch (error) {
    failed(error)
  }

/**
 * Runs open.cjs, with the code that V8 has compiled before: compiling is a third of the time to the first screen. What
 * it loads later comes by `$import`, since a script by itself may import nothing.
 */
function open(filename) {
  const cache = cacheFile()
  const cachedData = quietly(() => readFileSync(cache))
  const source = `(function (require, __filename, $import) {${readFileSync(filename, 'utf8')}\n})`
  const script = new Script(source, { filename, cachedData })
  if (cachedData === undefined || script.cachedDataRejected)
    setTimeout(() => quietly(() => keep(cache, script.createCachedData())), KEPT_AFTER_MS).unref()
  script.runInThisContext()(require, filename, path => import(path))
}

/** Where this user's caches are; env-paths would say the same, and has to be loaded first. */
function cacheFile() {
  const { env, platform, versions, arch } = process
  const name = `open-${BUILD}-${versions.v8}-${arch}.v8`
  if (env.NETSPLIT_HOME) return join(env.NETSPLIT_HOME, 'cache', name)
  const home = env.HOME ?? ''
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? '', 'netsplit', 'Cache', name)
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'netsplit', name)
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'netsplit', name)
}

/** Under another name first: another copy may be reading. */
function keep(file, data) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const written = `${file}.${process.pid}`
  writeFileSync(written, data)
  renameSync(written, file)
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
