import { items } from '../model/sequence.ts'
import type { Micros } from '../model/time.ts'
import { staleAnswers } from './ledger.ts'
import type { LabHappening, Moment } from './moment.ts'
import { isNotable } from './notable.ts'
import { advance, backTo, forwardTo, type Run, rewind } from './run.ts'

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
 * answer from old data, a stop.
 */
export function jumpForward(run: Run): Run {
  return forwardTo(run, (happening, moment) => isTurn(happening) || answersStale(happening, moment))
}

/** Back to such a happening before this one. */
export function jumpBack(run: Run): Run {
  return backTo(run, happening => isTurn(happening) || answersStale(happening, run.moment))
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
