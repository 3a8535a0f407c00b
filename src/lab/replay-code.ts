import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { assert } from '../model/assert.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import { excerpt, type Read } from '../model/problem.ts'
import { choiceSets } from './config.ts'
import { readActs, readActsAhead, writeActs } from './replay-acts.ts'
import { BadCode, DigitReader, DigitWriter, printDigits, readDigits } from './replay-digits.ts'
import { type Run, rewind, startRun } from './run.ts'
import type { Scenario } from './scenario.ts'

/**
 * A replay code is a run as a short text: the scenario and what it was like, the seed, and everything that a person did.
 *
 *     format 1 digit . fingerprint 4 . scenario's id . seed . number of entries . what was done . checksum 5
 *
 * Raise `FORMAT` when this layout changes, and also when the simulation does: the same code would be another run.
 */
const FORMAT = 2
const FINGERPRINTS = 0x10000n
const ID_LETTERS = '-0123456789abcdefghijklmnopqrstuvwxyz'
const ID_LENGTH_MAX = 40
const SEED_MAX = 0xffffffff

/** The code of a run with all its deeds, those too that lie ahead of where it was stepped back to. */
export function replayCode({ scenario, seed, acts }: Run): string {
  const writer = new DigitWriter()
  writer.digit(FORMAT).bounded(fingerprint(scenario), FINGERPRINTS)
  writeId(writer, scenario.id)
  writeActs(writer.natural(seed), scenario, acts)
  return printDigits(writer.digits)
}

/** The run that a code names, at its beginning, with all that was done ahead of it; or why there is none. */
export function readReplayCode(code: string, find: (id: string) => Scenario | undefined): Read<Run> {
  const read = carryOutCode(code, find)
  return read.ok ? { ok: true, value: rewind(read.value, 0) } : read
}

/**
 * The run that a code names, at its end or where it asks for what the code does not say; or why there is none. `find`
 * gives the scenarios by id. The code may be any text: what it asks for is tried out, and only so can be judged.
 */
export function carryOutCode(code: string, find: (id: string) => Scenario | undefined): Read<Run> {
  return readWith(readActs, code, find)
}

/**
 * The run of a code that this program made itself: with all that was done, and carried out no further than its last
 * choice. A run that could last for hours costs only as much as is asked of it then.
 */
export function trustCode(code: string, find: (id: string) => Scenario | undefined): Read<Run> {
  return readWith(readActsAhead, code, find)
}

function readWith(
  read: (reader: DigitReader, begin: Run) => Run,
  code: string,
  find: (id: string) => Scenario | undefined,
): Read<Run> {
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
    return { ok: true, value: read(reader, startRun(scenario, seed)) }
  } catch (error) {
    if (!(error instanceof BadCode)) throw error
    const message = `${error.message} (found ${code === '' ? 'nothing' : `«${excerpt(code)}»`})`
    return { ok: false, problems: [{ file: 'replay code', line: null, message }] }
  }
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
  const { model, replicas, keys, links, clientDelayUs, timing, policy, sealed, rawClocks } = scenario
  const { workload, faults, lastsUs, handCut, handWrite } = scenario
  const clients = scenario.clients.map(({ id, coordinator }) => [id, coordinator])
  const stops = scenario.stops.map(({ id, when, choice }) => {
    return [id, when, (choice?.options ?? []).map(option => [option.id, ...choiceSets(option)])]
  })
  const parts = [model, replicas, clients, keys, links, clientDelayUs, timing, policy, sealed, workload]
  const json = canonicalJson([
    ...parts,
    faults,
    stops,
    lastsUs,
    handCut,
    handWrite,
    rawClocks,
  ] as unknown as Json)
  const [high = 0, low = 0] = sha256(utf8ToBytes(json))
  return BigInt(high * 256 + low)
}
