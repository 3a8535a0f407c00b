import { append, beginning, type Sequence } from '../model/sequence.ts'
import { advanceWorld, storeStep } from '../sim/sim.ts'
import type { LabHappening, Moment, Told } from './moment.ts'
import type { Scenario } from './scenario.ts'
import { stopReached } from './stops.ts'
import { END_MARK } from './world.ts'

/**
 * The moment after the next thing has happened; the same one where nothing can. Where a later moment of the same run is
 * known, what happens is in it already, and only the world is worked out again.
 */
export function nextMoment(scenario: Scenario, moment: Moment, later: Moment | null = null): Moment {
  if (moment.ended || moment.standsAt !== null) return moment
  const advanced = advanceWorld(moment.world, storeStep)
  if (advanced === null) return { ...moment, ended: true }
  const [world, happening] = advanced
  const happenings = later
    ? beginning(later.happenings, moment.happenings.length + 1)
    : append(moment.happenings, happening)
  const told = later
    ? beginning(later.told, moment.told.length + happening.reports.length)
    : withReports(moment.told, happening)
  const ended = happening.action.type === 'mark' && happening.action.mark === END_MARK
  // Field by field: this is done for every happening, and V8 is many times slower at a field behind a spread that has it.
  const after: Moment = { world, happenings, told, reached: moment.reached, standsAt: null, ended }
  const stop = ended ? undefined : stopReached(scenario, after, happening)
  return stop ? { ...after, reached: [...moment.reached, stop.id], standsAt: stop.id } : after
}

function withReports(before: Sequence<Told>, { at, reports }: LabHappening): Sequence<Told> {
  let told = before
  for (const { op, client, event, basis, effect } of reports)
    told = append(told, { event: { ...event, time: at }, op, client, basis, effect })
  return told
}
