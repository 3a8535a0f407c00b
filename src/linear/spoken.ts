import { asciiGlyph } from '../terminal/ascii.ts'
import { type Line, plain, span, wrap } from '../terminal/text.ts'
import { withoutKeys } from './keys-in-words.ts'

/** What a mark before a line says in words. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^✓ +/, 'ok: '],
  [/^✗ +(?=Not )/, ''],
  [/^✗ +/, 'not ok: '],
  [/^\? +/, 'nobody knows: '],
  [/^· +/, 'open: '],
  [/^[❯>] +/, 'chosen: '],
  [/^[→»] +/, ''],
]

/** What stands for a sign within a line; drawn lines and bars say nothing to an ear. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[─-╿▀-▟▏]+/g, ''],
  [/\byes ✓/g, 'yes'],
  [/\bno ✗/g, 'no'],
  [/✓/g, '(good)'],
  [/✗/g, '(bad)'],
  [/ *→ */g, ' to '],
  [/≠/g, 'differs'],
  [/►|▸|◄/g, ''],
  [/ ·(?= |$)/g, ','],
  [/ ›(?= )/g, ','],
  [/\bpage (\d+)\/(\d+)/g, 'page $1 of $2'],
  [/, …/g, ' and more'],
  // What goes on: the words before it say so.
  [/ …$/, ''],
]

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/**
 * A line of a screen as somebody would read it out: marks in words, columns as «name: value, value», notes in brackets,
 * and nothing that is only drawn. Empty where nothing is left to say.
 */
export function spoken(line: Line | string): string {
  let text = (typeof line === 'string' ? line : aloud(line)).trim()
  if (text === '') return text
  for (const [mark, words] of MARKS) text = text.replace(mark, words)
  for (const [sign, words] of SIGNS) text = text.replace(sign, words)
  text = text.replace(
    /[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
    digits => ` [${[...digits].map(d => SUPERSCRIPTS.indexOf(d)).join('')}]`,
  )
  let gaps = 0
  // Of what stands in columns the first is the name.
  text = text.trim().replace(/(\S) {2,}(?:: )?/g, (_, before: string) => {
    gaps += 1
    return /[:.,;?!]/.test(before) ? `${before} ` : `${before}${gaps % 2 === 1 ? ':' : ','} `
  })
  // An angle after a time is what the learner's own side sent.
  return withoutKeys(text.replace(/(?<=\d s: )> /, 'you: '))
}

/** A line as it stands, with what is said in the place of marks that are not seen. */
export function aloud(line: Line): string {
  return line.map(seen => seen.aloud ?? seen.text).join('')
}

/** How text is written: so wide, and in which signs. */
export interface Writing {
  readonly columns: number
  readonly unicode: boolean
}

/** Sentences as lines that fit, the later lines of each a little further in where it is an item of a list. */
export function written(sentences: readonly string[], { columns, unicode }: Writing): readonly string[] {
  return sentences.flatMap(sentence => {
    const hanging = /^\d+\. /.exec(sentence)?.[0].length ?? 0
    const shown = unicode ? sentence : [...sentence].map(asciiWord).join('')
    return wrap([span(shown)], columns, hanging).map(line => plain(line).trimEnd())
  })
}

/** Signs for which there is room here, where a screen has a column for each. */
const ASCII_WORDS: Readonly<Record<string, string>> = { '…': '...', '±': '+/-', '°': ' degrees' }

function asciiWord(glyph: string): string {
  return ASCII_WORDS[glyph] ?? asciiGlyph(glyph)
}
