import { stopOf } from '../lab/lab.ts'
import type { RoomState } from './room.ts'
import type { AppState } from './state.ts'

/** Whether the run on the screen stands at the very choice that the room votes on: nobody makes it alone meanwhile. */
export function waitsForRoom({ room, screen }: Pick<AppState, 'room' | 'screen'>): boolean {
  const vote = room?.vote
  if (!vote || screen.type !== 'lab' || screen.phase !== 'live') return false
  return screen.run.scenario.id === vote.scenario && stopOf(screen.run)?.id === vote.stop
}

/**
 * How the open vote stands for the learner, in a sentence or two; null where none is open. Where it is read out nobody
 * counts along: each ballot of a class would be a line.
 */
export function voteWords({ vote, ballot, turnout }: RoomState, counted: boolean): string | null {
  if (vote === null) return null
  const many = counted && turnout !== null ? `${turnout.voted} of ${turnout.of} have voted` : null
  const key = counted ? 'y' : '«vote»'
  const own = vote.options.find(({ id }) => id === ballot)
  return own === undefined
    ? `The room votes${many === null ? '' : `: ${many}`}. ${key} brings the question back.`
    : `You voted: ${inShort(own.text)}; ${key} changes it. ${many ?? 'Waiting for the room'}.`
}

/** An option without what it explains. */
export function inShort(text: string): string {
  return text.split(' – ')[0] ?? text
}
