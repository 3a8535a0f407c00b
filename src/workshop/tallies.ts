import { lessonById, type RoomPage, type RoomVote, type Turnout, type VoteResult } from '../app/app.ts'
import { type Course, isQuestion, proseText } from '../course/course.ts'
import type { Experiment } from '../experiment/experiment.ts'
import type { Scenario } from '../lab/lab.ts'
import { SKIPPED } from '../progress/progress.ts'
import type { RunTold } from './events.ts'
import { isHere, type RoomLearner } from './learner.ts'
import type { Room } from './room.ts'
import { at, compareStamps, type Stamp } from './stamp.ts'

/** What a room is told about: names of what its learners did are looked up here. */
export interface RoomContent {
  readonly course: Course
  readonly scenarios: ReadonlyMap<string, Scenario>
  readonly experiments: ReadonlyMap<string, Experiment>
}

/** Those with a connection that is open, by their ids, in the order of these. */
export function present({ learners }: Room): readonly RoomLearner[] {
  const ids = Object.keys(learners).sort((a, b) => (a < b ? -1 : 1))
  return ids.flatMap(id => learners[id] ?? []).filter(isHere)
}

export function stuckHere(room: Room): readonly RoomLearner[] {
  return present(room).filter(({ stuck }) => stuck?.value === true)
}

/** The lesson in which most are; null where nobody is in any. */
export function busiestLesson(room: Room): string | null {
  const counts = new Map<string, number>()
  for (const { where } of present(room)) {
    const lesson = where?.value.lesson
    if (lesson) counts.set(lesson, (counts.get(lesson) ?? 0) + 1)
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? null
}

/** Who is at a page, whatever of it is open. */
export function atPage(room: Room, { lesson, page }: RoomPage): readonly RoomLearner[] {
  return present(room).filter(({ where }) => where?.value.lesson === lesson && where.value.page === page)
}

/** A question and how often each of its answers was given, for a histogram. It names nobody. */
export interface Histogram {
  readonly item: string
  readonly ask: string
  readonly options: readonly {
    readonly id: string
    readonly text: string
    readonly count: number
    /** Whether it is what happens, or right, in every run there was; null where runs differ, or none has ended. */
    readonly holds: boolean | null
    /** Of a question about runs: in how many of them it held. Null where none has ended, and where it is settled. */
    readonly came: { readonly times: number; readonly of: number } | null
  }[]
  /** Of a vote, the option that most took, which makes it no truer; null of a tie, and of any other question. */
  readonly chosen: string | null
  /** How many would rather not say. */
  readonly skipped: number
  readonly total: number
}

/** What was asked and answered in the room, and what somebody voted on, the newest first by its first answer. */
export function histograms(room: Room, content: RoomContent): readonly Histogram[] {
  const given = new Map<string, { first: Stamp; counts: Map<string, number> }>()
  const add = (item: string, stamp: Stamp, option: string) => {
    const entry = given.get(item) ?? { first: stamp, counts: new Map() }
    if (compareStamps(stamp, entry.first) < 0) entry.first = stamp
    entry.counts.set(option, (entry.counts.get(option) ?? 0) + 1)
    given.set(item, entry)
  }
  for (const { predictions, answers } of Object.values(room.learners)) {
    for (const [item, { stamp, value }] of Object.entries(predictions)) add(item, stamp, value)
    for (const [item, { stamp, value }] of Object.entries(answers)) add(item, stamp, value.option)
  }
  const asked = [...given].flatMap(([item, { first, counts }]) => {
    const histogram = histogramOf(item, counts, content, cameTrue(room, item))
    return histogram ? [{ first, histogram }] : []
  })
  const closed = Object.values(room.closed)
    .filter(({ value }) => Object.values(value.result.counts).some(count => count > 0))
    .sort((a, b) => compareStamps(a.stamp, b.stamp))
  const voted = closed.map(({ stamp, value }, place) => {
    const item = voteItem(value.vote)
    const before = closed.slice(0, place).filter(({ value }) => voteItem(value.vote) === item).length
    const histogram = voteHistogram(value.vote, value.result)
    return {
      first: stamp,
      histogram: before === 0 ? histogram : { ...histogram, item: `${item}/${before + 1}` },
    }
  })
  return [...asked, ...voted]
    .sort((a, b) => compareStamps(b.first, a.first))
    .map(({ histogram }) => histogram)
}

/** A vote, open or closed, as a histogram. */
export function voteHistogram(vote: RoomVote, { chosen, counts }: VoteResult): Histogram {
  const options = vote.options.map(({ id, text }) => ({
    id,
    text,
    count: counts[id] ?? 0,
    holds: null,
    came: null,
  }))
  const total = options.reduce((sum, { count }) => sum + count, 0)
  return { item: voteItem(vote), ask: vote.ask, options, chosen, skipped: 0, total }
}

/** What was voted on; of two votes on the same the later has a number behind it. */
function voteItem({ scenario, stop }: RoomVote): string {
  return `vote/${scenario}/${stop}`
}

/** Of the learners' runs that a question was about: how many there were, and in how many each option held. */
interface CameTrue {
  readonly runs: number
  readonly times: ReadonlyMap<string, number>
}

function cameTrue({ learners }: Room, item: string): CameTrue {
  const times = new Map<string, number>()
  let runs = 0
  for (const { came } of Object.values(learners)) {
    const options = at(came, item)?.value
    if (options === undefined) continue
    runs += 1
    for (const option of options) times.set(option, (times.get(option) ?? 0) + 1)
  }
  return { runs, times }
}

function histogramOf(
  item: string,
  counts: ReadonlyMap<string, number>,
  content: RoomContent,
  { runs, times }: CameTrue,
): Histogram | null {
  const question = questionOf(item, content)
  if (question === null) return null
  const options = question.options.map(option => {
    const held = times.get(option.id) ?? 0
    const came = option.holds === null && runs > 0 ? { times: held, of: runs } : null
    const always = held === runs ? true : held === 0 ? false : null
    return { ...option, holds: came ? always : option.holds, came, count: counts.get(option.id) ?? 0 }
  })
  const skipped = counts.get(SKIPPED) ?? 0
  return {
    item,
    ask: question.ask,
    options,
    chosen: null,
    skipped,
    total: options.reduce((sum, { count }) => sum + count, 0),
  }
}

interface Asked {
  readonly ask: string
  readonly options: readonly { readonly id: string; readonly text: string; readonly holds: boolean | null }[]
}

/** The question of an item; null where this course has none by that name. */
function questionOf(item: string, { course, scenarios, experiments }: RoomContent): Asked | null {
  const [kind, id = '', choice] = item.split('/')
  if (kind === 'page' || kind === 'quiz') return pageQuestion(course, id)
  if (kind === 'experiment') return unsettled(experiments.get(id)?.prediction)
  const scenario = scenarios.get(id)
  if (choice === undefined) return unsettled(scenario?.prediction)
  const options = scenario?.stops.flatMap(stop => stop.choice?.options ?? [])
  return unsettled(options?.find(option => option.id === choice)?.prediction)
}

function pageQuestion(course: Course, id: string): Asked | null {
  const blocks = course.lessons.flatMap(({ pages }) => pages.map(({ block }) => block))
  const block = blocks.filter(isQuestion).find(question => question.id === id)
  if (block === undefined) return null
  const options =
    block.kind === 'quiz'
      ? block.options.map(({ text, right }, place) => ({
          id: String(place),
          text: proseText(text),
          holds: right,
        }))
      : block.options.map((option, place) => ({
          id: option.id,
          text: proseText(option.text),
          holds: place === block.outcome,
        }))
  return { ask: proseText(block.ask), options }
}

function unsettled(
  asked:
    | { readonly ask: string; readonly options: readonly { readonly id: string; readonly text: string }[] }
    | null
    | undefined,
): Asked | null {
  if (!asked) return null
  return { ask: asked.ask, options: asked.options.map(({ id, text }) => ({ id, text, holds: null })) }
}

/** Runs of one scenario in which the same was chosen: how many, and what one of them cost on average. */
export interface ChoiceTally {
  readonly choices: readonly string[]
  readonly runs: number
  readonly linearizable: number
  /** Null where a figure applied to none of them. */
  readonly figures: Readonly<Record<string, number | null>>
}

/** What the room chose in a scenario and what came of it, the usual choice first. */
export function choiceTallies({ learners }: Room, scenario: string): readonly ChoiceTally[] {
  const groups = new Map<string, RunTold[]>()
  for (const { runs } of Object.values(learners))
    for (const { value } of runs) {
      if (value.scenario !== scenario) continue
      const key = value.choices.join(' ')
      groups.set(key, [...(groups.get(key) ?? []), value])
    }
  return [...groups]
    .sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1))
    .map(([, runs]) => ({
      choices: runs[0]?.choices ?? [],
      runs: runs.length,
      linearizable: runs.filter(({ verdict }) => verdict === 'linearizable').length,
      figures: meanFigures(runs),
    }))
}

function meanFigures(runs: readonly RunTold[]): ChoiceTally['figures'] {
  const names = new Set(runs.flatMap(({ figures }) => Object.keys(figures)))
  return Object.fromEntries(
    [...names].map(name => {
      const known = runs.flatMap(({ figures }) => figures[name] ?? [])
      const sum = known.reduce((total, figure) => total + figure, 0)
      return [name, known.length === 0 ? null : sum / known.length]
    }),
  )
}

/** The scenarios of which runs have ended here, the busiest first. */
export function scenariosRun({ learners }: Room): readonly string[] {
  const counts = new Map<string, number>()
  for (const { runs } of Object.values(learners))
    for (const { value } of runs) counts.set(value.scenario, (counts.get(value.scenario) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([id]) => id)
}

/** How a vote stands. Where two options have the same, none is chosen. */
export function voteStands({ learners }: Room, { round, options }: RoomVote): VoteResult {
  const ballots = Object.values(learners).flatMap(({ ballots }) => at(ballots, round)?.value ?? [])
  const counts = Object.fromEntries(
    options.map(({ id }) => [id, ballots.filter(ballot => ballot === id).length]),
  )
  const most = Math.max(1, ...Object.values(counts))
  const [chosen, other] = options.filter(({ id }) => counts[id] === most)
  return { chosen: chosen && !other ? chosen.id : null, counts }
}

/** How many of those who are here have voted. */
export function turnoutOf(room: Room, { round }: RoomVote): Turnout {
  const here = present(room)
  return { voted: here.filter(({ ballots }) => at(ballots, round) !== undefined).length, of: here.length }
}

/** A page by its number and heading. */
export function pageWords({ course }: Pick<RoomContent, 'course'>, { lesson, page }: RoomPage): string {
  const found = lessonById(course, lesson)
  const title = found?.pages[page]?.title
  return found && title ? `${found.number}.${page + 1} ${proseText(title)}` : `${lesson} ${page + 1}`
}
