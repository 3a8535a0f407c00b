import type { WorkshopPlan } from '../../course/course.ts'
import { type Line, pad, span, wrap } from '../../terminal/text.ts'
import { pageWords } from '../tallies.ts'
import type { BoardState } from './state.ts'

/** A plan, step by step: which one is due once its clock runs, and how far it has come. */
export function planBody(state: BoardState, width: number, rows: number): readonly Line[] {
  const { plans } = state.content.course.facilitation
  const plan = plans[Math.min(state.plan, plans.length - 1)]
  if (plan === undefined) return wrap([span('This course has no plans.', 'quiet')], width)
  const minutes = state.planSince === null ? null : (state.now - state.planSince) / 60_000
  const due = minutes === null ? -1 : dueStep(plan, minutes)
  const told =
    minutes === null ? 's starts the clock' : `minute ${Math.floor(minutes) + 1} of ${plan.minutes}`
  const steps = plan.steps.map((_, place) => stepLines(state, plan, place, width, place === due))
  // As many as fit, from the one before that which is due.
  let from = Math.max(0, due - 1)
  while (from > 0 && steps.slice(from - 1).flat().length <= rows - 2) from -= 1
  return [
    ...wrap([span(`${plan.minutes} minutes: ${plan.title} `, 'text', true), span(told, 'quiet')], width),
    [],
    ...steps.slice(from).flat(),
  ]
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
