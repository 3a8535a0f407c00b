import {
  type AppState,
  bodyRows,
  dueQuestion,
  lessonById,
  noticeOf,
  type RecallScreen,
  textColumns,
} from '../../app/app.ts'
import { layoutPage, layoutQuestion, optionLines } from '../../course/course.ts'
import { type Line, span } from '../../terminal/text.ts'
import { framed, type View } from './view.ts'
import { window } from './window.ts'

/** A question from before: asked again, and explained at once. */
export function recallView(state: AppState, screen: RecallScreen): View {
  const { size, course } = state
  const width = textColumns(size)
  const due = screen.due[screen.place]
  const question = due ? dueQuestion(course, due) : null
  const lesson = due ? lessonById(course, due.lesson) : undefined
  const open = screen.question.kind === 'unanswered'
  const options = question && open ? optionLines(question.quiz, width) : []
  const { body, foot } = question?.page
    ? layoutPage(question.page, width, screen.question)
    : { body: question ? layoutQuestion(question.quiz, width, screen.question) : [], foot: [] }
  const menu = screen.focus && options.length > 0
  const still = menu ? [] : options.flatMap(lines => lines.map((line): Line => [span('  '), ...line]))
  const lines = [...body, ...still]
  const room = bodyRows(size) - foot.length - (menu ? options.flat().length : 0)
  return framed(size, {
    left: 'From before',
    right: `${lesson ? `lesson ${lesson.number} · ` : ''}${screen.place + 1} of ${screen.due.length}`,
    state,
    ...window(lines, room, menu ? lines.length : screen.scroll),
    menu: menu ? { id: `recall ${screen.place} ${due?.block ?? ''}`, options } : null,
    foot,
    notice: noticeOf(state),
  })
}
