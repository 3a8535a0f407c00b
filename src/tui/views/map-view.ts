import { type AppState, bodyRows, lessonById, type MapScreen, textColumns } from '../../app/app.ts'
import type { Lesson } from '../../course/course.ts'
import { lessonProgress, type Progress } from '../../progress/progress.ts'
import { clip, type Line, pad, span, wrap } from '../../terminal/text.ts'
import { framed, type View } from './view.ts'

/** The course at a glance: each lesson with what is done of it and how long it takes, and the way on. */
export function mapView(state: AppState, screen: MapScreen): View {
  const { course, progress, size } = state
  const width = textColumns(size)
  const done = course.lessons.filter(lesson => isDone(progress, lesson)).length
  const minutes = course.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0)
  const top = [...intro(state, width), []]
  const rows = rowsEach(state, top.length)
  const lessons = course.lessons.flatMap((lesson, index) =>
    lessonLines(progress, lesson, index === screen.selected, width).slice(0, rows),
  )
  return framed(size, {
    left: `netsplit · ${course.title}`,
    right: done === 0 ? `about ${minutes} minutes` : `${done} of ${course.lessons.length} done`,
    state,
    body: [...top, ...lessons, ...(rows > 1 ? way(state, screen) : [])].slice(0, bodyRows(size)),
    notice: state.notice,
  })
}

/** The rows that each lesson can have: its line, what it is about, and a blank one between. */
function rowsEach({ course, size }: AppState, taken: number): number {
  return Math.max(1, Math.min(3, Math.floor((bodyRows(size) - taken) / course.lessons.length)))
}

function intro(state: AppState, width: number): Line[] {
  const { course, progress, screen } = state
  const selected = screen.type === 'map' ? course.lessons[screen.selected] : undefined
  return wrap([span(introWords(course.lessons, progress, selected))], width)
}

function introWords(lessons: readonly Lesson[], progress: Progress, selected: Lesson | undefined): string {
  if (progress.last === null) return 'Six lessons, and a live cluster that you break yourself. Press Enter.'
  if (lessons.every(lesson => isDone(progress, lesson)))
    return 'All lessons done. Each of them, and each lab, can be opened again.'
  if (!selected || isDone(progress, selected)) return 'Choose a lesson, and press Enter.'
  const { stopped } = lessonProgress(progress, selected.id)
  return stopped && stopped.page > 0
    ? 'Press Enter to go on where you stopped.'
    : `Next: «${selected.title}». Press Enter.`
}

function lessonLines(progress: Progress, lesson: Lesson, selected: boolean, width: number): Line[] {
  const cursor = span(selected ? '❯ ' : '  ', 'focus', selected)
  const state = stateOf(progress, lesson)
  const title = `${lesson.number} ${lesson.title}`
  const right = pad(state.words, 12, 'right')
  const titleWidth = width - 4 - 14 - 10
  const first: Line = [
    cursor,
    span(`${state.glyph} `, state.glyph === '✓' ? 'good' : 'quiet'),
    span(pad(title, titleWidth), selected ? 'focus' : 'text', selected),
    span(pad(`${lesson.minutes} min`, 10, 'right'), 'quiet'),
    span(`  ${right}`, state.glyph === '✓' ? 'good' : 'quiet'),
  ]
  const second: Line = [span(`      ${clip(lesson.summary, width - 6)}`, 'quiet')]
  return [first, second, []]
}

function stateOf(progress: Progress, lesson: Lesson): { glyph: string; words: string } {
  if (isDone(progress, lesson)) return { glyph: '✓', words: 'done' }
  const { stopped } = lessonProgress(progress, lesson.id)
  return stopped
    ? { glyph: '·', words: `page ${stopped.page + 1}/${lesson.pages.length}` }
    : { glyph: ' ', words: '' }
}

function isDone(progress: Progress, lesson: Lesson): boolean {
  return lessonProgress(progress, lesson.id).doneWhen !== null
}

/** Where Enter leads, in words, when that is into the middle of a lesson. */
function way({ course, progress }: AppState, { selected }: MapScreen): Line[] {
  const lesson = course.lessons[selected]
  if (!lesson || !lessonById(course, lesson.id)) return []
  const { stopped, doneWhen } = lessonProgress(progress, lesson.id)
  if (stopped === null || doneWhen !== null || stopped.page === 0) return []
  return [[], [span(`Enter goes on at page ${stopped.page + 1} of «${lesson.title}».`, 'quiet')]]
}
