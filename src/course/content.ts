import { excerpt, type Problem } from '../model/problem.ts'
import { columns } from '../terminal/text.ts'
import { checkProblems } from './check-content.ts'
import { TEXT_COLUMNS_MAX } from './flow.ts'
import { pageRows } from './layout.ts'
import { doorBefore } from './played.ts'
import { optionLines } from './question.ts'
import { settledRows } from './settled.ts'
import { type Course, isQuestion, type Lesson, type Page, type Passage, proseText } from './types.ts'

/** The rows that a page's body has on a terminal of 80x24, beside the title, the rules and the line of keys. */
export const PAGE_ROWS = 18
const OPTION_ROWS_MAX = 2

/** What is wrong with a course that could be read: pages that don't fit, drawings too wide, lessons without sources. */
export function contentProblems(course: Course): Problem[] {
  const lessons = course.lessons.flatMap(lesson => [
    ...sourceProblems(lesson),
    ...lesson.pages.flatMap((page, place) =>
      pageProblems(page, settledRows(lesson.pages, place, TEXT_COLUMNS_MAX), lesson.file),
    ),
    ...playedProblems(lesson),
  ])
  return [...lessons, ...checkProblems(course.check)]
}

function sourceProblems(lesson: Lesson): Problem[] {
  if (lesson.pages.some(page => page.notes.length > 0)) return []
  const message = 'this lesson cites no source: add a footnote [^id] to what it claims'
  return [{ file: lesson.file, line: null, message }]
}

/** What is told of a run has a door before it, through which somebody makes that run. */
function playedProblems({ pages, file }: Lesson): Problem[] {
  return pages.flatMap(({ unplayed, line }, place) => {
    if (unplayed === null || doorBefore(pages, place) !== null) return []
    const message = '«played» tells of a run, and no lab, experiment, sweep or worlds stands before this page'
    return [{ file, line, message }]
  })
}

/** `above` are the rows in which the page tells how predictions came out. */
function pageProblems(page: Page, above: number, file: string): Problem[] {
  const problems: Problem[] = []
  const rows = above + pageRows(page, TEXT_COLUMNS_MAX)
  const title = excerpt(proseText(page.title))
  if (rows > PAGE_ROWS) {
    const message = `the page «${title}» takes up to ${rows} rows and ${PAGE_ROWS} fit: shorten or split it`
    problems.push({ file, line: page.line, message })
  }
  if (isQuestion(page.block))
    for (const [index, lines] of optionLines(page.block, TEXT_COLUMNS_MAX).entries())
      if (lines.length > OPTION_ROWS_MAX) {
        const message = `option ${index + 1} takes ${lines.length} lines and ${OPTION_ROWS_MAX} fit: shorten it`
        problems.push({ file, line: page.block.line, message })
      }
  return [...problems, ...page.passages.flatMap(passage => wideLines(passage, TEXT_COLUMNS_MAX, file))]
}

/** Drawings are shown as they are, so that they must fit; inside lists and quotes there is less room. */
export function wideLines(passage: Passage, width: number, file: string): Problem[] {
  switch (passage.kind) {
    case 'code':
      return passage.lines.flatMap((line, index) => {
        const message = `this line of a drawing is ${columns(line)} columns wide and ${width} fit`
        return columns(line) > width ? [{ file, line: passage.line + index, message }] : []
      })
    case 'quote':
      return passage.passages.flatMap(inner => wideLines(inner, width - 2, file))
    case 'list':
      return passage.items.flat().flatMap(inner => wideLines(inner, width - 2, file))
    default:
      return []
  }
}
