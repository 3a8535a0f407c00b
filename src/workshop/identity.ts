import { createHash, randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Keeper, LearnerRecord, Proof } from './keeper.ts'

/** Somebody who is in the room. */
export interface Learner {
  /** Safe as a file's name. */
  readonly id: string
  readonly name: string
  /** The return code of those who have just got or shown it; only a hash of it is kept. Null for those with a key. */
  readonly code: string | null
  readonly isNew: boolean
}

/** What somebody has shown to be who they say they are. */
export interface Claims {
  /** Of a public key that the client has proved to hold. */
  readonly fingerprint: string | null
  readonly code: string | null
}

/** As many learners can have one name, told apart by a number behind it. */
const NAMESAKES_MAX = 200

/** Names that look the same to people are the same: `Ada` is `ada`. */
export function learnerId(name: string): string {
  return createHash('sha256').update(name.normalize('NFKC').toLowerCase()).digest('hex').slice(0, 20)
}

/** The learner of that name who can prove it; null where there is none. */
export async function knownLearner(keeper: Keeper, name: string, shown: Claims): Promise<Learner | null> {
  for (let number = 1; number <= NAMESAKES_MAX; number += 1) {
    const id = learnerId(numbered(name, number))
    const record = await keeper.find(id)
    if (record === null) return null
    if (await proves(shown, record.proof)) {
      const code = record.proof.type === 'code' && shown.code !== null ? readCode(shown.code) : null
      return { id, name: record.name, code, isNew: false }
    }
  }
  return null
}

/** Whether somebody has that name. */
export async function isTaken(keeper: Keeper, name: string): Promise<boolean> {
  return (await keeper.find(learnerId(name))) !== null
}

/**
 * A new learner of that name, or of the next free one like it: bound to a public key where one was shown, otherwise to a
 * return code. Null where too many have the name.
 */
export async function newLearner(
  keeper: Keeper,
  name: string,
  fingerprint: string | null,
): Promise<Learner | null> {
  const code = fingerprint === null ? makeCode() : null
  const proof: Proof = code === null ? { type: 'key', fingerprint: fingerprint ?? '' } : await hashed(code)
  for (let number = 1; number <= NAMESAKES_MAX; number += 1) {
    const record: LearnerRecord = { name: numbered(name, number), proof }
    const id = learnerId(record.name)
    if ((await keeper.find(id)) === null && (await keeper.claim(id, record)))
      return { id, name: record.name, code, isNew: true }
  }
  return null
}

function numbered(name: string, number: number): string {
  return number === 1 ? name : `${name}-${number}`
}

async function proves({ fingerprint, code }: Claims, proof: Proof): Promise<boolean> {
  if (proof.type === 'key') return fingerprint !== null && proof.fingerprint === fingerprint
  if (code === null) return false
  const hash = await hashOf(readCode(code), proof.salt)
  return timingSafeEqual(Buffer.from(hash, 'hex'), Buffer.from(proof.hash, 'hex'))
}

/** Letters and digits that nobody takes for each other (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 8

/** 40 bits: a gate that slows guesses makes that plenty. */
function makeCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

/** A code as somebody types it: small letters, an O for a zero, and what separates are all right. */
function readCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}

async function hashed(code: string): Promise<Proof> {
  const salt = randomBytes(12).toString('hex')
  return { type: 'code', salt, hash: await hashOf(code, salt) }
}

const derive = promisify<string, string, number, ScryptOptions, Buffer>(scrypt)

/** Some 5 ms: a code is tried on each learner of a name. */
async function hashOf(code: string, salt: string): Promise<string> {
  return (await derive(code, salt, 32, { N: 2048 })).toString('hex')
}
