import { assert, present } from '../model/assert.ts'
import type { NodeId, Policy } from '../model/cluster.ts'
import { append, at, type Sequence, sequence } from '../model/sequence.ts'
import type { Micros } from '../model/time.ts'
import { type Fault, nextDueAt, type Order, schedule } from '../sim/sim.ts'
import { configToBe, withChoice, withPolicy } from './config.ts'
import { firstMoment, type LabHappening, type Moment } from './moment.ts'
import { nextMoment } from './next-moment.ts'
import type { Choice, Scenario, Stop } from './scenario.ts'

/** Something that a person did in a run: a choice at a stop, going on from one, breaking or mending by hand, asking. */
export type Deed =
  | { readonly type: 'choose'; readonly stop: string; readonly choice: string }
  | { readonly type: 'go-on'; readonly stop: string }
  | { readonly type: 'fault'; readonly fault: Fault }
  | { readonly type: 'order'; readonly client: NodeId; readonly order: Order }
  /** The policy for a key, or for the whole cluster. */
  | { readonly type: 'policy'; readonly policy: Policy; readonly key: string | null }

/** A deed in its place: after `position` happenings, at a virtual time. */
export interface Act {
  readonly position: number
  readonly at: Micros
  readonly deed: Deed
}

/** A learner's choice at a virtual time. */
export interface Decision {
  readonly at: Micros
  readonly choice: string
}

/**
 * A scenario being run, as a value. `moment` is where it is now; `acts` is all that was done to it, also later than now
 * when it was stepped back: going forward again does the same again, until something else is done.
 */
export interface Run {
  readonly scenario: Scenario
  readonly seed: number
  readonly moment: Moment
  /** The time shown: between the last happening and the next. */
  readonly now: Micros
  readonly acts: readonly Act[]
  /** How many of the acts are behind the moment. */
  readonly acted: number
  readonly checkpoints: Sequence<Moment & { readonly acted: number }>
}

/** Every so many happenings a moment is kept: going back starts from there, at most this many steps away. */
const CHECKPOINT_EVERY = 128

export function startRun(scenario: Scenario, seed: number): Run {
  const moment = firstMoment(scenario, seed)
  const checkpoints = append(sequence<Moment & { acted: number }>(), { ...moment, acted: 0 })
  return { scenario, seed, moment, now: 0, acts: [], acted: 0, checkpoints }
}

/** How many things have happened. */
export function position(run: Run): number {
  return run.moment.happenings.length
}

/** The stop at which the run stands, if it does. */
export function stopOf(run: Run): Stop | undefined {
  return run.scenario.stops.find(stop => stop.id === run.moment.standsAt)
}

/** Lets virtual time pass, up to the next stop or the end. */
export function advance(run: Run, elapsedUs: Micros): Run {
  const target = run.now + Math.max(0, Math.round(elapsedUs))
  let next = redo(run, target)
  while (canGoOn(next) && (nextDueAt(next.moment.world) ?? target + 1) <= target)
    next = redo(happen(next), target)
  return canGoOn(next) ? { ...next, now: target } : next
}

/** Goes on to the next happening of that kind, up to a stop or the end; the same run where nothing more happens. */
export function forwardTo(run: Run, isIt: (happening: LabHappening, moment: Moment) => boolean): Run {
  let next = redo(run)
  const before = position(next)
  while (canGoOn(next)) {
    next = happen(next)
    const last = at(next.moment.happenings, -1)
    // A stop holds again, with what was chosen there still ahead.
    if (next.moment.standsAt !== null || (last && isIt(last, next.moment))) break
    next = redo(next)
  }
  return position(next) > before ? next : run
}

/** Goes back to the happening of that kind, or the stop, before this one; to the beginning if there is none. */
export function backTo(run: Run, isIt: (happening: LabHappening) => boolean): Run {
  const stops = new Set(
    run.acts.flatMap(({ deed, position }) =>
      deed.type === 'choose' || deed.type === 'go-on' ? [position] : [],
    ),
  )
  let target = position(run) - 1
  while (target > 0) {
    const happening = at(run.moment.happenings, target - 1)
    if (stops.has(target) || (happening && isIt(happening))) break
    target -= 1
  }
  return rewind(run, Math.max(0, target))
}

/** The same run at an earlier position, before anything that was done there. */
export function rewind(run: Run, target: number): Run {
  assert(target >= 0 && target <= position(run), `rewind to ${target} of ${position(run)}`)
  let count = run.checkpoints.length
  while (count > 1 && present(at(run.checkpoints, count - 1), 'checkpoint').happenings.length > target)
    count -= 1
  const { acted, ...moment } = present(at(run.checkpoints, count - 1), 'checkpoint')
  const checkpoints = { ...run.checkpoints, length: count }
  let next: Run = { ...run, moment, acted, now: moment.world.now, checkpoints }
  while (position(next) < target) next = happen(redo(next), run.moment)
  return next
}

/** Does something in the run, here and now. What was done later than now, before stepping back, is given up. */
export function act(run: Run, deed: Deed): Run {
  const acts = [...run.acts.slice(0, run.acted), { position: position(run), at: run.now, deed }]
  return redo({ ...run, acts })
}

/**
 * Chooses at the stop where the run stands. Null where it stands at none, or has no such choice. What was chosen there
 * before, chosen again, is the same run: all that was done after it is still ahead.
 */
export function decide(run: Run, choice: string): Run | null {
  const stop = stopOf(run)
  if (!stop?.choice?.options.some(option => option.id === choice)) return null
  return aheadAt(run) === choice ? redo(run) : act(run, { type: 'choose', stop: stop.id, choice })
}

/** What was chosen before at the stop where the run stands, after it was stepped back; null where nothing was. */
export function aheadAt(run: Run): string | null {
  const next = run.acts.slice(run.acted).find(({ deed }) => deed.type === 'choose')
  const here = stopOf(run)?.id
  return next?.deed.type === 'choose' && next.deed.stop === here && next.position === position(run)
    ? next.deed.choice
    : null
}

/** Goes on from a stop that asks nothing. */
export function goOn(run: Run): Run {
  const stop = stopOf(run)
  if (!stop || stop.choice !== null) return run
  const again = run.acts[run.acted]
  const known = again?.deed.type === 'go-on' && again.position === position(run)
  return known ? redo(run) : act(run, { type: 'go-on', stop: stop.id })
}

/** The same moment, the other choice: a new run that is the given one up to its decision at a stop. */
export function fork(run: Run, stop: string, choice: string): Run | null {
  const place = run.acts.findIndex(({ deed }) => deed.type === 'choose' && deed.stop === stop)
  const decided = run.acts[place]
  if (!decided || decided.position > position(run)) return null
  // What was done at the stop before choosing belongs to both futures.
  const before = redo({ ...rewind(run, decided.position), acts: run.acts.slice(0, place) })
  return decide(before, choice)
}

/** The run as if the last thing done by hand had not been done, at the moment when it was; null where nothing was. */
export function undo(run: Run): Run | null {
  const place = run.acts.findLastIndex(({ deed }, index) => index < run.acted && deed.type !== 'choose')
  const last = run.acts[place]
  if (!last) return null
  const before = { ...rewind(run, last.position), acts: run.acts.slice(0, place) }
  return advance(before, Math.max(0, last.at - before.now))
}

/** What was chosen so far, in order. */
export function decisionsOf(run: Run): readonly Decision[] {
  return run.acts
    .slice(0, run.acted)
    .flatMap(({ at, deed }) => (deed.type === 'choose' ? [{ at, choice: deed.choice }] : []))
}

function canGoOn(run: Run): boolean {
  return !run.moment.ended && run.moment.standsAt === null
}

function happen(run: Run, later: Moment | null = null): Run {
  const moment = nextMoment(run.scenario, run.moment, later)
  const keep = moment.happenings.length % CHECKPOINT_EVERY === 0
  const checkpoints = keep ? append(run.checkpoints, { ...moment, acted: run.acted }) : run.checkpoints
  // Field by field: this is done for every happening, and a spread of a run costs as much as a message does.
  const { scenario, seed, acts, acted } = run
  return { scenario, seed, moment, now: moment.world.now, acts, acted, checkpoints }
}

/** Does what was done at this position, now or before the run was stepped back; not what was done after an instant. */
export function redo(run: Run, until: Micros = Number.MAX_SAFE_INTEGER): Run {
  let next = run
  for (
    let due = next.acts[next.acted];
    due !== undefined && due.position === position(next) && due.at <= until;
    due = next.acts[next.acted]
  )
    next = { ...next, moment: perform(next, due), acted: next.acted + 1, now: Math.max(next.now, due.at) }
  return next
}

function perform(run: Run, { at, deed }: Act): Moment {
  const { moment } = run
  const { world } = moment
  switch (deed.type) {
    case 'go-on':
      return { ...moment, standsAt: null }
    case 'fault':
      return { ...moment, world: schedule(world, at, { type: 'fault', fault: deed.fault }) }
    case 'order':
      return {
        ...moment,
        world: schedule(world, at, { type: 'order', node: deed.client, order: deed.order }),
      }
    case 'policy': {
      const config = withPolicy(configToBe(world, at), deed.policy, deed.key)
      return { ...moment, world: schedule(world, at, { type: 'config', config }) }
    }
    case 'choose':
      return {
        ...moment,
        standsAt: null,
        world: withChoice(world, at, choiceOf(run.scenario, deed.stop, deed.choice)),
      }
  }
}

function choiceOf(scenario: Scenario, stop: string, choice: string): Choice {
  const options = scenario.stops.find(({ id }) => id === stop)?.choice?.options
  return present(
    options?.find(({ id }) => id === choice),
    `a choice «${choice}» at «${stop}»`,
  )
}
