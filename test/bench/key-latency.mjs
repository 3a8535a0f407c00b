// How long a key takes to what the terminal shows, by the clock: in a pseudo-terminal, while the cluster is animated.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'
import { build } from 'esbuild'
import { inkForUsers } from '../../.config/esbuild-plugins.mjs'

const GOAL_MS = 20

/** How keys follow one another, in ms: anywhere between two frames, and at the same places in every run of the bench. */
const CADENCES = [
  { name: '', keys: 100, waitMs: key => 40 + ((key * 37) % 67) },
  // A hand that thinks: whatever is put off until a busy one has come to rest, it may run into. (More keys than these
  // reach the lab's question, which stops it.)
  { name: ', one each 0.3 s', keys: 40, waitMs: key => 280 + ((key * 17) % 41) },
]

/** Ink by itself, at its own rate: a screen of the same size, as often drawn anew, that shows how many keys came. */
const PLAIN = `
import { render, Text, useInput } from 'ink'
import { createElement, useEffect, useState } from 'react'
function App() {
  const [tick, setTick] = useState(0)
  const [keys, setKeys] = useState(0)
  useInput(() => setKeys(keys => keys + 1))
  useEffect(() => { const timer = setInterval(() => setTick(tick => tick + 1), 1000 / 15); return () => clearInterval(timer) }, [])
  const rows = Array.from({ length: 22 }, (_, row) => '─'.repeat((tick + row) % 70) + '●')
  return createElement(Text, null, 'speed ' + (keys % 2 === 0 ? '0.2' : '0.1') + '\\n' + rows.join('\\n'))
}
render(createElement(App))`

/** What takes no time at all: whatever a key takes here is the machine's own, and the pseudo-terminal's. */
const ECHO = `
let keys = 0
const show = () => process.stdout.write('\\x1b[Hspeed ' + (keys++ % 2 === 0 ? '0.2' : '0.1'))
process.stdin.setRawMode(true).on('data', show)
show()`

/** Two measures a cadence: the built program under `root`, an echo in turn with it, and plain Ink after it. */
export async function keyLatency(root) {
  const folder = mkdtempSync(join(tmpdir(), 'netsplit-keys-'))
  try {
    const lab = { args: [join(root, 'dist', 'netsplit.cjs'), 'lab', 'split-bank'], isLab: true }
    const ink = { args: [await plainInk(root, folder)], isLab: false }
    const measures = []
    for (const cadence of CADENCES) {
      const [program, echo] = await latencies([lab, { args: ['-e', ECHO], isLab: false }], folder, cadence)
      const [plain] = await latencies([ink], folder, cadence)
      measures.push(...measuresOf(cadence, { program, plain, echo }))
    }
    return measures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measuresOf(cadence, { program, plain, echo }) {
  return [
    { name: `key to screen${cadence.name}, half of all`, at: 0.5, goal: '' },
    { name: `key to screen${cadence.name}, 19 of 20`, at: 0.95, goal: `${GOAL_MS} ms` },
  ].map(({ name, at, goal }) => {
    const [ours, theirs, least] = [program, plain, echo].map(
      times => times[Math.floor(at * (times.length - 1))],
    )
    const met = goal === '' ? null : ours <= GOAL_MS
    const figure = `${ours.toFixed(1)} ms`
    const against = `plain Ink's ${theirs.toFixed(1)} ms (an echo's ${least.toFixed(1)})`
    return { name, figure, against, ratio: ours / theirs, goal, met }
  })
}

async function plainInk(root, folder) {
  const [entry, outfile] = [join(folder, 'plain.mjs'), join(folder, 'plain-bundle.mjs')]
  writeFileSync(entry, PLAIN)
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    nodePaths: [join(root, 'node_modules')],
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [inkForUsers],
    banner: {
      js: "import{createRequire as $r}from'node:module';const require=$r(import.meta.url);",
    },
  })
  return outfile
}

/** For each program its times in ms, the least first, from writing a key to the bytes that show what it did. */
async function latencies(programs, home, { keys, waitMs }) {
  const opened = programs.map(program => open(program, home))
  try {
    for (const { ready } of opened) await ready()
    const times = opened.map(() => [])
    for (let key = 0; key < keys; key += 1) {
      await new Promise(resolve => setTimeout(resolve, waitMs(key)))
      for (const [place, { press }] of opened.entries()) times[place].push(await press(key))
    }
    return times.map(own => own.sort((a, b) => a - b))
  } finally {
    for (const { close } of opened) close()
  }
}

/** A program in a pseudo-terminal, whose every key shows another speed: that is all that is looked for. */
function open({ args, isLab }, home) {
  const { CI: _, ...env } = process.env
  const child = spawn(process.execPath, args, {
    name: 'xterm-256color',
    cols: 80,
    rows: 24,
    env: { ...env, NETSPLIT_HOME: home, TERM: 'xterm-256color' },
  })
  const screen = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true })
  let told = _at => {}
  child.onData(data => {
    const at = performance.now()
    screen.write(data, () => told(at))
  })
  const row = y => screen.buffer.active.getLine(y)?.translateToString(true)
  const seen = () => Array.from({ length: 24 }, (_, y) => row(y)).join('\n')
  const until = (what, limitMs = 10_000) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`never showed ${what}:\n${seen()}`)), limitMs)
      told = at => {
        if (!what.test(seen())) return
        clearTimeout(timer)
        resolve(at)
      }
      told(performance.now())
    })
  return {
    ready: async () => {
      await until(isLab ? /before it starts/ : /speed/)
      if (isLab) child.write('\r')
      await until(/speed 0\.2/)
    },
    press: async key => {
      const began = performance.now()
      child.write(isLab ? (key % 2 === 0 ? '-' : '+') : 'x')
      return (await until(key % 2 === 0 ? /speed 0\.1(?!\d)/ : /speed 0\.2(?!\d)/)) - began
    },
    close: () => {
      child.kill('SIGKILL')
      screen.dispose()
    },
  }
}
