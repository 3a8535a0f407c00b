import {
  assess,
  atSpot,
  findWithVariants,
  type PredictionAsked,
  type Run,
  replayCode,
  type Scenario,
  spotOf,
  trustCode,
} from '../lab/lab.ts'
import type { KeptLab, KeptRun } from './bookmark-shape.ts'
import { keyAtFirst } from './lab-hand.ts'
import { labScreen } from './lab-screen.ts'
import { type AppState, type Earlier, type Future, type LabScreen, SPEEDS } from './state.ts'

/** More branches than these, and clusters that can be undone, are not kept: each costs a run to bring back. */
const BRANCHES_MAX = 8
const EARLIER_MAX = 3
const EARLIER_BRANCHES_MAX = 2

/** A lab as it is kept: its runs by their codes, each code once, and where in them they stand. */
export function keptLab(screen: LabScreen, from: KeptLab['from']): KeptLab {
  const { run, futures, branches, other, earlier, predictions, ...plain } = screen
  const codes: string[] = []
  const kept = (one: Run): KeptRun => {
    const code = replayCode(one)
    if (!codes.includes(code)) codes.push(code)
    const { position, acted, now } = spotOf(one)
    return [codes.indexOf(code), position, acted, now]
  }
  const asked = questionsOf(run.scenario)
  return {
    ...plain,
    from,
    run: kept(run),
    futures: futures.map(future => kept(future.run)),
    branches: branches.slice(-BRANCHES_MAX).map(kept),
    other: other && kept(other),
    earlier: earlier.slice(-EARLIER_MAX).map(before => ({
      ...before,
      run: kept(before.run),
      branches: before.branches.slice(-EARLIER_BRANCHES_MAX).map(kept),
    })),
    predictions: [...predictions].map(([question, option]) => [asked.indexOf(question), option]),
    codes,
  }
}

/** The lab that was kept; null where its run is none of this course any more. */
export function labAgain(state: AppState, kept: KeptLab, from: LabScreen['from']): LabScreen | null {
  const again = shelf(state, kept.codes)
  const run = again(kept.run)
  if (run === null) return null
  const { scenario } = run
  const others = kept.branches.flatMap(branch => again(branch) ?? [])
  const screen: LabScreen = {
    ...kept,
    ...labScreenOf(scenario, kept, from, run.seed),
    run,
    futures: kept.futures.flatMap(future => futureOf(again(future)) ?? []),
    branches: others,
    other: kept.other && again(kept.other),
    earlier: kept.earlier.flatMap(before => earlierOf(before, again) ?? []),
    predictions: new Map(kept.predictions.flatMap(one => predictionOf(scenario, one))),
  }
  return fitting(screen)
}

/** The run of a kept one's code, at its spot. Each code is read once: what has the same deeds has the same list of them. */
function shelf(state: AppState, codes: readonly string[]): (kept: KeptRun) => Run | null {
  const runs = new Map<number, Run | null>()
  return ([place, position, acted, now]) => {
    const known = runs.get(place)
    const run = known === undefined ? runOfCode(state, codes[place] ?? '') : known
    runs.set(place, run)
    return run && atSpot(run, { position, acted, now })
  }
}

function runOfCode({ scenarios }: AppState, code: string): Run | null {
  const read = trustCode(code, id => findWithVariants(id, known => scenarios.get(known)))
  return read.ok ? read.value : null
}

/** What a scenario has to say to what was kept: a client or a key that is not there any more is the first one again. */
function labScreenOf(
  scenario: Scenario,
  { client, shownKey, speed }: KeptLab,
  from: LabScreen['from'],
  seed: number,
): Pick<LabScreen, 'from' | 'client' | 'shownKey' | 'speed'> {
  const first = labScreen(scenario, from, seed)
  return {
    from,
    client: scenario.clients.some(({ id }) => id === client) ? client : first.client,
    shownKey: shownKey in scenario.keys ? shownKey : keyAtFirst(scenario),
    speed: speed in SPEEDS ? speed : first.speed,
  }
}

function futureOf(run: Run | null): Future | null {
  return run?.moment.ended ? { run, assessment: assess(run) } : null
}

function earlierOf(kept: KeptLab['earlier'][number], again: (kept: KeptRun) => Run | null): Earlier | null {
  const run = again(kept.run)
  return run && { ...kept, run, branches: kept.branches.flatMap(branch => again(branch) ?? []) }
}

/** Everything that can be asked about a scenario's runs, always in the same order. */
function questionsOf({ prediction, stops }: Scenario): readonly (PredictionAsked | null)[] {
  const later = stops.flatMap(({ choice }) => choice?.options.map(option => option.prediction ?? null) ?? [])
  return [prediction, ...later]
}

function predictionOf(
  scenario: Scenario,
  [place, option]: KeptLab['predictions'][number],
): [PredictionAsked, string][] {
  const asked = questionsOf(scenario)[place]
  return asked ? [[asked, option]] : []
}

/** The lab in a phase that there is something to show in: what is missing was not kept, or is no part of the course now. */
function fitting(screen: LabScreen): LabScreen {
  const { phase, run, futures, other } = screen
  const live: LabScreen = { ...screen, phase: 'live', focus: false, playing: false, other: null }
  if (phase === 'side' && other === null) return live
  if ((phase === 'verdict' || phase === 'compare') && !run.moment.ended) return live
  const judged = futures.length > (phase === 'compare' ? 1 : 0)
  return (phase === 'verdict' || phase === 'compare') && !judged ? live : screen
}
