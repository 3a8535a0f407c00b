// How soon the course is there, by the clock, in a pseudo-terminal; and what it takes to install it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { build } from 'esbuild'
import { installs, packOf } from './installing.mjs'

/** An odd number, so that there is a middle one. */
const ROUNDS = 15
const START_MS_MAX = 20_000
/** What the map says and nothing else does; the byte of a program that does nothing. */
const MAP = 'Six lessons'
const BYTE = '~'

/** The start, the package's size and its installation, of the built program under `root`. */
export async function starting(root) {
  const folder = mkdtempSync(join(tmpdir(), 'netsplit-starting-'))
  try {
    const pack = packOf(root, folder)
    return [...(await firstFrames(root, pack.program, folder)), ...installs(root, pack, folder)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** From starting the process to the bytes of the map: all kinds in turn, so that a busy moment is everybody's. */
async function firstFrames(root, program, folder) {
  const warm = join(folder, 'warm')
  await warmUp(program, warm)
  const unbundled = await perFile(root, folder)
  const kinds = {
    byte: () => timeTo(BYTE, ['-e', `process.stdout.write('${BYTE}')`], warm),
    again: () => timeTo(MAP, [program], warm),
    // A home of its own: nothing is kept, and nothing compiled.
    first: round => timeTo(MAP, [program], join(folder, `first-${round}`)),
    unbundled: () => timeTo(MAP, [unbundled], warm),
  }
  const times = Object.fromEntries(Object.keys(kinds).map(kind => [kind, []]))
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [kind, time] of Object.entries(kinds)) times[kind].push(await time(round))
  const middle = kind => times[kind].sort((a, b) => a - b)[(ROUNDS - 1) / 2]
  const byte = middle('byte')
  return [
    ['first frame', 'again', 2],
    ['first frame, very first start', 'first', 2],
    ['first frame, one file a module', 'unbundled', null],
  ].map(([name, kind, ratioMax]) => {
    const ratio = middle(kind) / byte
    const against = `a Node that writes a byte (${byte.toFixed(0)} ms)`
    const goal = ratioMax === null ? '' : `at most ${ratioMax.toFixed(1)}`
    const met = ratioMax === null ? null : ratio <= ratioMax
    return { name, figure: `${middle(kind).toFixed(0)} ms`, against, ratio, goal, met }
  })
}

/** Starts it until its compiled code is kept. */
async function warmUp(program, home) {
  const cache = join(home, 'cache')
  const kept = () => {
    try {
      return readdirSync(cache).some(name => name.endsWith('.v8'))
    } catch {
      return false
    }
  }
  await timeTo(MAP, [program], home, async () => {
    const began = performance.now()
    while (!kept()) {
      if (performance.now() - began > START_MS_MAX) throw new Error('no compiled code was kept')
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  })
}

/** The milliseconds from starting a process to its having written `text`; it is ended after `meanwhile`. */
async function timeTo(text, args, home, meanwhile = async () => {}) {
  const { CI: _, NODE_OPTIONS: __, ...env } = process.env
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    name: 'xterm-256color',
    cols: 80,
    rows: 24,
    env: { ...env, NETSPLIT_HOME: home, TERM: 'xterm-256color' },
  })
  const ended = new Promise(resolve => child.onExit(resolve))
  let written = ''
  try {
    const ms = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`never wrote «${text}»:\n${written}`)), START_MS_MAX)
      child.onData(data => {
        written += data
        if (!written.includes(text)) return
        clearTimeout(timer)
        resolve(performance.now() - began)
      })
    })
    await meanwhile()
    return ms
  } finally {
    child.kill('SIGKILL')
    // Else its end would take from the time of the next one.
    await ended
  }
}

/** The same program as a compiler leaves it: a file for each of the sources, the dependencies where npm puts them. */
async function perFile(root, folder) {
  const out = join(folder, 'per-file')
  const entryPoints = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(root, 'src', name))
  const oneByOne = {
    name: 'one-by-one',
    setup(bundle) {
      bundle.onResolve({ filter: /^\./ }, ({ path, kind }) => {
        if (kind !== 'entry-point') return { path: path.replace(/\.tsx?$/, '.js'), external: true }
      })
    },
  }
  await build({
    entryPoints,
    outdir: join(out, 'dist'),
    outbase: join(root, 'src'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [oneByOne],
  })
  writeFileSync(join(out, 'package.json'), readFileSync(join(root, 'package.json')))
  for (const name of ['node_modules', 'lessons']) symlinkSync(join(root, name), join(out, name), 'junction')
  return join(out, 'dist', 'cli.js')
}
