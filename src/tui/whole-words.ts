import { clip, columns } from '../terminal/text.ts'

/** As many words of a text as there is room for, with a sign where some are missing; only a first word alone is cut. */
export function wholeWords(text: string, width: number): string {
  let words = text.split(' ')
  if (columns(text) <= width) return text
  while (words.length > 1 && columns(`${words.join(' ')}…`) > width) words = words.slice(0, -1)
  return words.length === 1 ? clip(text, width) : `${words.join(' ').replace(/,$/, '')}…`
}
