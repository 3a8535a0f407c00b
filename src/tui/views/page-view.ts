import {
  type AppState,
  bodyRows,
  lessonById,
  outcomeOf,
  type PageScreen,
  pageById,
  textColumns,
} from '../../app/app.ts'
import { layoutPage, optionLines } from '../../course/course.ts'
import { scenarioRuns } from '../../progress/progress.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { framed, type MenuView, type View } from './view.ts'

/** One page of a lesson. Where it is longer than the terminal, a part of it, and a word on what is out of sight. */
export function pageView(state: AppState, screen: PageScreen): View {
  const { course, size } = state
  const lesson = lessonById(course, screen.lesson)
  const page = pageById(course, screen.lesson, screen.page)
  if (!lesson || !page)
    return framed(size, {
      left: '',
      right: '',
      state,
      body: [[span('This page is gone.')]],
      notice: null,
    })
  const width = textColumns(size)
  const { body, foot } = layoutPage(
    page,
    width,
    screen.question,
    outcomeOf(course, state.progress, screen.lesson, screen.page),
  )
  const options =
    page.block && page.block.kind !== 'lab' && screen.question.kind === 'unanswered'
      ? optionLines(page.block, width)
      : []
  const menu: MenuView | null =
    screen.focus && options.length > 0 ? { id: `${screen.lesson} ${screen.page}`, options } : null
  const still = menu ? [] : options.flatMap(lines => lines.map((line): Line => [span('  '), ...line]))
  const lines = [...body, ...still, ...labDone(state, screen)]
  const room = bodyRows(size) - foot.length - (menu ? options.flat().length : 0)
  // While the question has the keys it must be in sight, which is the end of the text.
  const shown = window(lines, room, menu ? lines.length : screen.scroll)
  return framed(size, {
    left: `${lesson.number} ${lesson.title}`,
    right: `page ${screen.page + 1}/${lesson.pages.length}`,
    state,
    body: shown,
    menu,
    foot,
    notice: state.notice,
  })
}

/** The part of a text that fits, with a word where more of it is out of sight. */
export function window(lines: readonly Line[], rows: number, scroll: number): readonly Line[] {
  if (lines.length <= rows) return lines
  const inner = Math.max(1, rows - 1)
  const top = Math.min(scroll, lines.length - inner)
  const left = lines.length - top - inner
  const words = left > 0 ? `↓ ${left} more ${left === 1 ? 'line' : 'lines'}` : '↑ the beginning is above'
  return [...lines.slice(top, top + inner), [span(words, 'quiet')]]
}

/** Beside the door into a lab: what was done in it before. */
function labDone(state: AppState, screen: PageScreen): Line[] {
  const block = pageById(state.course, screen.lesson, screen.page)?.block
  if (block?.kind !== 'lab') return []
  const runs = scenarioRuns(state.progress, block.scenario)
  const seen = [...new Set(runs.flatMap(({ decisions }) => decisions.map(({ choice }) => choice)))]
  const words: Line =
    runs.length === 0
      ? [span('Press Enter to open the cluster.', 'focus')]
      : [
          span('✓ ', 'good'),
          span(seen.length > 0 ? `Futures seen: ${seen.join(', ')}.` : 'You have been there.', 'quiet'),
        ]
  return [[], ...wrap(words, textColumns(state.size))]
}
