import {
  type AppState,
  bodyRows,
  type CheckScreen,
  checkQuiz,
  entryAt,
  gainOf,
  goneBefore,
  lessonById,
  noticeOf,
  openAfter,
  openBefore,
  textColumns,
} from '../../app/app.ts'
import { layoutQuestion, optionLines, proseText, type Quiz } from '../../course/course.ts'
import { checkItem } from '../../progress/progress.ts'
import { type Line, pad, type Role, span, wrap } from '../../terminal/text.ts'
import { framed, type View } from './view.ts'
import { window } from './window.ts'

/** The check: a question, or what is kept, or what it showed. */
export function checkView(state: AppState, screen: CheckScreen): View {
  const quiz = checkQuiz(state, screen)
  if (screen.phase === 'end' || quiz === null) return endView(state, screen)
  return screen.phase === 'told' ? toldView(state, screen, quiz) : askView(state, screen, quiz)
}

function askView(state: AppState, screen: CheckScreen, quiz: Quiz): View {
  const { size, course } = state
  const width = textColumns(size)
  const lesson = screen.lesson === null ? undefined : lessonById(course, screen.lesson)
  const entry = entryAt(state, screen)
  const ask = [...layoutQuestion(quiz, width, { kind: 'unanswered' }), []]
  const options = [
    ...optionLines(quiz, width).slice(0, -1),
    [[span(lesson ? 'Skip it, and on to the lesson' : 'Skip this one', 'quiet')]],
  ]
  const answered = entry !== null && entry.option !== null
  const shown = answered ? keptLines(options, entry.option) : screen.focus ? [] : still(options)
  const foot = answered ? [] : wrap([span(screen.focus ? footWords(state, screen) : LEAVES, 'quiet')], width)
  const taken = ask.length + options.flat().length + foot.length
  return framed(size, {
    left: lesson ? `${lesson.number} ${lesson.title}` : sittingTitle(screen),
    right: lesson ? 'one question first' : `question ${screen.place + 1} of ${screen.items.length}`,
    state,
    body: [...ask, ...shown],
    menu: screen.focus ? { id: `check ${quiz.id}`, options } : null,
    foot: taken <= bodyRows(size) ? foot : [],
    notice: noticeOf(state),
  })
}

/** Esc has led out of the options: what it does next. */
const LEAVES = 'Esc again leads to the map. What you have answered is kept, and this one stays open.'

function sittingTitle({ sitting }: CheckScreen): string {
  return sitting === 'before' ? 'What do you know already?' : 'What do you know now?'
}

function footWords({ course, progress }: AppState, { sitting, lesson, place }: CheckScreen): string {
  if (lesson !== null) return 'You left this one out in the check. Skipped now, it is not asked again.'
  if (sitting === 'after') return 'What is right is told behind the last question.'
  const gone = place === 0 ? goneBefore(course, progress) : 0
  const fewer = gone > 0 ? ` ${gone} not asked, since you have begun their lessons.` : ''
  return `Nobody expects you to know. What is right is told after the course.${fewer}`
}

/** The options as they stand while the keys are not theirs. */
function still(options: readonly (readonly Line[])[]): Line[] {
  return options.flatMap(lines => lines.map((line): Line => [span('  '), ...line]))
}

/** What was answered before, and nothing about whether it was right. */
function keptLines(options: readonly (readonly Line[])[], chosen: number | null): Line[] {
  const lines = options
    .slice(0, -1)
    .flatMap((option, place) =>
      option.map(
        (line, row): Line => [
          span(place === chosen && row === 0 ? '> ' : '  ', 'focus'),
          ...line,
          ...(place === chosen && row === option.length - 1 ? [span(' (your answer)', 'quiet')] : []),
        ],
      ),
    )
  return [...lines, [], [span('Your answer is kept.', 'focus')]]
}

function endView(state: AppState, screen: CheckScreen): View {
  const { size, progress } = state
  const over = screen.sitting === 'after' && progress.check.over !== null
  return framed(size, {
    left: over ? 'What the check showed' : sittingTitle(screen),
    right: '',
    state,
    body: over ? resultLines(state) : keptWords(state, screen),
    notice: noticeOf(state),
  })
}

function keptWords({ course, progress, size }: AppState, { sitting }: CheckScreen): Line[] {
  const entries = course.check.map(({ id }) => checkItem(progress, id)[sitting])
  const answered = entries.filter(entry => entry !== null && entry.option !== null).length
  const left = entries.filter(entry => entry !== null && entry.option === null).length
  const askable = sitting === 'before' ? openBefore(course, progress) : openAfter(course, progress)
  const open = askable.length
  const gone = sitting === 'before' ? goneBefore(course, progress) : 0
  const counts = [
    `${answered} answered`,
    ...(left > 0 ? [`${left} left out`] : []),
    ...(open > 0 ? [`${open} still open`] : []),
    ...(gone > 0 ? [`${gone} not asked, since you have begun their lessons`] : []),
  ]
  const then =
    sitting === 'before'
      ? 'What is right is told after the course, when the same things are asked again in other stories. Of what you left out, each lesson asks one question again as it opens.'
      : 'What is right is told once every question is answered or left out. The map leads back here.'
  const width = textColumns(size)
  return [
    ...wrap([span('✓ ', 'good'), span(`Kept: ${counts.join(', ')}.`, 'text', true)], textColumns(size), 2),
    [],
    ...wrap([span(then)], width),
    [],
    [span('Enter leads to the map.', 'quiet')],
  ]
}

function resultLines(state: AppState): Line[] {
  const { course, progress, size } = state
  const width = textColumns(size)
  const gain = gainOf(course, progress)
  const after = course.check.map(({ id }) => checkItem(progress, id).after)
  const answered = after.filter(entry => entry !== null && entry.option !== null)
  const right = answered.filter(entry => entry?.right).length
  if (gain === null || gain.pairs === 0) {
    const words = `${right} of ${answered.length} right. There is nothing to compare that with: none of these was answered before the course.`
    return [...wrap([span(words)], width), [], ...wrap([span(ONE_BY_ONE, 'quiet')], width)]
  }
  const words = `${gain.pairs === 1 ? 'The one question counts' : `The ${gain.pairs} questions count`} that you answered both times, each in two stories. Which story came first was drawn by lot.`
  return [
    scoreLine('Before the course', gain.before, gain.pairs, width, 'quiet'),
    scoreLine('After the course', gain.after, gain.pairs, width, 'good'),
    [],
    ...wrap([span(words)], width),
    [],
    ...wrap([span(ONE_BY_ONE, 'quiet')], width),
  ]
}

const ONE_BY_ONE = 'Enter goes through them one by one, with what is right and why.'

/** A score as a bar and in figures. */
export function scoreLine(label: string, score: number, of: number, width: number, role: Role): Line {
  const columns = Math.max(4, Math.min(36, width - 34))
  const filled = of === 0 ? 0 : Math.round((columns * score) / of)
  return [
    span(pad(label, 20)),
    span('█'.repeat(filled), role),
    span('░'.repeat(columns - filled), 'quiet'),
    span(`  ${score} of ${of} right`),
  ]
}

function toldView(state: AppState, screen: CheckScreen, quiz: Quiz): View {
  const { size, course, progress } = state
  const width = textColumns(size)
  const id = screen.items[screen.place] ?? ''
  const { after } = checkItem(progress, id)
  const option = after?.option ?? null
  const lines = [
    ...layoutQuestion(quiz, width, option === null ? { kind: 'skipped' } : { kind: 'answered', option }),
    [],
    ...wrap(beforeWords(state, id), width),
  ]
  const lesson = lessonById(course, course.check.find(item => item.id === id)?.lesson ?? '')
  return framed(size, {
    left: 'What the check showed',
    right: `${lesson ? `lesson ${lesson.number} · ` : ''}${screen.place + 1} of ${screen.items.length}`,
    state,
    ...window(lines, bodyRows(size), screen.scroll),
    notice: null,
  })
}

/** What was answered before the course, when it was asked in the other form. */
function beforeWords({ course, progress }: AppState, id: string): Line {
  const { before } = checkItem(progress, id)
  if (before === null || before.option === null) return [span('Before the course: not answered.', 'quiet')]
  if (before.right) return [span('Before the course: ', 'quiet'), span('✓ right.', 'good')]
  const quiz = course.check.find(item => item.id === id)?.forms[before.form]
  const text = quiz?.options[before.option]?.text
  return [
    span('Before the course: ', 'quiet'),
    span('✗ ', 'bad'),
    span(`“${text ? proseText(text) : ''}”`, 'quiet'),
  ]
}
