import { pageText, sortedTerms, type Term, termsOn } from '../course/course.ts'
import { lessonById } from './course-places.ts'
import { screenWords } from './screen-words.ts'
import type { AppState } from './state.ts'

/** A row of the list: a word that can be chosen, by its place among the words, or a heading. */
export type GlossaryRow =
  | { readonly type: 'term'; readonly place: number; readonly term: Term }
  | { readonly type: 'heading'; readonly says: string }

/** All words: those of the screen under the glossary first, then every one from A to Z. */
export function glossaryTerms(state: AppState): readonly Term[] {
  return [...hereFirst(state), ...sortedTerms(state.course)]
}

/** The list as it is shown, headings and all. */
export function glossaryRows(state: AppState): readonly GlossaryRow[] {
  const here = hereFirst(state)
  const row = (place: number) => (term: Term, index: number) =>
    ({ type: 'term', place: place + index, term }) as const
  return [
    ...(here.length > 0 ? [{ type: 'heading', says: 'On this screen' } as const] : []),
    ...here.map(row(0)),
    { type: 'heading', says: 'All words' },
    ...sortedTerms(state.course).map(row(here.length)),
  ]
}

/** The letters that words begin with, in order. */
export function lettersOf(state: AppState): readonly string[] {
  return [...new Set(sortedTerms(state.course).map(({ term }) => initial(term)))]
}

/** The place of the first word from A to Z that begins with a letter; null where none does. */
export function placeOfLetter(state: AppState, letter: string): number | null {
  const place = sortedTerms(state.course).findIndex(({ term }) => initial(term) === letter)
  return place === -1 ? null : hereFirst(state).length + place
}

/** The page that brings a word: the first of its lesson that uses it, and else the first one, from 0. */
export function whereIs(
  { course }: AppState,
  { term, lesson }: Term,
): { readonly lesson: string; readonly page: number } {
  const pages = lessonById(course, lesson)?.pages ?? []
  const page = pages.findIndex(page => termsOn(course, pageText(page)).some(other => other.term === term))
  return { lesson, page: Math.max(0, page) }
}

function hereFirst(state: AppState): readonly Term[] {
  return termsOn(state.course, screenWords(state))
}

function initial(term: string): string {
  return term.charAt(0).toLowerCase()
}
