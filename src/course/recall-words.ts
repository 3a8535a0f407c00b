import { slips } from '../data/nearest.ts'

/** What was said, without case, endings, small words and the order of words: its words, and how often it says no. */
export interface Phrase {
  readonly words: readonly string[]
  readonly negations: number
  /** Whether it says something of something, or only names it: «there is latency», «latency». */
  readonly verb: boolean
}

const listed = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Words that say nothing here. */
const SMALL = listed(
  'a an the this that these those it its they we you i my our your their of to in on at by for from with as so and ' +
    'always only just all every everything everyone everybody any anything anyone ever really very quite completely ' +
    'totally perfectly fully get gets got go goes come comes will would can could should may do does did',
)
const VERBS = listed('is are be was were has have had there theres')
/** «Zero latency», «nobody listens» and «there is never a delay» deny something, each in its way. */
const NEGATIONS = listed(
  'not no never none nothing nobody nowhere neither nor zero 0 without hardly rarely seldom dont doesnt didnt isnt ' +
    'arent wasnt cant cannot couldnt wont wouldnt havent hasnt',
)
const NO_PREFIX = /^(?:un|in|im|ir|dis|non)/

/** A phrase of a text. `known`: the stems of words that may stand with a «not» in front, as reliable in «unreliable». */
export function phraseOf(text: string, known: ReadonlySet<string>): Phrase {
  const all = rawWords(text)
  const words: string[] = []
  let negations = 0
  for (const word of all) {
    if (NEGATIONS.has(word)) negations += 1
    if (NEGATIONS.has(word) || SMALL.has(word) || VERBS.has(word)) continue
    const stem = stemOf(word)
    const rest = stem.replace(NO_PREFIX, '')
    const denied = rest !== stem && known.has(rest)
    if (denied) negations += 1
    words.push(denied ? rest : stem)
  }
  return { words, negations, verb: all.some(word => VERBS.has(word)) }
}

/** The stems of a text’s words, a «not» in front of them and all. */
export function stemsOf(text: string): readonly string[] {
  return phraseOf(text, new Set()).words
}

function rawWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/\bno[ -]one\b/g, 'nobody')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
}

/** A word without its ending, so that «changes», «changed» and «changing» are one. It need not be a word itself. */
function stemOf(word: string): string {
  if (word === 'one') return '1'
  return word
    .replace(/(?<=.{4})ly$/, '')
    .replace(/(?<=.{3})(?:ing|ed|es|(?<!s)s)$/, '')
    .replace(/(?<=.{3})e$/, '')
    .replace(/(?<=.{2})([^aeiou])\1$/, '$1')
}

/** A wording with slashes, each way to say it in full: `no loss/errors` is `no loss` and `no errors`. */
export function waysToSay(wording: string): readonly string[] {
  return wording
    .split(' ')
    .reduce<readonly string[]>(
      (ways, slot) =>
        ways.flatMap(way => slot.split('/').map(word => (way === '' ? word : `${way} ${word}`))),
      [''],
    )
}

/** The slips that make a said word of each of the words meant; the words that it can't be are left out. */
export type Near = ReadonlyMap<string, number>

/** What each word said may mean, out of the words that are known; each word is looked at once. */
export function nearWords(meant: Iterable<string>): (said: string) => Near {
  const all = [...new Set(meant)]
  const looked = new Map<string, Near>()
  return said => {
    const before = looked.get(said)
    if (before) return before
    const near = new Map(
      all.flatMap((word): [string, number][] => {
        const made = slipsOf(word, said)
        return made === null ? [] : [[word, made]]
      }),
    )
    looked.set(said, near)
    return near
  }
}

/** The slips made in saying every word of a phrase, in any order; null where one was not said. */
export function slipsIn(words: readonly string[], said: readonly Near[]): number | null {
  let left = said
  let sum = 0
  for (const word of words) {
    const best = left.reduce((least, near) => Math.min(least, near.get(word) ?? Infinity), Infinity)
    if (best === Infinity) return null
    sum += best
    const place = left.findIndex(near => near.get(word) === best)
    left = left.filter((_, other) => other !== place)
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
