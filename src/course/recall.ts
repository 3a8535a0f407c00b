import { type Near, nearWords, type Phrase, phraseOf, slipsIn, stemsOf, waysToSay } from './recall-words.ts'
import { proseText, type Recall, type RecallItem } from './types.ts'

/**
 * What an answer from memory is taken for. `opposite`: it says of an item what is true, where the belief was asked for;
 * `near`: it has an item's words, and others that nothing is known of; `several`: it fits more than one item equally
 * well. Nothing is ever counted for two items, and what is `unknown` may still be right, in words nobody thought of.
 */
export type Heard =
  | { readonly kind: 'item' | 'opposite' | 'near'; readonly id: string }
  | { readonly kind: 'several' | 'unknown' }

type List = Pick<Recall, 'items' | 'beside'>

/**
 * Which item an answer means. Case, the order of words, endings, small words and small slips don't matter; words that
 * have nothing to do with the item do, and so does a «not»: «bandwidth is finite» is no way to say that it is infinite.
 */
export function hear(list: List, answer: string): Heard {
  return listener(list)(answer)
}

/** `hear` for many answers: the wordings are taken apart once. */
export function listener({ items, beside }: List): (answer: string) => Heard {
  const known = new Set(items.flatMap(item => [...claimsOf(item), ...item.names].flatMap(stemsOf)))
  const anywhere = beside.flatMap(stemsOf)
  const all = items.map(item => learned(item, known, anywhere))
  const near = nearWords(all.flatMap(({ own }) => [...own]))
  return answer => {
    const phrase = phraseOf(answer, known)
    const words = phrase.words.map(near)
    const aside = words.filter(word => anywhere.some(other => word.has(other))).length
    const said: Said = { ...phrase, words, aside }
    const fits = all.flatMap(one => fitOf(one, said) ?? [])
    for (const kind of ['item', 'opposite', 'near'] as const) {
      const best = foremost(fits.filter(fit => fit.kind === kind))
      if (best.length > 1) return { kind: 'several' }
      if (best[0]) return { kind, id: best[0].id }
    }
    return { kind: 'unknown' }
  }
}

/** Every way to say an item’s belief. */
export function claimsOf({ text, accept }: Pick<RecallItem, 'text' | 'accept'>): readonly string[] {
  return [proseText(text), ...accept.flatMap(waysToSay)]
}

/** Phrases by their first words: of many, few have anything of an answer. */
type ByWord = ReadonlyMap<string, readonly Phrase[]>

function byWord(phrases: readonly Phrase[]): ByWord {
  const found = new Map<string, Phrase[]>()
  for (const phrase of phrases) {
    const [first] = phrase.words
    if (first === undefined) continue
    const others = found.get(first)
    if (others) others.push(phrase)
    else found.set(first, [phrase])
  }
  return found
}

/** An item as answers are held against it. */
interface Learned {
  readonly id: string
  readonly claims: ByWord
  readonly names: ByWord
  /** Words that an answer about it may have. */
  readonly own: ReadonlySet<string>
}

function learned(item: RecallItem, known: ReadonlySet<string>, anywhere: readonly string[]): Learned {
  const phrase = (text: string) => phraseOf(text, known)
  const claims = claimsOf(item).map(phrase)
  const names = item.names.map(phrase)
  const own = new Set([...anywhere, ...[...claims, ...names].flatMap(({ words }) => words)])
  return { id: item.id, claims: byWord(claims), names: byWord(names), own }
}

/** An answer: what each of its words may mean, and how many of them go with any item. */
interface Said extends Omit<Phrase, 'words'> {
  readonly words: readonly Near[]
  readonly aside: number
}

interface Fit {
  readonly kind: 'item' | 'opposite' | 'near'
  readonly id: string
  /** How many words of the item were said, and the slips made in them. */
  readonly covers: number
  readonly made: number
}

/** What an answer says of an item; null where it is about something else. */
function fitOf({ id, claims, names, own }: Learned, said: Said): Fit | null {
  const meant = [...new Set(said.words.flatMap(near => [...near.keys()]))]
  const found = (phrases: ByWord) =>
    meant
      .flatMap(word => phrases.get(word) ?? [])
      .flatMap(({ words, negations }) => {
        const made = slipsIn(words, said.words)
        return made === null
          ? []
          : [{ id, made, covers: words.length, same: isEven(negations + said.negations) }]
      })
  const foreign = said.words.some(word => ![...word.keys()].some(other => own.has(other)))
  const [named] = foremost(found(names))
  if (
    named &&
    !foreign &&
    said.negations === 0 &&
    !said.verb &&
    said.words.length <= named.covers + said.aside
  )
    return { ...named, kind: 'item' }
  const claimed = found(claims)
  // The wording that says most of it decides: «latency is not zero» is no «no latency».
  const most = claimed.reduce((sum, { covers }) => Math.max(sum, covers), 0)
  const [right] = foremost(claimed.filter(({ covers, same }) => covers === most && same))
  const touched = right ?? claimed[0] ?? named
  if (!touched) return null
  if (foreign || claimed.length === 0) return { ...touched, kind: 'near' }
  return { ...touched, kind: right ? 'item' : 'opposite' }
}

function isEven(count: number): boolean {
  return count % 2 === 0
}

/** Those that cover most words, and of them those with the fewest slips. */
function foremost<T extends { readonly covers: number; readonly made: number }>(
  fits: readonly T[],
): readonly T[] {
  const covers = fits.reduce((most, fit) => Math.max(most, fit.covers), 0)
  const those = fits.filter(fit => fit.covers === covers)
  const made = those.reduce((least, fit) => Math.min(least, fit.made), Infinity)
  return those.filter(fit => fit.made === made)
}
