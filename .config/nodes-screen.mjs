// The first screen on another Node, in a pseudo-terminal: what a learner sees, and whether `q` ends it well.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

const SHOWN_MS_MAX = 20_000
const MAP = /Six lessons.*Press Enter/
const [COLUMNS, ROWS] = [80, 24]

/** The rows of the map: at a first start, and at a second one with the code that the first had compiled. */
export async function mapTwice(node, program, home) {
  const first = await mapOn(node, program, home, async () => {
    const began = performance.now()
    while (!isCodeKept(home)) {
      if (performance.now() - began > SHOWN_MS_MAX) throw new Error('no compiled code is kept')
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  })
  const second = await mapOn(node, program, home)
  if (second !== first) throw new Error(`with compiled code it is another:\n${second}`)
  return first
}

function isCodeKept(home) {
  try {
    return readdirSync(join(home, 'cache')).some(name => name.endsWith('.v8'))
  } catch {
    return false
  }
}

/**
 * Starts the program on the Node at `node`, waits for the map and what is to happen `meanwhile`, presses `q`. Gives the
 * rows of the map; throws with what was to be seen if the map doesn't come, if the program doesn't end with 0, or if it
 * leaves the other screen on.
 */
async function mapOn(node, program, home, meanwhile = async () => {}) {
  const terminal = new xterm.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true })
  // No trace of this machine's options, as for the commands.
  const env = { PATH: process.env.PATH, NETSPLIT_HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8' }
  const child = spawn(node, [program], { name: 'xterm-256color', cols: COLUMNS, rows: ROWS, env })
  const ended = new Promise(resolve => child.onExit(resolve))
  const seen = () =>
    Array.from({ length: ROWS }, (_, row) =>
      terminal.buffer.active.getLine(row).translateToString(true),
    ).join('\n')
  try {
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no map:\n${seen()}`)), SHOWN_MS_MAX)
      child.onData(data =>
        terminal.write(data, () => {
          if (!MAP.test(seen())) return
          clearTimeout(timer)
          resolve()
        }),
      )
    })
    const map = seen()
    await meanwhile()
    child.write('q')
    const { exitCode, signal } = await within(ended, 'it does not end')
    if (exitCode !== 0 || signal) throw new Error(`ended with ${exitCode}, signal ${signal}`)
    await new Promise(resolve => terminal.write('', resolve))
    if (terminal.buffer.active.type !== 'normal') throw new Error('left the terminal on its other screen')
    return map
  } finally {
    try {
      child.kill('SIGKILL')
    } catch {
      // It has ended.
    }
    terminal.dispose()
  }
}

function within(promise, why) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error(why)), SHOWN_MS_MAX).unref())
  return Promise.race([promise, late])
}
