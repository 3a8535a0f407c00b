import type { Json } from '../model/json.ts'
import { excerpt } from '../model/problem.ts'

const LENGTH_MAX = 1_048_576
const DEPTH_MAX = 64

/** What a line should have been, for the messages about it. */
export const EXPECTED =
  'expected one JSON object a line, such as {"process": "c1", "type": "invoke", "f": "write", "value": 1}'

export type JsonRead =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly message: string }

/**
 * JSON of bounded length and depth, so that nothing that is done with it afterwards can overflow the stack; and without
 * numbers that JavaScript would change silently, because two values that are not the same must not become it.
 * The message says what was expected.
 */
export function parseJson(text: string): JsonRead {
  if (text.includes('\u0000')) return bad(`a NUL byte, so this is no text in UTF-8: ${EXPECTED}`)
  if (text.length > LENGTH_MAX) return bad(`a line of more than 1 MiB: ${EXPECTED}`)
  if (isDeeperThan(text, DEPTH_MAX)) return bad(`brackets nested more than ${DEPTH_MAX} deep: ${EXPECTED}`)
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    return bad(`not JSON: found ${excerpt(text)}, ${EXPECTED}`)
  }
  const number = changedNumber(value)
  if (number === null) return { ok: true, value }
  return bad(
    `a number beyond ±9007199254740991 (${number}) would lose digits: expected a smaller one, or a string`,
  )
}

function bad(message: string): JsonRead {
  return { ok: false, message }
}

/** Looked at before the text is parsed, so it must not rely on the text being JSON. */
function isDeeperThan(text: string, depthMax: number): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inString) {
      if (char === '\\') i++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') depth--
    if (depth > depthMax) return true
  }
  return false
}

/** A number that is too large to be the one in the text for sure, as text. */
function changedNumber(value: Json): string | null {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? null : String(value)
  if (value === null || typeof value !== 'object') return null
  for (const item of Object.values(value)) {
    const found = changedNumber(item)
    if (found !== null) return found
  }
  return null
}
