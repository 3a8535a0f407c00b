import { slips } from '../data/nearest.ts'
import { proseText, type RecallItem } from './types.ts'

/**
 * What an answer from memory is taken for. `close`: it names an item and says something else of it, or the opposite;
 * `several`: it fits more than one item equally well. Nothing is ever counted for two items.
 */
export type Heard =
  | { readonly kind: 'item'; readonly id: string }
  | { readonly kind: 'close' | 'several' | 'unknown' }

/**
 * Which item an answer means. Case, the order of words, small words and small slips don't matter; words that have
 * nothing to do with the item do, and so does a «not»: «bandwidth is finite» is no way to say that it is infinite.
 */
export function hear(items: readonly RecallItem[], answer: string): Heard {
  const said = phraseOf(answer)
  const fits = items.map(item => ({ id: item.id, fit: fitOf(item, said) }))
  const exact = fits.flatMap(({ id, fit }) => (typeof fit === 'number' ? [{ id, fit }] : []))
  const least = exact.reduce((min, { fit }) => Math.min(min, fit), Infinity)
  const best = exact.filter(({ fit }) => fit === least)
  const [first] = best
  if (first && best.length === 1) return { kind: 'item', id: first.id }
  if (best.length > 1) return { kind: 'several' }
  return { kind: fits.some(({ fit }) => fit === 'close') ? 'close' : 'unknown' }
}

interface Phrase {
  readonly words: readonly string[]
  readonly negated: boolean
}

/** Words that say nothing here. */
const SMALL = new Set(
  'a an the is are be it its there that this of to in on for and will i my our your always only just all every and do does did has have can'.split(
    ' ',
  ),
)
const NEGATIONS = new Set('not no never none dont doesnt isnt arent cant wont wouldnt without'.split(' '))
const SAME: Readonly<Record<string, string>> = { one: '1', zero: '0' }

function phraseOf(text: string): Phrase {
  const all = text
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
  const negations = all.filter(word => NEGATIONS.has(word)).length
  const words = all.filter(word => !NEGATIONS.has(word) && !SMALL.has(word))
  return { words: words.map(word => singular(SAME[word] ?? word)), negated: negations % 2 === 1 }
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

/** How many slips an answer makes about an item, `close` where it goes wrong, null where it is about something else. */
function fitOf(item: RecallItem, said: Phrase): number | 'close' | null {
  const phrases = [proseText(item.text), ...item.accept].map(phraseOf)
  const known = phrases.flatMap(({ words }) => words)
  const found = phrases.flatMap(({ words, negated }) => {
    const made = slipsIn(words, said.words)
    return made === null ? [] : [{ made, covers: words.length, same: negated === said.negated }]
  })
  if (found.length === 0) return null
  const foreign = said.words.filter(word => !known.some(other => slipsOf(other, word) !== null))
  // The wording that says most of it decides: «latency is not zero» is no «no latency».
  const covers = found.reduce((most, phrase) => Math.max(most, phrase.covers), 0)
  const right = found.filter(phrase => phrase.covers === covers && phrase.same)
  if (foreign.length > 0 || right.length === 0) return 'close'
  return right.reduce((least, { made }) => Math.min(least, made), Infinity)
}

/** The slips made in saying every word of a phrase, in any order; null where one was not said. */
function slipsIn(words: readonly string[], said: readonly string[]): number | null {
  let left = said
  let sum = 0
  for (const word of words) {
    const near = left.flatMap((other, place) => {
      const made = slipsOf(word, other)
      return made === null ? [] : [{ made, place }]
    })
    const best = near.sort((a, b) => a.made - b.made)[0]
    if (best === undefined) return null
    sum += best.made
    left = left.filter((_, place) => place !== best.place)
  }
  return words.length === 0 ? null : sum
}

/** How far a word is from the one meant, null if it is another word. The first letter must be right: it may negate. */
function slipsOf(meant: string, said: string): number | null {
  if (meant === said) return 0
  const allowed = meant.length < 5 ? 0 : meant.length < 8 ? 1 : 2
  if (meant[0] !== said[0] || Math.abs(meant.length - said.length) > allowed) return null
  const made = slips(meant, said)
  return made <= allowed ? made : null
}
