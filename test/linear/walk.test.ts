import { expect, test } from 'vitest'
import type { AppState } from '../../src/app/app.ts'
import { choicesOf } from '../../src/linear/choices.ts'
import { draw, seededRandom } from '../../src/model/random.ts'
import { columns } from '../../src/terminal/text.ts'
import { SEED, SEEDS } from '../sim/seeds.ts'
import { COLUMNS, type Learner, learner, readOnTo } from './teller.ts'

/** Where a walk is: the screen, and in a lab what of it. */
function where({ screen, glossary }: AppState): string {
  if (glossary !== null) return 'glossary'
  return screen.type === 'lab' || screen.type === 'worlds' || screen.type === 'experiment'
    ? `${screen.type} ${screen.phase}`
    : screen.type
}

const CONTROL = /\p{Cc}/u

/** What is pressed where keys are: here a line is typed. */
const KEYS = /\b(?:Enter|Esc|PgDn|Tab)\b|\b[Pp]ress [A-Z]|[←→↑↓]/

/** Lines that are too wide, name a key, or hold what a terminal would obey. */
function faults(text: string): readonly string[] {
  const isWide = (line: string) => line.length > COLUMNS && columns(line) > COLUMNS
  return text.split('\n').filter(line => isWide(line) || CONTROL.test(line) || KEYS.test(line))
}

/** So many choices by chance, told numbers of the list; each must be understood, and none a dead end. */
function walk({ app, opening, types }: Learner, seed: number, steps: number, seen: Set<string>): void {
  let random = seededRandom(seed)
  const about = `repeat with NETSPLIT_SEED=${SEED}`
  expect(faults(opening), about).toEqual([])
  for (let step = 0; step < steps; step += 1) {
    const state = app.state()
    const choices = choicesOf(state)
    expect(choices.length, `${about}: a dead end at ${where(state)}`).toBeGreaterThan(0)
    let place: number
    ;[place, random] = draw(random, 1, choices.length)
    const typed = state.screen.type === 'memory' && !state.screen.ended ? 'give up' : `${place}`
    const told = types(typed)
    expect(faults(told), `${about}: «${typed}» at ${where(state)}`).toEqual([])
    expect(told, `${about}: «${typed}» at ${where(state)}`).not.toContain('none of the choices')
    seen.add(where(app.state()))
    if (step % 40 === 39) {
      types('map')
      expect(where(app.state()), `${about}: no way back from ${where(state)}`).toBe('map')
    }
  }
}

/** Through a world, its guess and its decision, up to the table of all worlds. */
function toTable({ app, types }: Learner): void {
  types('on', 'on', '5', '1')
  for (let step = 0; step < 30 && where(app.state()) !== 'worlds table'; step += 1) types('on')
}

/** What a walk of chance must have come to, apart from where it was set out. */
const PLACES = [
  ...['map', 'page', 'glossary', 'check', 'practice', 'learned', 'sweep', 'memory'],
  ...['live', 'verdict', 'faults', 'goals', 'diagram', 'branches'].map(phase => `lab ${phase}`),
  ...['worlds guess', 'worlds table', 'experiment free'],
]

/** Choices of each walk. */
const STEPS = Math.max(100, SEEDS / 10)

/** Where walks set out: a learner, and what is typed first. */
const STARTS: readonly (readonly [Parameters<typeof learner>[0], typed: readonly string[]])[] = [
  [{}, []],
  [{ scenario: 'split-bank' }, ['start', 'on', 'on', '2', '1', 'end']],
  [{ scenario: 'sandbox' }, ['faults']],
  [{ scenario: 'sandbox' }, ['challenges']],
  [{ worlds: true }, ['on', 'on']],
  [{ experiment: 'retry-storm' }, []],
  // Thousands of requests for each turn of a dial: it is told, and left.
  [{ experiment: 'chain' }, ['map']],
]

test('a thousand choices by chance on the shipped course: no dead end, no line too wide, nothing but text', () => {
  const seen = new Set<string>()
  const walked = (own: Learner, typed: readonly string[], round: number) => {
    seen.add(where(own.app.state()))
    own.types(...typed)
    seen.add(where(own.app.state()))
    walk(own, SEED + round, STEPS, seen)
  }
  for (const [round, [start, typed]] of STARTS.entries()) walked(learner(start), typed, round)
  for (const [round, kind] of (['sweep', 'recall', 'worlds'] as const).entries()) {
    const own = learner()
    readOnTo(own, kind)
    own.types('1')
    if (kind === 'worlds') toTable(own)
    walked(own, [], STARTS.length + round)
  }
  expect(PLACES.filter(place => !seen.has(place))).toEqual([])
}, 60_000)

test('where only ASCII is shown, nothing else is written', () => {
  const { all, types } = learner({ scenario: 'split-bank', unicode: false })
  types('start', 'on', 'on', '2', '1', 'on', 'help', 'map', '1', 'on')
  expect(all()).toMatch(/^[\n\x20-\x7e]*$/)
})
