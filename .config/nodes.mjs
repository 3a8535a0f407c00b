// Runs the built program on every Node that it is made for, and fails unless they all print the same, byte for byte, and
// show the same map: each twice, since the second start takes the code that the first had compiled.
//
// The binaries are packages of their own, `node-<platform>-<arch>` (what the package `node` installs by a script), so
// they come from the registry by the ordinary client and no install script runs. What can't be had is skipped, in so
// many words; `NETSPLIT_NODES_REQUIRED=1` makes a skipped version a failure. They are kept in node_modules/.cache.
//
// `npm run test:nodes [-- 20 24]`
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mapTwice } from './nodes-screen.mjs'
import { typedCodes } from './typed-codes.mjs'

const RUN = ['run', 'split-bank', '--choose', 'availability']
const CONSISTENT = ['run', 'split-bank', '--choose', 'consistency']
const BEAT_CAP = ['run', 'beat-cap', '--choose', 'availability', '--json']
const SWEEP = ['sweep', 'split-bank', '--choose', 'consistency', '--seeds', '60', '--faults', '2', '--json']
const MAJORS = ['20', '22', '24', '26']
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cache = join(root, 'node_modules', '.cache', 'netsplit-nodes')
const asked = process.argv.slice(2)
const majors = asked.length > 0 ? asked : MAJORS

const folder = mkdtempSync(join(tmpdir(), 'netsplit-nodes-'))
process.exitCode = 1
try {
  process.exitCode = await main(installTarball(folder), await typedCodes(root, folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function main(program, typed) {
  const code = JSON.parse(run(process.execPath, [program, ...RUN, '--json'])).replay
  // A code with chance faults in it: deeds by hand, drawn and carried out again.
  const swept = JSON.parse(run(process.execPath, [program, ...SWEEP]))
  const byHand = swept.telling.refused[0]?.replay ?? swept.telling.linearizable[0].replay
  const history = join(folder, 'history.jsonl')
  run(process.execPath, [program, ...CONSISTENT, '--history', history])
  const commands = [
    [...RUN, '--json'],
    RUN,
    BEAT_CAP,
    SWEEP,
    ...[code, byHand, ...typed].map(each => ['replay', each, '--json']),
    ['check', history, '--model', 'account', '--initial', '100', '--json'],
  ]

  let expected = null
  let failed = 0
  let passed = 0
  let skipped = 0
  for (const major of majors) {
    const node = nodeOf(major)
    if (node === null) {
      skipped += 1
      console.log(`Node ${major}: skipped, it can't be had here`)
      continue
    }
    const printed = commands.map(args => run(node.path, [program, ...args]))
    try {
      printed.push(await mapTwice(node.path, program, join(folder, `home-${major}`)))
    } catch (error) {
      failed += 1
      console.log(`Node ${node.version}: the first screen: ${error.message}`)
      continue
    }
    const hashes = printed.map(text => createHash('sha256').update(text).digest('hex'))
    expected ??= { version: node.version, hashes }
    const other = hashes.findIndex((hash, i) => hash !== expected.hashes[i])
    if (other < 0) {
      passed += 1
      console.log(
        `Node ${node.version}: ${commands.length} commands, the same bytes (${hashes[0].slice(0, 12)}); the same map, twice`,
      )
    } else {
      failed += 1
      const command = commands[other]?.join(' ') ?? ''
      console.log(
        `Node ${node.version}: «netsplit ${command}» prints something else than on ${expected.version}`,
      )
    }
  }
  console.log(`nodes: ${passed} passed, ${failed} failed, ${skipped} skipped`)
  const missing = skipped > 0 && process.env.NETSPLIT_NODES_REQUIRED === '1'
  return failed > 0 || passed === 0 || missing ? 1 : 0
}

/** The program as somebody would have it who installed the package. */
function installTarball(folder) {
  // The build is there: `prepare` would only make it again.
  const packed = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root)
  const [{ filename }] = JSON.parse(packed)
  writeFileSync(join(folder, 'package.json'), '{"private": true}')
  npm(['install', '--offline', '--no-audit', '--no-fund', join(folder, filename)], folder)
  return join(folder, 'node_modules', 'netsplit', 'dist', 'netsplit.cjs')
}

/** A Node of that major version: this one, one that was installed before, or one from the registry; or null. */
function nodeOf(major) {
  if (process.versions.node.startsWith(`${major}.`))
    return { path: process.execPath, version: process.versions.node }
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const prefix = join(cache, major)
  const path = join(prefix, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  try {
    if (!existsSync(path)) {
      mkdirSync(prefix, { recursive: true })
      const quiet = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund']
      npm(['install', ...quiet, '--prefix', prefix, `${name}@${major}`], prefix)
    }
    const version = run(path, ['--version']).trim().slice(1)
    return version.startsWith(`${major}.`) ? { path, version } : null
  } catch (error) {
    console.log(
      `Node ${major}: ${String(error.stderr || error.message)
        .trim()
        .split('\n')
        .at(-1)}`,
    )
    return null
  }
}

function npm(args, cwd) {
  return execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  })
}

function run(node, args) {
  // No trace of this machine's lessons or options.
  const env = { PATH: process.env.PATH, NETSPLIT_HOME: folder, NO_COLOR: '1' }
  return execFileSync(node, args, { env, encoding: 'utf8', maxBuffer: 1e8, timeout: 60_000 })
}
