import type { WorkshopPlan } from '../../course/course.ts'
import { type Line, pad, span, wrap } from '../../terminal/text.ts'
import { pageWords } from '../tallies.ts'
import type { BoardState } from './state.ts'

/** What stands between the head of the board and its foot, which may be longer than there is room for. */
export interface Body {
  readonly lines: readonly Line[]
  /** The line with which it begins until somebody scrolls. */
  readonly from?: number
}

/** A plan, step by step: which one is due once its clock runs, and how far it has come. */
export function planBody(state: BoardState, width: number): Body {
  const { plans } = state.content.course.facilitation
  const plan = plans[Math.min(state.plan, plans.length - 1)]
  if (plan === undefined) return { lines: wrap([span('This course has no plans.', 'quiet')], width) }
  const minutes = state.planSince === null ? null : (state.now - state.planSince) / 60_000
  const due = minutes === null ? -1 : dueStep(plan, minutes)
  const told =
    minutes === null ? 's starts the clock' : `minute ${Math.floor(minutes) + 1} of ${plan.minutes}`
  const steps = plan.steps.map((_, place) => stepLines(state, plan, place, width, place === due))
  const title = [span(`${plan.minutes} minutes: ${plan.title}`, 'text', true), span(` · ${told}`, 'quiet')]
  const heading = [...wrap(title, width), []]
  // From the step before the one that is due, and from the top while that is the first.
  const before = steps.slice(0, Math.max(0, due - 1)).flat().length
  return { lines: [...heading, ...steps.flat()], from: before === 0 ? 0 : heading.length + before }
}

/** The step in which a minute falls; the last one when the time is over. */
function dueStep({ steps }: WorkshopPlan, minutes: number): number {
  let end = 0
  for (const [place, step] of steps.entries()) {
    end += step.minutes
    if (minutes < end) return place
  }
  return steps.length - 1
}

function stepLines(
  { content }: BoardState,
  { steps }: WorkshopPlan,
  place: number,
  width: number,
  due: boolean,
): readonly Line[] {
  const step = steps[place]
  if (step === undefined) return []
  const from = steps.slice(0, place).reduce((sum, { minutes }) => sum + minutes, 0)
  const time = pad(`${from}–${from + step.minutes}`, 7)
  const at = step.lesson === null || step.page === null ? null : { lesson: step.lesson, page: step.page }
  const page = at ? ` (${pageWords(content, at).split(' ')[0]})` : ''
  return wrap([span(step.do, due ? 'focus' : 'text'), span(page, 'quiet')], width - 10).map(
    (line, row): Line => [
      span(row === 0 && due ? '❯ ' : '  ', 'focus', true),
      span(row === 0 ? time : ' '.repeat(7), 'quiet'),
      span(' '),
      ...line,
    ],
  )
}
