import { excerpt } from '../../model/problem.ts'
import { contentProblems } from '../content.ts'
import { pageRows } from '../layout.ts'
import { settledRows } from '../settled.ts'
import { proseText } from '../types.ts'
import { type Finding, hint, type Subject } from './finding.ts'

/** The body of a page on the smallest terminal, 60x20. */
const SMALL = { columns: 56, rows: 14 }
/** A page of which more than a third is out of sight is better split. */
const SCROLLED_ROWS_MAX = 7

/** Pages that don't fit 80x24 in some state, and those that have to be scrolled far at 60x20. */
export function fitFindings({ course }: Subject): readonly Finding[] {
  if (course === null) return []
  const faults = contentProblems(course).map((problem): Finding => ({ level: 'fault', ...problem }))
  const scrolled = course.lessons.flatMap(({ pages, file }) =>
    pages.flatMap((page, place) => {
      const above = settledRows(pages, place, SMALL.columns)
      const over = above + pageRows(page, SMALL.columns) - SMALL.rows
      if (over <= SCROLLED_ROWS_MAX) return []
      const title = excerpt(proseText(page.title))
      const message = `at 60x20 the page «${title}» has to be scrolled by ${over} rows: shorten or split it`
      return [hint(file, page.line, message)]
    }),
  )
  return [...faults, ...scrolled]
}
