import { excerpt } from '../../model/problem.ts'
import { contentProblems, wideLines } from '../content.ts'
import { pageRows } from '../layout.ts'
import { settledRows } from '../settled.ts'
import { proseText } from '../types.ts'
import { type Finding, fault, hint, type Subject } from './finding.ts'

/** The body of a page on the smallest terminal, 60x20. */
const SMALL = { columns: 56, rows: 14 }
/** A page of which more than a third is out of sight is better split. */
const SCROLLED_ROWS_MAX = 7

/** Pages that don't fit 80x24 in some state; at 60x20, drawings that would be cut off, and pages that are scrolled far. */
export function fitFindings({ course }: Subject): readonly Finding[] {
  if (course === null) return []
  const faults = contentProblems(course).map(
    (problem): Finding => ({ level: 'fault', kind: 'content', ...problem }),
  )
  const cut = course.lessons.flatMap(({ pages, file }) =>
    pages.flatMap(({ passages }) =>
      passages
        .flatMap(passage => wideLines(passage, SMALL.columns, file))
        .filter(({ line }) => !faults.some(known => known.file === file && known.line === line))
        .map(({ line, message }) => fault('cut-off', file, line, `at 60x20 it is cut off: ${message}`)),
    ),
  )
  const scrolled = course.lessons.flatMap(({ pages, file }) =>
    pages.flatMap((page, place) => {
      const above = settledRows(pages, place, SMALL.columns)
      const over = above + pageRows(page, SMALL.columns) - SMALL.rows
      if (over <= SCROLLED_ROWS_MAX) return []
      const title = excerpt(proseText(page.title))
      const message = `at 60x20 the page «${title}» has to be scrolled by ${over} rows: shorten or split it`
      return [hint('scrolled', file, page.line, message)]
    }),
  )
  return [...faults, ...cut, ...scrolled]
}
