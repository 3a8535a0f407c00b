import {
  type AppState,
  type ExperimentScreen,
  type Future,
  heldIn,
  type LabScreen,
  willBeCut,
} from '../app/app.ts'
import {
  type PredictionAsked,
  position,
  predictionAsked,
  predictionsThatHeld,
  type Run,
  type Scenario,
} from '../lab/lab.ts'
import type { LessonProgress, Progress } from '../progress/progress.ts'
import type { RunTold, Stage, Telling, Where } from './events.ts'
import { at } from './stamp.ts'

/** What a session has to tell the room after its state has changed. Where nothing of it matters, nothing is made. */
export function tellings(before: AppState, after: AppState): readonly Telling[] {
  const told: Telling[] = []
  const { screen } = after
  if (before.screen !== screen && !isSamePlace(whereOf(before), whereOf(after)))
    told.push({ type: 'at', where: whereOf(after) })
  if (before.room !== after.room) told.push(...ofRoom(before, after))
  if (before.progress !== after.progress) told.push(...ofProgress(before.progress, after.progress))
  if (isCut(before) !== isCut(after)) told.push({ type: 'network', cut: isCut(after) })
  if (before.screen !== screen && stageOf(before) !== stageOf(after))
    told.push({ type: 'stage', stage: stageOf(after) })
  if (screen.type === 'lab' && before.screen !== screen)
    told.push(...ofLab(before.screen.type === 'lab' ? before.screen : null, screen))
  if (screen.type === 'experiment' && before.screen.type === 'experiment')
    told.push(...ofExperiment(before.screen, screen))
  return told
}

/** Whether the network of the cluster on the screen is cut, by whomever, or will be as it goes on. */
export function isCut({ screen }: AppState): boolean {
  return screen.type === 'lab' && !screen.run.moment.ended && willBeCut(screen.run)
}

/** How far the cluster on the screen is; null where there is none. */
export function stageOf({ screen }: AppState): Stage | null {
  if (screen.type !== 'lab') return null
  const { phase, run } = screen
  if (run.moment.ended) return 'end'
  if (run.moment.standsAt !== null) return `stop/${run.moment.standsAt}`
  if (phase !== 'predict') return 'running'
  return position(run) === 0 ? 'start' : 'question'
}

/** Where a learner is, as the room tells places apart. */
export function whereOf({ screen }: AppState): Where {
  const where: Where = { screen: screen.type, lesson: null, page: null, live: null }
  switch (screen.type) {
    case 'page':
      return { ...where, lesson: screen.lesson, page: screen.page }
    case 'lab':
      return { ...where, ...pageOf(screen.from), live: screen.run.scenario.id }
    case 'sweep':
      return { ...where, ...pageOf(screen.from), live: screen.scenario.id }
    case 'experiment':
      return { ...where, ...pageOf(screen.from), live: screen.experiment.id }
    case 'worlds':
    case 'memory':
      return { ...where, ...pageOf(screen.from) }
    default:
      return where
  }
}

function pageOf(from: LabScreen['from']): Pick<Where, 'lesson' | 'page'> {
  return from === null || 'type' in from ? { lesson: null, page: null } : from
}

function isSamePlace(a: Where, b: Where): boolean {
  return a.screen === b.screen && a.lesson === b.lesson && a.page === b.page && a.live === b.live
}

function ofRoom({ room: before }: AppState, { room }: AppState): readonly Telling[] {
  if (room === null) return []
  const told: Telling[] = []
  if (room.stuck !== (before?.stuck ?? false)) told.push({ type: 'stuck', stuck: room.stuck })
  if (room.vote && room.ballot !== null && room.ballot !== before?.ballot)
    told.push({ type: 'voted', round: room.vote.round, option: room.ballot })
  return told
}

/** What was predicted and answered on pages. A progress grows: what is new in it was done just now. */
function ofProgress(before: Progress, after: Progress): readonly Telling[] {
  return Object.entries(after.lessons).flatMap(([id, lesson]) => {
    const known = at(before.lessons, id)
    return known === lesson ? [] : [...predictedOn(known, lesson), ...answeredOn(known, lesson)]
  })
}

function predictedOn(
  before: LessonProgress | undefined,
  { predictions }: LessonProgress,
): readonly Telling[] {
  return Object.entries(predictions)
    .filter(([block, { option }]) => at(before?.predictions ?? {}, block)?.option !== option)
    .map(([block, { option }]) => ({ type: 'predicted', item: `page/${block}`, option }))
}

function answeredOn(before: LessonProgress | undefined, { answers }: LessonProgress): readonly Telling[] {
  return Object.entries(answers).flatMap(([block, given]): readonly Telling[] => {
    const known = at(before?.answers ?? {}, block)
    const first = given[0]
    if (known !== undefined || first === undefined) return []
    return [{ type: 'answered', item: `quiz/${block}`, option: String(first.option), right: first.right }]
  })
}

function ofLab(before: LabScreen | null, screen: LabScreen): readonly Telling[] {
  const { run } = screen
  const same = before?.run.scenario.id === run.scenario.id && before.run.seed === run.seed ? before : null
  const told: Telling[] = []
  if (same && same.predictions !== screen.predictions)
    for (const [asked, option] of screen.predictions)
      if (same.predictions.get(asked) !== option)
        told.push({ type: 'predicted', item: labItem(run.scenario, asked), option })
  // A run that was opened with its past in it has not been chosen here.
  if (same && same.run.acts !== run.acts) told.push(...chosenIn(same.run, run))
  if (same && same.futures !== screen.futures) {
    const news = screen.futures.filter(future => !same.futures.includes(future))
    told.push(...news.flatMap(future => endedAs(screen, future)))
  }
  return told
}

/** A scenario's question by its item: the one before the start, or the one behind a choice. */
function labItem(scenario: Scenario, asked: PredictionAsked): string {
  const base = `lab/${scenario.id}`
  if (scenario.prediction === asked) return base
  for (const { choice } of scenario.stops)
    for (const option of choice?.options ?? []) if (option.prediction === asked) return `${base}/${option.id}`
  return base
}

function chosenIn(before: Run, { scenario, acts }: Run): readonly Telling[] {
  return acts.flatMap((act, place): readonly Telling[] => {
    if (act.deed.type !== 'choose' || before.acts[place] === act) return []
    return [{ type: 'chose', scenario: scenario.id, stop: act.deed.stop, choice: act.deed.choice }]
  })
}

/** A run that has ended, and what held of that which was asked about it. */
function endedAs(screen: LabScreen, future: Future): readonly Telling[] {
  const ended: Telling = { type: 'ended', run: runTold(screen, future) }
  const { run, assessment } = future
  const asked = predictionAsked(run)
  if (asked === null) return [ended]
  const options = predictionsThatHeld(asked, assessment.facts).map(({ id }) => id)
  return [ended, { type: 'came', item: labItem(run.scenario, asked), options }]
}

function runTold(screen: LabScreen, { run, assessment }: Future): RunTold {
  const { ledger, verdict } = assessment
  const figures = Object.fromEntries(
    run.scenario.counts.map(key => {
      const figure = ledger[key]
      return [key, typeof figure === 'boolean' ? Number(figure) : figure]
    }),
  )
  const choices = run.acts.flatMap(({ deed }) => (deed.type === 'choose' ? [deed.choice] : []))
  const { scenario, seed } = run
  const held = heldIn(screen, { run, assessment })
  return { scenario: scenario.id, seed, choices, figures, verdict: verdict.result, held }
}

function ofExperiment(
  before: ExperimentScreen,
  { experiment, prediction, held }: ExperimentScreen,
): readonly Telling[] {
  const item = `experiment/${experiment.id}`
  const told: Telling[] = []
  if (prediction !== null && before.prediction !== prediction)
    told.push({ type: 'predicted', item, option: prediction })
  if (before.held !== held && held.length > 0) told.push({ type: 'came', item, options: held })
  return told
}
