import { proseOf } from './layout.ts'
import { type Course, isQuestion, type Page, proseText, type Term } from './types.ts'

/**
 * The glossary's terms that occur in a text, in the order in which they first occur: as whole words, in any case, with
 * or without a plural s (retry, retries).
 */
export function termsOn(course: Course, text: string): Term[] {
  const found: { term: Term; at: number }[] = []
  for (const term of course.glossary) {
    const at = text.search(pattern(term.term))
    if (at >= 0) found.push({ term, at })
  }
  return found.sort((a, b) => a.at - b.at).map(({ term }) => term)
}

/** All terms from A to Z, in whatever case they are written. */
export function sortedTerms({ glossary }: Course): Term[] {
  const key = ({ term }: Term) => term.toLowerCase()
  return [...glossary].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

/** All words of a page that can be read before its question is answered, for `termsOn`. */
export function pageText(page: Page): string {
  const { block } = page
  const prose = [page.title, ...page.passages.flatMap(proseOf)]
  if (isQuestion(block)) prose.push(block.ask, ...block.options.map(option => option.text))
  else if (block?.kind === 'fallacies') prose.push(...block.beliefs)
  else if (block) prose.push(block.goal)
  return prose.map(proseText).join('\n')
}

function pattern(term: string): RegExp {
  const words = term.split(' ').map(word => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  const said = words.join('\\s+').replace(/y$/, '(?:y|ie)')
  return new RegExp(`(?<![\\p{L}\\p{N}])${said}s?(?![\\p{L}\\p{N}])`, 'iu')
}
