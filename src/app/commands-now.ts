import { BINDINGS } from './bindings.ts'
import { isIdle, placeOf, wordNow } from './keymap.ts'
import type { AppState, Command } from './state.ts'

/** Something that can be asked for on a screen, whatever key asks for it. */
export interface CommandNow {
  readonly command: Command
  /** What it would do now, in a word or two, and, where there is more to say, at length. */
  readonly says: string
  readonly help: string | null
  /** Whether the line of keys leaves it to the help. */
  readonly onlyHelp: boolean
}

/** What can be asked for here and now, in the order of the table of keys; what would do nothing is left out. */
export function commandsNow(state: AppState): readonly CommandNow[] {
  const place = placeOf(state)
  const inRoom = state.room !== null
  const here = BINDINGS.filter(
    ({ places, command, room }) => places.includes(place) && (inRoom || !room) && !isIdle(state, command),
  )
  return here.map(({ command, says, help = null, onlyHelp = false }) => {
    const now = wordNow(state, command)
    // What it says at length is of both its ways.
    return { command, says: now ?? says, help: now === null ? help : null, onlyHelp }
  })
}
