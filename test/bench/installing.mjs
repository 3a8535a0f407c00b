// What a first `npx netsplit` fetches and unpacks, beside the same program with its dependencies left to npm.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKED_BYTES_MAX = 1.2e6
const COLD_RATIO_MAX = 0.15
const ROUNDS = 3
const NPM_MS_MAX = 120_000
/** What the program would ask for at run time, were it not bundled. */
const RUNTIME = [
  ['ink', 'ink-select-input', 'react', 'commander', 'marked', 'valibot', 'yaml', 'pure-rand'],
  ['@noble/hashes', 'env-paths', 'string-width'],
].flat()

/** The package as it would be published from `root`, installed in `folder`: its tarball, its size, its program. */
export function packOf(root, folder) {
  // The build is there: `prepare` would only make it again.
  const packed = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root)
  const [{ filename, size, entryCount }] = JSON.parse(packed)
  const tarball = join(folder, filename)
  const home = emptyFolder(folder, 'installed')
  npm(['install', '--offline', ...QUIET, tarball], home)
  const program = join(home, 'node_modules', 'netsplit', 'dist', 'netsplit.cjs')
  return { tarball, size, files: entryCount, program }
}

/** Two measures: the size, and installing with nothing in npm's cache. */
export function installs(root, { tarball, size, files }, folder) {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const wanted = RUNTIME.map(name => `${name}@${devDependencies[name]}`)
  const packed = {
    name: 'packed size',
    figure: `${(size / 1e6).toFixed(2)} MB`,
    against: `the most it may be (${files} files)`,
    ratio: size / PACKED_BYTES_MAX,
    goal: 'at most 1.2 MB',
    met: size <= PACKED_BYTES_MAX,
  }
  const cold = { name: 'cold install', goal: `at most ${COLD_RATIO_MAX}` }
  const [ours, theirs] = [[], []]
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(coldInstall([tarball], emptyFolder(folder, `ours-${round}`)))
      theirs.push(coldInstall(wanted, emptyFolder(folder, `theirs-${round}`)))
    }
  } catch (error) {
    const why = /\bcode (E[A-Z]+)/.exec(error.stderr ?? '')?.[1] ?? error.code ?? 'npm failed'
    return [
      packed,
      { ...cold, figure: 'not measured', against: `no registry: ${why}`, ratio: null, met: null },
    ]
  }
  const [mine, peer] = [ours, theirs].map(times => times.sort((a, b) => a - b)[(ROUNDS - 1) / 2])
  const against = `its dependencies, not bundled (${(peer / 1000).toFixed(1)} s)`
  const ratio = mine / peer
  return [
    packed,
    { ...cold, figure: `${(mine / 1000).toFixed(2)} s`, against, ratio, met: ratio <= COLD_RATIO_MAX },
  ]
}

/** Milliseconds. The cache is in the folder, and empty. */
function coldInstall(packages, folder) {
  const began = performance.now()
  npm(['install', ...QUIET, '--cache', join(folder, 'cache'), ...packages], folder)
  return performance.now() - began
}

const QUIET = ['--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=0']

function emptyFolder(parent, name) {
  const folder = join(parent, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{"private": true}')
  return folder
}

function npm(args, cwd) {
  const stdio = ['ignore', 'pipe', 'pipe']
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio, timeout: NPM_MS_MAX })
}
