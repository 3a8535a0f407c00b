import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { assert } from '../model/assert.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import { excerpt, type Read } from '../model/problem.ts'
import { readByHand, writeByHand } from './replay-deeds.ts'
import { BadCode, DigitReader, DigitWriter, printDigits, readDigits } from './replay-digits.ts'
import { type Act, advance, decide, goOn, type Run, rewind, startRun, stopOf } from './run.ts'
import type { Scenario } from './scenario.ts'

/**
 * A replay code is a run as a short text: the scenario and what it was like, the seed, and everything that a person did.
 * A choice, or going on, holds no time: it happens where the run stops next, and running tells where that is. What was
 * done by hand holds its position and its time, each as the step since the deed before.
 *
 *     format 1 digit . fingerprint 4 . scenario's id . seed . number of deeds . deeds . checksum 5
 *
 * Raise `FORMAT` when this layout changes, and also when the simulation does: the same code would be another run.
 */
const FORMAT = 1
const FINGERPRINTS = 0x10000n
const ID_LETTERS = '-0123456789abcdefghijklmnopqrstuvwxyz'
const ID_LENGTH_MAX = 40
const SEED_MAX = 0xffffffff
/** A sweep's faults by chance are deeds too: twenty cuts of nine replicas in three are 2,160 links cut and mended. */
const ACTS_MAX = 2500
const POSITION_MAX = 1_000_000

const GO_ON = 0
const CHOOSE = 1
const BY_HAND = 2
const CHOICES_MAX = 15

/** The code of a run with all its deeds, those too that lie ahead of where it was stepped back to. */
export function replayCode({ scenario, seed, acts }: Run): string {
  const writer = new DigitWriter()
  writer.digit(FORMAT).bounded(fingerprint(scenario), FINGERPRINTS)
  writeId(writer, scenario.id)
  writer.natural(seed).natural(acts.length)
  let before = { position: 0, at: 0 }
  for (const act of acts) {
    writeAct(writer, scenario, act, before)
    before = act
  }
  return printDigits(writer.digits)
}

/**
 * The run that a code names, at its beginning, with all that was done ahead of it; or why there is none. `find` gives
 * the scenarios by id. The code may be any text: what it asks for is tried out, up to the end of the run.
 */
export function readReplayCode(code: string, find: (id: string) => Scenario | undefined): Read<Run> {
  try {
    const reader = new DigitReader(readDigits(code))
    const format = reader.digit(31)
    if (format !== FORMAT)
      throw new BadCode(`it was made by another version of netsplit (format ${format}, here ${FORMAT})`)
    const made = reader.bounded(FINGERPRINTS)
    const id = readId(reader)
    const scenario = find(id)
    if (!scenario) throw new BadCode(`it names the scenario «${id}», which is not here`)
    if (fingerprint(scenario) !== made)
      throw new BadCode(`it was made with another version of the scenario «${id}», whose runs differ`)
    const seed = reader.natural(SEED_MAX)
    return { ok: true, value: rewind(readActs(reader, startRun(scenario, seed)), 0) }
  } catch (error) {
    if (!(error instanceof BadCode)) throw error
    const message = `${error.message} (found ${code === '' ? 'nothing' : `«${excerpt(code)}»`})`
    return { ok: false, problems: [{ file: 'replay code', line: null, message }] }
  }
}

function writeAct(writer: DigitWriter, scenario: Scenario, act: Act, before: Omit<Act, 'deed'>): void {
  const { deed } = act
  if (deed.type === 'go-on') {
    writer.digit(GO_ON)
    return
  }
  if (deed.type === 'choose') {
    const options = scenario.stops.find(({ id }) => id === deed.stop)?.choice?.options ?? []
    const choice = options.findIndex(({ id }) => id === deed.choice)
    assert(choice >= 0, `the choice «${deed.choice}» is not one of «${deed.stop}»`)
    writer.digit(CHOOSE).digit(choice)
    return
  }
  writer.digit(BY_HAND)
  writer.natural(act.position - before.position).natural(act.at - before.at)
  writeByHand(writer, scenario, deed)
}

/** Carries out what a code says, from stop to stop, so that what a run cannot do is found out. */
function readActs(reader: DigitReader, begin: Run): Run {
  const { scenario } = begin
  let run = begin
  for (let count = reader.natural(ACTS_MAX); count > 0; count--) {
    const kind = reader.digit(BY_HAND)
    if (kind === BY_HAND) {
      // Placed ahead of the run, which does it when it gets there.
      const before = run.acts.at(-1) ?? { position: 0, at: 0 }
      const place = before.position + reader.natural(POSITION_MAX)
      const at = before.at + reader.natural(scenario.lastsUs)
      if (place > POSITION_MAX || at > scenario.lastsUs) throw new BadCode('it goes on after the run’s end')
      run = { ...run, acts: [...run.acts, { position: place, at, deed: readByHand(reader, scenario) }] }
    } else {
      const there = toStop(run)
      const stop = stopOf(there)
      const option = kind === CHOOSE ? stop?.choice?.options[reader.digit(CHOICES_MAX)] : undefined
      const next = option ? decide(there, option.id) : kind === GO_ON ? goOn(there) : null
      if (next === null || next === there)
        throw new BadCode('it chooses where the run asks for no such choice')
      run = next
    }
  }
  reader.end()
  return toStop(run)
}

/** The run at its next stop or its end. What was placed ahead must have been done by then. */
function toStop(run: Run): Run {
  const there = advance(run, run.scenario.lastsUs)
  if (there.acted === there.acts.length) return there
  throw new BadCode('it does something by hand at a place that its run never comes to')
}

function writeId(writer: DigitWriter, id: string): void {
  let value = 0n
  for (const letter of id) {
    const index = ID_LETTERS.indexOf(letter)
    assert(index >= 0, `the scenario's id «${id}»`)
    value = value * BigInt(ID_LETTERS.length) + BigInt(index)
  }
  writer.natural(id.length).bounded(value, idsOfLength(id.length))
}

function readId(reader: DigitReader): string {
  const length = reader.natural(ID_LENGTH_MAX)
  let value = reader.bounded(idsOfLength(length))
  let id = ''
  for (let i = 0; i < length; i++) {
    id = `${ID_LETTERS[Number(value % BigInt(ID_LETTERS.length))]}${id}`
    value /= BigInt(ID_LETTERS.length)
  }
  return id
}

function idsOfLength(length: number): bigint {
  return BigInt(ID_LETTERS.length) ** BigInt(length)
}

/** The fingerprints of the scenarios met so far: working one out takes as long as a hundred happenings. */
const KNOWN = new WeakMap<Scenario, bigint>()

function fingerprint(scenario: Scenario): bigint {
  const known = KNOWN.get(scenario) ?? workedOut(scenario)
  KNOWN.set(scenario, known)
  return known
}

/** Sixteen bits of all in a scenario that its runs depend on. Words are left out: a mended typo breaks no code. */
function workedOut(scenario: Scenario): bigint {
  const { model, replicas, keys, links, clientDelayUs, timing, policy, sealed } = scenario
  const { workload, faults, lastsUs, handCut, handWrite } = scenario
  const clients = scenario.clients.map(({ id, coordinator }) => [id, coordinator])
  const stops = scenario.stops.map(({ id, when, choice }) => {
    return [id, when, (choice?.options ?? []).map(option => [option.id, option.policy])]
  })
  const parts = [model, replicas, clients, keys, links, clientDelayUs, timing, policy, sealed, workload]
  const json = canonicalJson([...parts, faults, stops, lastsUs, handCut, handWrite] as unknown as Json)
  const [high = 0, low = 0] = sha256(utf8ToBytes(json))
  return BigInt(high * 256 + low)
}
