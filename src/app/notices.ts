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
  const toAll = room.notice && roomWord(room.notice)
  const ofRoom = [vote && roomWord(vote), toAll && besides(state, toAll, counted)]
  const word = room.said !== null && room.said === toAll ? besides(state, toAll, counted) : room.said
  return unsaved ? [said, word, notice, ...ofRoom] : [said, word, ...ofRoom, notice]
}

/** The instructor’s line stays; until the learner’s return code has been seen, that stands before it in the one place there is. */
function besides({ wayBack, notice, unsaved }: AppState, toAll: string, alone: boolean): string {
  if (!alone || wayBack === null || notice === null || unsaved) return toAll
  return roomWord(`Your return code: ${wayBack.code}. ${toAll.slice(roomWord('').length)}`)
}
