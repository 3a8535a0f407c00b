import type { Size } from '../../app/app.ts'
import { DECODER_AT_FIRST, decodeKeys, flushKeys, isUndecided } from '../../terminal/key-decoder.ts'
import type { KeyEvent } from '../../terminal/key-event.ts'
import type { Look } from '../../terminal/paint.ts'
import { compose } from '../../tui/compose.ts'
import type { Screen } from '../../tui/painter.ts'
import type { Keys } from '../../tui/screens.ts'
import type { RoomBus } from '../bus.ts'
import { lastOrder } from '../orders.ts'
import { stamper } from '../stamp.ts'
import type { RoomContent } from '../tallies.ts'
import { firstBoard } from './state.ts'
import { type BoardEvent, updateBoard } from './update.ts'
import { boardView } from './view.ts'

export interface BoardOptions {
  readonly bus: RoomBus
  readonly content: RoomContent
  readonly input: Keys
  readonly screen: Screen
  readonly look: Look
  readonly size: Size
  /** This board's own name: two boards of one room have different ones. */
  readonly id: string
  readonly now: () => number
  readonly escapeMs: number
  /** The instructor leaves the board. */
  readonly onLeave: () => void
}

export interface OpenBoard {
  readonly resize: (size: Size) => void
  readonly close: () => void
}

/** What changes in a room of hundreds is shown this often, and no more. */
const PAINT_MS = 100
/** How long ago things were is told to the second. */
const SECOND_MS = 1000

/** The instructor's board on a terminal, until it is closed: it shows the room, and hears what is ordered. */
export function openBoard(options: BoardOptions): OpenBoard {
  const { bus, screen, look, input, now, onLeave } = options
  const stamp = stamper(options.id, now)
  let state = firstBoard(options.content, options.size, now())
  let due: NodeJS.Timeout | null = null
  let closed = false
  const paint = () => {
    due = null
    screen.paint(compose(boardView(state), state.size, look))
  }
  const happen = (event: BoardEvent) => {
    if (closed) return
    const [next, orders] = updateBoard(state, event)
    state = next
    for (const order of orders) bus.tell({ from: 'board', stamp: stamp(lastOrder(bus.snapshot())), order })
    if (next.leaving) return onLeave()
    if (event.type !== 'room') paint()
    else due ??= setTimeout(paint, PAINT_MS)
  }
  const time = () => happen({ type: 'time', now: now(), staleSince: bus.staleSince() })
  const endHearing = bus.subscribe(room => happen({ type: 'room', room }))
  const clock = setInterval(time, SECOND_MS)
  const hear = keyReader(options.escapeMs, key => {
    time()
    happen({ type: 'key', key })
  })
  input.on('data', hear.data)
  happen({ type: 'room', room: bus.snapshot() })
  paint()
  return {
    resize: size => happen({ type: 'resized', size }),
    close: () => {
      closed = true
      endHearing()
      clearInterval(clock)
      if (due !== null) clearTimeout(due)
      input.off('data', hear.data)
      hear.stop()
    },
  }
}

/** Turns what a keyboard sends, in any pieces, into keys. */
function keyReader(escapeMs: number, onKey: (key: KeyEvent) => void) {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  let decoder = DECODER_AT_FIRST
  let timer: NodeJS.Timeout | undefined
  const act = ([next, keys]: ReturnType<typeof decodeKeys>) => {
    decoder = next
    for (const key of keys) onKey(key)
  }
  return {
    data: (chunk: string | Uint8Array) => {
      clearTimeout(timer)
      act(decodeKeys(decoder, typeof chunk === 'string' ? chunk : utf8.decode(chunk, { stream: true })))
      if (isUndecided(decoder)) timer = setTimeout(() => act(flushKeys(decoder)), escapeMs)
    },
    stop: () => clearTimeout(timer),
  }
}
