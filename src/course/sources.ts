import { clip } from '../terminal/text.ts'
import type { Source } from './types.ts'

const SHORT_COLUMNS_MAX = 48
/** What is looked up as it stands: `https://…`, `doi:…`, `arXiv:…`, `example.org`. A venue has blanks, or is one word. */
const ADDRESS = /^\S*\w[.:/]\S+$/

/** A source in a few words, for the foot of a page: «Gilbert & Lynch, 2002». */
export function shortSource(source: Source): string {
  const who = shortAuthors(source)
  const year = source.year === null ? '' : `, ${source.year}`
  return `${clip(who, SHORT_COLUMNS_MAX)}${year}`
}

/** The same with its title, where its name is not that: «Gilbert & Lynch, 2002, “Brewer’s conjecture …”». */
export function titledSource(source: Source): string {
  const short = shortSource(source)
  return source.authors === null ? short : `${short}, “${source.title}”`
}

/**
 * A source in full, as a bibliography gives it. An address comes last and without a full stop, which a click or a copy
 * would take along.
 */
export function fullSource(source: Source): string {
  const { title, where, note } = source
  const authors = source.authors === null ? '' : [source.authors].flat().join(', ')
  const year = source.year === null ? '' : `, ${source.year}`
  const address = where !== null && ADDRESS.test(where) ? where : null
  const sentences = [authors, `“${title}”${year}`, address === null ? where : null, note].flatMap(part =>
    part ? [/[.!?…]$/.test(part) ? part : `${part}.`] : [],
  )
  return [...sentences, address ?? []].flat().join(' ')
}

function shortAuthors(source: Source): string {
  if (source.authors === null) return source.title
  if (typeof source.authors === 'string') return source.authors
  const names = source.authors.map(familyName)
  return names.length > 2 ? `${names[0]} et al.` : names.join(' & ')
}

/** The last word of a name, or what stands before the comma of «Lynch, Nancy». */
function familyName(name: string): string {
  return name.includes(',')
    ? name.slice(0, name.indexOf(',')).trim()
    : (name.trim().split(' ').at(-1) ?? name)
}
