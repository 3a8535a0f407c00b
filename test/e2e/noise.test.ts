import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Dice, diceOf, seededRandom } from '../../src/model/random.ts'
import { temporaryFolder } from '../support/folder.ts'
import type { Terminal } from '../support/pty.ts'
import { inMB, SOAK, tellSoak } from '../support/soak.ts'
import { type UnderBash, underBash } from '../support/under-bash.ts'

// A cat on the keyboard: any bytes, in any pieces.

const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_260)
const NOISE_MS = SOAK ? 60_000 : 3000
/**
 * What may stay of it in memory, in bytes: what was done is kept, and more of the program has been used. After a third of
 * a minute nearly all has been.
 */
const LEFT_MAX = (SOAK ? 4 : 8) * 2 ** 20
/** What the process may have of the system’s memory in the end: the collector gives pages back when it likes. */
const RESIDENT_MAX = 300 * 2 ** 20

/** Beside any bytes, these, so that the noise gets around in the program. */
const PIECES = [
  ...[
    '\r',
    '\r',
    ' ',
    '\x1b[C',
    '\x1b[A',
    '\x1b[B',
    '\t',
    '\x1b',
    '\x1bO',
    '\x1b[',
    '\x1b[200~',
    '\x1b[201~',
  ],
  ...[
    ':cut n1 | n2\r',
    '?',
    'd',
    'w',
    'c',
    '.',
    ',',
    '\x1b[1;5',
    '\x1b[<0;3;4M',
    '\x1b]11;rgb:0/',
    'é',
    '👩‍💻',
    '\x1a',
  ],
]

/** Any bytes but those by which the program is left: Ctrl-\\ is one while Ctrl-Z gives the keyboard back for a moment. */
function noise(dice: Dice): Buffer {
  const pieces = Array.from({ length: dice(1, 24) }, () =>
    dice(0, 1) === 0 ? Buffer.from(PIECES[dice(0, PIECES.length - 1)] ?? '') : Buffer.of(dice(0, 255)),
  )
  return Buffer.concat(pieces).filter(byte => ![0x03, 0x1c, 'q'.charCodeAt(0)].includes(byte)) as Buffer
}

/** Has the program say what it holds, once nothing is left to be thrown away. */
const TELL_MEMORY = `
require('node:v8').setFlagsFromString('--expose-gc')
const gc = require('node:vm').runInNewContext('gc')
process.on('SIGUSR2', () => {
  gc()
  const file = process.env.NETSPLIT_HOME + '/memory'
  const { heapUsed, external, rss } = process.memoryUsage()
  require('node:fs').writeFileSync(file + '.new', JSON.stringify({ held: heapUsed + external, rss }))
  require('node:fs').renameSync(file + '.new', file)
})`

/** What a process has in memory, in bytes: what is in use, buffers among it, and all that the system gave it. */
interface Memory {
  readonly held: number
  readonly rss: number
}

/** What the program has on the map, where no run is open. */
async function memoryOnMap(program: UnderBash): Promise<Memory> {
  program.terminal.send('\x1b[201~')
  for (let tries = 0; tries < 20; tries += 1) {
    await toMap(program.terminal)
    const before = program.terminal.raw().length
    const memory = await memoryNow(program)
    await program.terminal.quiet()
    // On a busy machine noise may still be under way, and the map one of the screens that it passes.
    if (program.terminal.raw().length === before) return memory
  }
  throw new Error('the program still draws, long after the last key')
}

async function toMap(terminal: Terminal): Promise<void> {
  for (let tries = 0; tries < 100 && !terminal.screen().includes('1 No answer'); tries += 1) {
    terminal.send('\x1b')
    // Longer than an Esc takes to be told from a sequence. A cluster that moves is never quiet.
    await new Promise(resolve => setTimeout(resolve, 120))
  }
}

async function memoryNow({ home, pid }: UnderBash): Promise<Memory> {
  const file = join(home, 'memory')
  rmSync(file, { force: true })
  process.kill(pid(), 'SIGUSR2')
  for (let tries = 0; tries < 1000 && !existsSync(file); tries += 1)
    await new Promise(resolve => setTimeout(resolve, 10))
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Gives how many bytes were typed. */
async function makeNoise({ terminal }: UnderBash, dice: Dice, ms: number): Promise<number> {
  let typed = 0
  for (const until = performance.now() + ms; performance.now() < until; ) {
    const bytes = noise(dice)
    terminal.send(bytes)
    typed += bytes.length
    await new Promise(resolve => setTimeout(resolve, dice(0, 10)))
  }
  return typed
}

test(
  'random bytes as keys: the program lives, holds no more than before, and leaves when asked to',
  async () => {
    const hook = join(temporaryFolder(), 'memory.cjs')
    writeFileSync(hook, TELL_MEMORY)
    const program = underBash([], { env: { NODE_OPTIONS: `--require ${hook}` } })
    await program.terminal.waitFor('1 No answer')
    const dice = diceOf(seededRandom(SEED))
    const early = await makeNoise(program, dice, NOISE_MS / 3)
    const before = await memoryOnMap(program)
    const late = await makeNoise(program, dice, (NOISE_MS * 2) / 3)
    const after = await memoryOnMap(program)
    const told = `${early + late} bytes typed in ${NOISE_MS / 1000} s, seed ${SEED}: after a third of the time ${inWords(before)}; at the end ${inWords(after)}`
    tellSoak(told)
    expect(program.terminal.screen(), `repeat with NETSPLIT_SEED=${SEED}`).toContain('1 No answer')
    expect(after.held - before.held, told).toBeLessThan(LEFT_MAX)
    expect(after.rss, told).toBeLessThan(RESIDENT_MAX)
    program.terminal.send('\x03')
    expect(await program.after()).toEqual({ code: 0, sameModes: true })
    expect(program.terminal.modesLeft()).toEqual([])
  },
  NOISE_MS * 3 + 60_000,
)

function inWords({ held, rss }: Memory): string {
  return `${inMB(held)} held, ${inMB(rss)} resident`
}
