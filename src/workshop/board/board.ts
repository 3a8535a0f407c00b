import type { Size } from '../../app/app.ts'
import { DECODER_AT_FIRST, decodeKeys, flushKeys, isUndecided } from '../../terminal/key-decoder.ts'
import type { KeyEvent } from '../../terminal/key-event.ts'
import type { Look } from '../../terminal/paint.ts'
import { compose } from '../../tui/compose.ts'
import type { Screen } from '../../tui/painter.ts'
import type { Keys } from '../../tui/screens.ts'
import { type DeskOptions, openDesk } from './desk.ts'
import { type BoardEvent, updateBoard } from './update.ts'
import { boardView } from './view.ts'

export interface BoardOptions extends DeskOptions {
  readonly input: Keys
  readonly screen: Screen
  readonly look: Look
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

/** The instructor's board on a terminal, until it is closed: it shows the room, and hears what is ordered. */
export function openBoard(options: BoardOptions): OpenBoard {
  const { screen, look, input, onLeave } = options
  let due: NodeJS.Timeout | null = null
  let closed = false
  const paint = () => {
    due = null
    screen.paint(compose(boardView(desk.state()), desk.state().size, look))
  }
  const soon = () => {
    due ??= setTimeout(paint, PAINT_MS)
  }
  const desk = openDesk(options, { onRoom: soon, onTime: paint })
  const happen = (event: BoardEvent) => {
    if (closed) return
    desk.does(state => updateBoard(state, event))
    if (desk.state().leaving) return onLeave()
    paint()
  }
  const hear = keyReader(options.escapeMs, key => {
    desk.look()
    happen({ type: 'key', key })
  })
  input.on('data', hear.data)
  paint()
  return {
    resize: size => happen({ type: 'resized', size }),
    close: () => {
      closed = true
      desk.close()
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
