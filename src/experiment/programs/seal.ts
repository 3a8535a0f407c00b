import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

// A toy of two locks, with real hashes and nothing else of real cryptography: it has one key that never changes, and
// stands here so that what it hides and what it lets through is computed. Real programs use TLS.

/** A text that only those with the key can read, in hexadecimal: each byte turned over by the key and the number. */
export function hide(text: string, key: string, number: number): string {
  return bytesToHex(turned(utf8ToBytes(text), key, number))
}

/** What was hidden; bytes that are no letters are shown as dots. */
export function unhide(hidden: string, key: string, number: number): string {
  const bytes = turned(hexToBytes(hidden), key, number)
  return [...bytes].map(byte => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
}

/** The mark that only those with the key can make for this text and no other (HMAC-SHA256, RFC 2104). */
export function markOf(text: string, key: string, number: number): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(`${number} ${text}`)))
}

/**
 * What somebody without the key can do to a hidden text: where they guess what it says, turn over the bytes that make
 * it say something else of the same length. They never see whether they guessed right.
 */
export function bend(hidden: string, guessed: string, wanted: string): string {
  const from = utf8ToBytes(guessed)
  const to = utf8ToBytes(wanted)
  return bytesToHex(hexToBytes(hidden).map((byte, place) => byte ^ (from[place] ?? 0) ^ (to[place] ?? 0)))
}

function turned(bytes: Uint8Array, key: string, number: number): Uint8Array {
  const stream = sha256(utf8ToBytes(`${key} ${number}`))
  return bytes.map((byte, place) => byte ^ (stream[place % stream.length] ?? 0))
}
