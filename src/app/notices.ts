import { roomWord } from './room.ts'
import { voteWords, waitsForRoom } from './room-vote.ts'
import type { AppState } from './state.ts'

/**
 * What the learner is told beside the screen's own: a passing word first, then the room's, then what lasts; that what they
 * do isn't kept stands before what lasts of the room.
 */
export function noticeOf(state: AppState): string | null {
  return all(state, true).find(words => words !== null) ?? null
}

/** All of that at once, for those to whom it is read out: each is told when it is new, and not when it is uncovered. */
export function noticesOf(state: AppState): readonly string[] {
  return [...new Set(all(state, false).filter(words => words !== null))]
}

function all(state: AppState, counted: boolean): readonly (string | null)[] {
  const { screen, notice, room, unsaved } = state
  const said = 'said' in screen ? screen.said : null
  if (room === null) return [said, notice]
  // Where the run waits for the room, the question itself says so.
  const vote = room.asks || waitsForRoom(state) ? null : voteWords(room, counted)
  const ofRoom = [vote && roomWord(vote), room.notice && roomWord(room.notice)]
  return unsaved ? [said, room.said, notice, ...ofRoom] : [said, room.said, ...ofRoom, notice]
}
