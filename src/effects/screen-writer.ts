import { encode } from '../terminal/encode.ts'
import type { Grid } from '../terminal/grid.ts'

/** What of a terminal's output is used here. */
interface Output {
  /** False where it holds more than it wants to; it says `drain` when it has room again. */
  write(text: string): boolean
  on(event: 'drain', listener: () => void): unknown
  off(event: 'drain', listener: () => void): unknown
}

/** The one who writes to the terminal while screens are shown: it knows what is there, and sends only what differs. */
export interface ScreenWriter {
  /** Shows a screen: at once, or, where the terminal is slow, when it has taken the last one; only the newest waits. */
  readonly paint: (grid: Grid) => void
  /** Something else has written, or the terminal was away: the next screen is written whole. */
  readonly forget: () => void
  /** Shows the newest screen once more, whole. */
  readonly again: () => void
  /** Nothing is written from here on until `release`: the terminal is somebody else's meanwhile. */
  readonly hold: () => void
  /** The terminal is ours again, and shows nothing of what it showed: whatever is painted next is written whole. */
  readonly release: () => void
  /** Nothing is written after this. */
  readonly close: () => void
}

/** Synchronized output (DEC private mode 2026): the terminal shows all between these two at once. */
const BEGIN = '\x1b[?2026h'
const END = '\x1b[?2026l'

/** A writer that knows nothing of what the terminal shows yet. */
export function createScreenWriter(
  stdout: Output,
  { synchronized }: { readonly synchronized: boolean },
): ScreenWriter {
  let shown: Grid | null = null
  let waiting: Grid | null = null
  let blocked = false
  let held = false
  let closed = false

  const send = (grid: Grid) => {
    const bytes = encode(shown, grid)
    shown = grid
    waiting = null
    if (bytes !== '') blocked = stdout.write(synchronized ? BEGIN + bytes + END : bytes) === false
  }
  const paint = (grid: Grid) => {
    if (closed) return
    if (blocked || held) waiting = grid
    else send(grid)
  }
  const onDrain = () => {
    blocked = false
    if (waiting !== null) paint(waiting)
  }
  stdout.on('drain', onDrain)

  return {
    paint,
    forget: () => {
      shown = null
    },
    again: () => {
      const newest = waiting ?? shown
      shown = null
      if (newest !== null) paint(newest)
    },
    hold: () => {
      held = true
    },
    release: () => {
      held = false
      waiting ??= shown
      shown = null
    },
    close: () => {
      closed = true
      waiting = null
      stdout.off('drain', onDrain)
    },
  }
}
