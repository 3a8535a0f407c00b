import { aheadAt, stopOf } from '../lab/lab.ts'
import { labMenu } from './lab-menu.ts'
import { labSelected } from './lab-update.ts'
import type { Decided, RoomState, RoomVote, VoteResult } from './room.ts'
import { inShort } from './room-vote.ts'
import type { AppEvent, AppState, LabScreen, Screen } from './state.ts'

type Voted = { readonly vote: RoomVote; readonly result: VoteResult }

/** The room after a vote was closed. Its result is for the shared run, else for the one that the learner is in. */
export function afterVote(room: RoomState, screen: Screen, voted: Voted): RoomState {
  const { vote, result } = voted
  const { scenario, stop } = vote
  const words = resultWords(voted)
  const seed = room.lab?.scenario === scenario ? room.lab.seed : seedOf(screen, scenario)
  const rest = undecided(room.decided, vote)
  const decided =
    seed === null || result.chosen === null
      ? rest
      : [...rest, { scenario, seed, stop, choice: result.chosen, words }]
  return { ...room, vote: null, asks: false, said: words, decided }
}

/** What was decided, but for what is voted on again. */
export function undecided(
  decided: RoomState['decided'],
  { scenario, stop }: Pick<RoomVote, 'scenario' | 'stop'>,
): RoomState['decided'] {
  return decided.filter(other => other.scenario !== scenario || other.stop !== stop)
}

function seedOf(screen: Screen, scenario: string): number | null {
  return screen.type === 'lab' && screen.run.scenario.id === scenario ? screen.run.seed : null
}

/** What the room chose happens in the cluster, once, where that stands at the stop: now, or when it comes there. */
export function carriedOut(state: AppState, { when }: Pick<AppEvent, 'when'>): AppState {
  const { room, screen } = state
  if (room === null || room.decided.length === 0 || screen.type !== 'lab') return state
  const decided = room.decided.find(each => standsBefore(screen, each))
  if (decided === undefined) return state
  const option = labMenu(screen)?.options.findIndex(
    ({ does }) => does.type === 'choose' && does.choice === decided.choice,
  )
  const told = { ...room, decided: undecided(room.decided, decided), said: decided.words }
  const next = { ...state, room: told }
  if (option === undefined || option < 0) return next
  return labSelected(next, screen, { type: 'selected', option, when })
}

/** Whoever was past it, and has stepped back, looks at what was chosen before. */
function standsBefore({ phase, run }: LabScreen, { scenario, seed, stop }: Decided): boolean {
  return (
    phase === 'live' &&
    run.scenario.id === scenario &&
    run.seed === seed &&
    stopOf(run)?.id === stop &&
    aheadAt(run) === null
  )
}

function resultWords({ vote, result }: Voted): string {
  const votes = Object.values(result.counts).reduce((sum, count) => sum + count, 0)
  const chosen = vote.options.find(({ id }) => id === result.chosen)
  if (!chosen) return '» The vote is over, and nothing was chosen: each decides alone.'
  return `» The room chose with ${result.counts[chosen.id] ?? 0} of ${votes}: ${inShort(chosen.text)}`
}
