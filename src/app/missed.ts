import { type Course, isQuestion, proseText, type Question, rightOption } from '../course/course.ts'
import {
  FALLACY_IDS,
  MISCONCEPTION_IDS,
  type Misconception,
  misconceptions,
} from '../model/misconceptions.ts'
import { checkItem, type EpochMs, lessonProgress, type Progress, SKIPPED } from '../progress/progress.ts'

/** A misconception that was met in an answer: what it says, and in plain words what became of it. */
export interface Missed {
  readonly id: Misconception
  /** As a believer would say it. */
  readonly says: string
  /** The answer that showed it, the last one where there are several, in the option's own words. */
  readonly answer: string
  /** The heading of its page; null in the check after the course. */
  readonly page: string | null
  readonly story: string
  /** Whether the newest answer about it was right. */
  readonly isOver: boolean
}

/** An answer as it bears on a misconception: the question offered it, and it was taken or not. */
interface Event {
  readonly id: Misconception
  readonly taken: boolean
  readonly when: EpochMs
  /** The number of the lesson; null for the check after the course. */
  readonly lesson: number | null
  /** What was answered, in the option's words, and the heading of the page. */
  readonly answer: string
  readonly page: string | null
}

/** Every misconception that somebody fell for at least once, in the order of the table. */
export function missedIn(course: Course, progress: Progress): readonly Missed[] {
  const events = [...lessonEvents(course, progress), ...checkEvents(course, progress)]
  return [...MISCONCEPTION_IDS, ...FALLACY_IDS].flatMap(id => {
    const own = events.filter(event => event.id === id).sort((a, b) => a.when - b.when)
    const miss = own.findLast(({ taken }) => taken)
    if (miss === undefined) return []
    const { answer, page } = miss
    const isOver = own.at(-1)?.taken === false
    return [{ id, says: misconceptions[id], answer, page, story: storyOf(own), isOver }]
  })
}

/** «missed twice, then right in lesson 3.» */
function storyOf(events: readonly Event[]): string {
  const misses = events.filter(({ taken }) => taken)
  const last = events.findLastIndex(({ taken }) => taken)
  const rights = events.slice(last + 1)
  const times =
    misses.length === 1
      ? 'missed once'
      : misses.length === 2
        ? 'missed twice'
        : `missed ${misses.length} times`
  const [first] = rights
  if (first === undefined)
    return `${times}, ${misses.length === 1 ? '' : 'the last time '}${placeOf(misses.at(-1))}.`
  return `${times}, then right ${placeOf(first)}.`
}

function placeOf(event: Event | undefined): string {
  return event?.lesson == null ? 'in the check after the course' : `in lesson ${event.lesson}`
}

function lessonEvents(course: Course, progress: Progress): readonly Event[] {
  return course.lessons.flatMap(({ id, number, pages }) => {
    const { answers, predictions } = lessonProgress(progress, id)
    return pages.flatMap(({ title, block }): readonly Event[] => {
      const where = { lesson: number, page: proseText(title) }
      if (!isQuestion(block)) return []
      if (block.kind === 'quiz') {
        const given = Object.hasOwn(answers, block.id) ? (answers[block.id] ?? []) : []
        return given.flatMap(({ option, when }) => eventsOf(block, option, when, where))
      }
      const prediction = Object.hasOwn(predictions, block.id) ? predictions[block.id] : undefined
      if (prediction === undefined || prediction.option === SKIPPED) return []
      const place = block.options.findIndex(option => option.id === prediction.option)
      return eventsOf(block, place, prediction.when, where)
    })
  })
}

/** The check after counts once it is over; what was thought before the course is not told as a miss. */
function checkEvents({ check }: Course, progress: Progress): readonly Event[] {
  if (progress.check.over === null) return []
  return check.flatMap(({ id, forms }) => {
    const { after } = checkItem(progress, id)
    return after === null || after.option === null
      ? []
      : eventsOf(forms[after.form], after.option, after.when, { lesson: null, page: null })
  })
}

/** What an answer says about each misconception among the options: taken, or, by the right one, seen through. */
function eventsOf(
  question: Question,
  chosen: number,
  when: EpochMs,
  where: Pick<Event, 'lesson' | 'page'>,
): readonly Event[] {
  const { options } = question
  const right = chosen === rightOption(question)
  const answer = proseText(options[chosen]?.text ?? [])
  return [...new Set(options.flatMap(({ misconception }) => misconception ?? []))].flatMap(id => {
    const taken = options[chosen]?.misconception === id
    return taken || right ? [{ id, taken, when, answer, ...where }] : []
  })
}
