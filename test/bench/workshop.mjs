// What a workshop costs on one core, beside plain Ink over the same SSH: clients in this process, the server in another.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import { inkForUsers, leftOut, widthWhenNeeded, yogaAtOnce } from '../../.config/esbuild-plugins.mjs'
import { comeIn } from './workshop-clients.mjs'

/** Sessions at which the memory is looked at, and the processor; of plain Ink, which holds few; and for a key's time. */
const FIFTY = 50
const HUNDRED = 100
const INK = 8
const TEN = 10
const SETTLE_MS = 3000
const MEASURE_MS = 5000
const KEYS = 40
const GOAL_FPS = 14
const PIECE_MS = 5
/** What a client takes before it stalls: its first screen and some frames. */
const STALLED_BYTES = 6000
const STALLED_MS = 5000

/** The measures of a workshop: some 50 seconds of waiting, and as long as it takes to let 220 sessions in. */
export async function workshop(root) {
  const folder = mkdtempSync(join(tmpdir(), 'netsplit-workshop-'))
  try {
    const server = await bundled(root, folder)
    const start = (kind, work) => withServer([server, kind, root, join(folder, kind)], work)
    const ours = await start('ours', crowd)
    const lab = await start('split-bank', room => load(room, HUNDRED))
    const [keys, stalled] = await start('ours', async join => [await keysOf(join), await stalledOf(join)])
    const ink = await start('ink', async join => ({ ...(await load(join, INK)), keys: await keysOf(join) }))
    return rows(ours, lab, keys, stalled, ink)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rows(ours, lab, keys, stalled, ink) {
  const row = (name, mine, theirs, digits, unit, goal, met) => ({
    name,
    figure: `${mine.toFixed(digits)}${unit}`,
    against: `plain Ink’s ${theirs.toFixed(digits)}${unit}`,
    ratio: mine / theirs,
    goal,
    met,
  })
  const [held, inLab, heldByInk] = [ours, lab, ink].map(({ frameCpuMs }) => 1000 / GOAL_FPS / frameCpuMs)
  const frames = `${ours.rate.toFixed(1)}/s`
  return [
    row('animated sessions a core holds', held, heldByInk, 0, '', 'at least 100', held >= 100),
    {
      name: 'the same, in the split bank',
      figure: inLab.toFixed(0),
      against: `the sandbox’s ${held.toFixed(0)}`,
      ratio: inLab / held,
      goal: 'at least 100',
      met: inLab >= 100,
    },
    {
      name: 'frames with a hundred sessions',
      figure: `${frames}, gaps of ${ours.gapMs.toFixed(0)} ms`,
      against: `the goal of ${GOAL_FPS}/s, by the clock`,
      ratio: ours.rate / GOAL_FPS,
      goal: `${GOAL_FPS}/s`,
      met: ours.rate >= GOAL_FPS,
    },
    row('memory of a session', ours.memory, ink.memory, 1, ' MB', 'at most 4.5 MB', ours.memory <= 4.5),
    row('key to bytes, ten sessions', keys, ink.keys, 1, ' ms', 'at most 25 ms', keys <= 25),
    {
      name: 'held for a stalled client',
      figure: `${stalled.held} bytes`,
      against: `the largest frame, ${stalled.frame}`,
      ratio: stalled.held / stalled.frame,
      goal: 'at most 1',
      met: stalled.held > 0 && stalled.held <= stalled.frame,
    },
  ]
}

async function bundled(root, folder) {
  const outfile = join(folder, 'server.mjs')
  const require =
    "import{createRequire as $benchRequire}from'node:module';const require=$benchRequire(import.meta.url);"
  await build({
    entryPoints: [join(root, 'test', 'bench', 'workshop-server.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', __dirname: '"."' },
    plugins: [inkForUsers, yogaAtOnce, widthWhenNeeded, leftOut],
    banner: { js: require },
  })
  return outfile
}

/** What `work` gives, with a server of its own. It is told how to let so many more in, and how to ask what was used. */
async function withServer([file, ...args], work) {
  const { CI: _, ...env } = process.env
  const server = fork(file, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const sessions = []
  try {
    const [{ port }] = await once(server, 'message')
    const ask = async () => {
      const answer = once(server, 'message')
      server.send('usage')
      return (await answer)[0]
    }
    const join = async (count, options) => {
      const first = sessions.length
      // Some at a time, as a room does it.
      for (let left = count; left > 0; left -= TEN) {
        const names = Array.from({ length: Math.min(TEN, left) }, (_, i) => `learner${sessions.length + i}`)
        sessions.push(...(await Promise.all(names.map(name => comeIn(port, name, options)))))
      }
      return sessions.slice(first)
    }
    return await work({ join, ask, sessions })
  } finally {
    for (const { leave } of sessions) leave()
    server.kill('SIGKILL')
  }
}

/** A room that fills up: its memory at fifty, and what a hundred cost. */
async function crowd(room) {
  const { memory } = await load(room, FIFTY)
  return { ...(await load(room, HUNDRED - FIFTY)), memory }
}

/**
 * So many more sessions, and then: the server's own processor time for a frame that has reached a client (ms), so that
 * whatever a busy machine keeps from being sent is not counted as held; the memory of a session (MB, all that the process
 * grew since there were none); how many frames a second reach the client that gets least; and the longest of nineteen in
 * twenty gaps between two of them (ms).
 */
async function load({ join, ask, sessions }, count) {
  const before = sessions.length === 0 ? await ask() : null
  await join(count)
  await sleep(SETTLE_MS)
  const from = await ask()
  for (const { arrivals } of sessions) arrivals.length = 0
  await sleep(MEASURE_MS)
  const to = await ask()
  const ms = to.atMs - from.atMs
  const frames = sessions.map(({ arrivals }) => framesOf(arrivals))
  const gaps = frames.flatMap(times => times.slice(1).map((at, i) => at - times[i]))
  return {
    frameCpuMs: (to.cpuMs - from.cpuMs) / frames.flat().length,
    memory: before && (to.rss - before.rss) / sessions.length / 2 ** 20,
    rate: Math.min(...frames.map(times => times.length)) / (ms / 1000),
    gapMs: at(gaps, 0.95),
  }
}

/** When each frame came: Ink writes one in several pieces. */
function framesOf(arrivals) {
  return arrivals.filter((at, i) => i === 0 || at - arrivals[i - 1] > PIECE_MS)
}

/** The time in ms of nineteen in twenty keys, from sending one to the bytes that show what it did, with ten sessions. */
async function keysOf({ join, sessions }) {
  const [one] = await join(1, { looks: true })
  if (sessions.length < TEN) await join(TEN - sessions.length)
  await one.shows(/speed 0\.2(?!\d)/)
  await sleep(SETTLE_MS)
  const times = []
  for (let key = 0; key < KEYS; key += 1) {
    // Anywhere between two frames, and the same places in every run of the bench.
    await sleep(40 + ((key * 37) % 67))
    const slower = key % 2 === 0
    const began = performance.now()
    one.channel.write(slower ? '-' : '+')
    times.push((await one.shows(slower ? /speed 0\.1(?!\d)/ : /speed 0\.2(?!\d)/)) - began)
  }
  return at(times, 0.95)
}

/** What the server holds for a client that has stalled, in bytes, and the most that one frame of the room ever was. */
async function stalledOf({ join, ask }) {
  await join(1, { windowBytes: STALLED_BYTES })
  await sleep(STALLED_MS)
  const { held, frame } = await ask()
  return { held, frame }
}

function at(figures, share) {
  return figures.sort((a, b) => a - b)[Math.floor(share * (figures.length - 1))]
}
