import { checkItem, missedItems, practiceLevel } from '../progress/progress.ts'
import { checkMinutes, gainOf, isAfterOffered, openAfter, openBefore } from './check.ts'
import { openCheck, openResults } from './check-update.ts'
import { openLearned } from './learned-update.ts'
import { openMemory } from './memory-screen.ts'
import { beginPractice } from './practice.ts'
import { RECALL_AFTER_MS } from './recall.ts'
import { dueNow, openRecall } from './recall-update.ts'
import type { AppEvent, AppState } from './state.ts'

/** A line of the course map beside the lessons: something to do that is never in the way of them. */
export interface MapLine {
  readonly text: string
  /** A word more, where there is room for it. */
  readonly more: string
  /** How much there is of it, or how long it takes. */
  readonly right: string
  readonly open: (state: AppState, event: AppEvent) => AppState
}

/** What the map offers beside the lessons, in the order of its lines. */
export function mapLines(state: AppState): readonly MapLine[] {
  return [
    ...checkLines(state),
    ...recallLines(state),
    ...memoryLines(state),
    practiceLine(state),
    ...learnedLines(state),
  ]
}

function checkLines(state: AppState): MapLine[] {
  const { course, progress } = state
  const gain = gainOf(course, progress)
  if (gain !== null) {
    const right = gain.pairs === 0 ? '' : `${gain.before}, then ${gain.after} of ${gain.pairs}`
    return [{ text: 'What the check showed', more: '', right, open: openResults }]
  }
  if (isAfterOffered(course, progress)) {
    const open = openAfter(course, progress).length
    const more = open < course.check.length ? 'Begun.' : ''
    return [
      {
        text: 'What do you know now?',
        more,
        right: questions(open, course.check.length),
        open: (now, event) => openCheck(now, 'after', event),
      },
    ]
  }
  const open = openBefore(course, progress).length
  const answered = course.check.filter(({ id }) => checkItem(progress, id).before?.option != null).length
  if (open === 0) return []
  const all = course.check.length
  const about = open < all ? 'Lessons to come.' : 'Never needed.'
  const more = progress.check.begun === null ? about : `${answered} answered.`
  return [
    {
      text: 'What do you know already?',
      more,
      // Those of a lesson that was begun have gone: a count of how many of all would read like answers lost.
      right: questions(open, open),
      open: (now, event) => openCheck(now, 'before', event),
    },
  ]
}

function recallLines(state: AppState): MapLine[] {
  const due = dueNow(state).length
  if (due === 0) return []
  const text = due === 1 ? '1 question from before' : `${due} questions from before`
  return [{ text, more: '', right: minutes(due), open: openRecall }]
}

/** Lists of which something was missing when they were last said from memory, a day ago or more. */
function memoryLines({ course, progress, opened }: AppState): MapLine[] {
  const [wait = 0] = RECALL_AFTER_MS
  return course.lessons.flatMap(({ id: lesson, pages }) =>
    pages.flatMap(({ block }, page) => {
      if (block?.kind !== 'recall') return []
      const missed = missedItems(progress).filter(
        item => item.block === block.id && item.when + wait < opened,
      )
      if (missed.length === 0) return []
      const text = `All ${block.items.length} from memory`
      const more = missed.length === 1 ? 'One was missing.' : `${missed.length} were missing.`
      return [
        { text, more, right: '2 min', open: state => openMemory(state, lesson, page) } satisfies MapLine,
      ]
    }),
  )
}

function practiceLine({ progress }: AppState): MapLine {
  return {
    text: 'Practice',
    more: 'on new cases',
    right: `level ${practiceLevel(progress)} of 5`,
    open: beginPractice,
  }
}

function learnedLines({ progress }: AppState): MapLine[] {
  if (progress.last === null && progress.check.begun === null) return []
  return [{ text: 'What you have learned', more: '', right: '', open: openLearned }]
}

/** So many questions, of how many where some are behind one, and how long they take. */
function questions(count: number, all: number): string {
  const of = count < all ? `${count} of ${all}` : count
  return `${of} ${all === 1 ? 'question' : 'questions'}, ${minutes(count)}`
}

function minutes(count: number): string {
  return `${checkMinutes(count)} min`
}
