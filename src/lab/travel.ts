import { items } from '../model/sequence.ts'
import type { Micros } from '../model/time.ts'
import { staleAnswers } from './ledger-count.ts'
import type { LabHappening, Moment } from './moment.ts'
import { isNotable } from './notable.ts'
import { advance, backTo, forwardTo, position, type Run, rewind } from './run.ts'
import { brought, violationAt } from './violation.ts'

/** One step on: to the next happening that can be seen or told. */
export function stepForward(run: Run): Run {
  return forwardTo(run, isNotable)
}

/** One step back in time. */
export function stepBack(run: Run): Run {
  return backTo(run, isNotable)
}

/**
 * On to the next happening that changes the story: a cut, a crash or their mending, a decision, a refusal, silence, an
 * answer from old data, the answer with which the history went wrong, a stop.
 */
export function jumpForward(run: Run): Run {
  const there = forwardTo(run, (happening, moment) => isTurn(happening) || answersStale(happening, moment))
  const { moment, scenario } = there
  // Looked for once, between here and there, and not with every answer on the way.
  const wrong = violationAt(scenario, moment)
  if (wrong === null || wrong < run.moment.told.length) return there
  const between = items(moment.happenings, position(run))
  const place = position(run) + between.findIndex(happening => brought(moment, wrong, happening)) + 1
  return place === position(there) ? there : rewind(there, place)
}

/** Back to such a happening before this one. */
export function jumpBack(run: Run): Run {
  const { moment, scenario } = run
  const wrong = violationAt(scenario, moment)
  return backTo(
    run,
    happening =>
      isTurn(happening) ||
      answersStale(happening, moment) ||
      (wrong !== null && brought(moment, wrong, happening)),
  )
}

/** The same run at another virtual time, earlier or later; later only as far as the next stop. */
export function seek(run: Run, time: Micros): Run {
  if (time >= run.now) return advance(run, time - run.now)
  const happenings = items(run.moment.happenings)
  let target = happenings.length
  while (target > 0 && (happenings[target - 1]?.at ?? 0) > time) target -= 1
  const there = rewind(run, target)
  return there.now < time ? advance(there, time - there.now) : there
}

function isTurn({ action, reports }: LabHappening): boolean {
  if (action.type === 'fault' || action.type === 'config' || action.type === 'mark') return true
  return reports.some(({ event }) => event.type === 'fail' || event.type === 'info')
}

function answersStale({ reports }: LabHappening, moment: Moment): boolean {
  const answered = reports.filter(({ event }) => event.type === 'ok')
  if (answered.length === 0) return false
  const stale = staleAnswers(moment)
  return answered.some(({ op }) => stale.has(op))
}
