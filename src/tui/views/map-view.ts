import {
  type AppState,
  bodyRows,
  lessonEnd,
  type MapLine,
  type MapScreen,
  mapLines,
  noticeOf,
  textColumns,
} from '../../app/app.ts'
import type { Lesson } from '../../course/course.ts'
import { lessonProgress, type Progress } from '../../progress/progress.ts'
import { clip, columns, type Line, pad, span, wrap } from '../../terminal/text.ts'
import { framed, type View } from './view.ts'

/** The course at a glance: each lesson with what is done of it and how long it takes, and the way on. */
export function mapView(state: AppState, screen: MapScreen): View {
  const { course, progress, size } = state
  const width = textColumns(size)
  const done = course.lessons.filter(lesson => isDone(progress, lesson)).length
  const minutes = course.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0)
  const top = [...intro(state, width), []]
  const lines = mapLines(state)
  const rows = rowsEach(state, top.length + lines.length)
  const lessons = course.lessons.flatMap((lesson, index) =>
    lessonLines(progress, lesson, index === screen.selected, width).slice(0, rows[index]),
  )
  const chosen = screen.selected - course.lessons.length
  const under = lines.map((line, index) => underLine(line, index === chosen, width))
  return framed(size, {
    left: `netsplit · ${course.title}`,
    right: done === 0 ? `about ${minutes} minutes` : `${done} of ${course.lessons.length} done`,
    state,
    body: [...top, ...spaced(lessons, under, bodyRows(size) - top.length)].slice(0, bodyRows(size)),
    notice: noticeOf(state) ?? endOf(state, screen),
  })
}

/** How many lessons that are done are told without what they are about, to make room for lines under them. */
const SHORT_MAX = 2

/**
 * The rows that each lesson can have, beside so many that are taken: its line, what it is about, and a blank one between.
 * Where one or two rows are missing, of which one keeps the lines under the lessons apart, lessons that are done have
 * theirs alone: another line to choose is no reason for all to close up.
 */
function rowsEach({ course: { lessons }, progress, size }: AppState, taken: number): readonly number[] {
  const free = bodyRows(size) - taken
  const missing = 2 * lessons.length + 1 - free
  const done = lessons.filter(lesson => isDone(progress, lesson))
  const short = done.slice(0, missing)
  if (missing > 0 && missing <= SHORT_MAX && short.length === missing)
    return lessons.map(lesson => (short.includes(lesson) ? 1 : 2))
  return lessons.map(() => Math.max(1, Math.min(3, Math.floor(free / lessons.length))))
}

/** The lessons, and the other lines under them: apart, where there is a row for that. */
function spaced(lessons: readonly Line[], under: readonly Line[], rows: number): readonly Line[] {
  const last = lessons.at(-1)
  const own = last?.length === 0 ? lessons.slice(0, -1) : lessons
  return own.length + under.length < rows ? [...own, [], ...under] : [...own, ...under]
}

function underLine({ text, more, right }: MapLine, selected: boolean, width: number): Line {
  const room = width - 4 - 24
  const whole = `  ${text} ${more}`
  return [
    span(selected ? '❯ ' : '  ', 'focus', selected),
    span(pad(columns(whole) > room ? `  ${text}` : whole, room), selected ? 'focus' : 'quiet', selected),
    span(pad(right, 26, 'right'), 'quiet'),
  ]
}

function intro(state: AppState, width: number): Line[] {
  const { course, progress, screen } = state
  const selected = screen.type === 'map' ? course.lessons[screen.selected] : undefined
  return wrap([span(introWords(course.lessons, progress, selected))], width)
}

/** What was learned in the lesson that led here; null where none did, or its end was passed by. */
export function endOf(
  { course, progress }: Pick<AppState, 'course' | 'progress'>,
  { ended }: MapScreen,
): string | null {
  const lesson = course.lessons.find(({ id }) => id === ended)
  return lesson ? lessonEnd(progress, lesson) : null
}

export function introWords(
  lessons: readonly Lesson[],
  progress: Progress,
  selected: Lesson | undefined,
): string {
  if (progress.last === null)
    return `${countOf(lessons.length)}, and a live cluster that you break yourself. Press Enter.`
  if (lessons.every(lesson => isDone(progress, lesson)))
    return 'All lessons done. Each of them, and each lab, can be opened again.'
  if (!selected || isDone(progress, selected)) return 'Choose a lesson, and press Enter.'
  const { stopped } = lessonProgress(progress, selected.id)
  return stopped && stopped.page > 0
    ? 'Press Enter to go on where you stopped.'
    : `${selected === nextOf(lessons, progress) ? 'Next: ' : ''}“${selected.title}”. Press Enter.`
}

/** The first lesson that is not done. */
function nextOf(lessons: readonly Lesson[], progress: Progress): Lesson | undefined {
  return lessons.find(lesson => !isDone(progress, lesson))
}

function countOf(lessons: number): string {
  const words = ['No lessons', 'One lesson', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']
  const word = words[lessons] ?? String(lessons)
  return lessons < 2 ? word : `${word} lessons`
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

export function stateOf(progress: Progress, lesson: Lesson): { glyph: string; words: string } {
  if (isDone(progress, lesson)) return { glyph: '✓', words: 'done' }
  const { stopped } = lessonProgress(progress, lesson.id)
  return stopped
    ? { glyph: '·', words: `page ${stopped.page + 1}/${lesson.pages.length}` }
    : { glyph: ' ', words: '' }
}

function isDone(progress: Progress, lesson: Lesson): boolean {
  return lessonProgress(progress, lesson.id).doneWhen !== null
}
