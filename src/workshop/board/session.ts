import { randomUUID } from 'node:crypto'
import { courseParts } from '../../app/app.ts'
import type { CourseRead } from '../../app/course-read.ts'
import { createScreenWriter } from '../../effects/screen-writer.ts'
import { enterScreen, leaveScreen } from '../../effects/terminal-guard.ts'
import { LINE_COLUMNS_MAX } from '../../linear/linear.ts'
import { printable } from '../../model/problem.ts'
import { detect } from '../../terminal/capabilities.ts'
import { type Capabilities, NO_FLAGS } from '../../terminal/traits.ts'
import type { RoomBus } from '../bus.ts'
import { ESCAPE_MS } from '../front.ts'
import { type LineFront, type LinesEnd, speakInLines } from '../line-front.ts'
import type { ClientTerminal } from '../ssh-terminal.ts'
import { openBoard } from './board.ts'
import { type DeskOptions, openDesk } from './desk.ts'
import { createBoardTalk } from './talk.ts'

/** The board on one connection of the instructor's. */
export interface BoardSession {
  /** Ends it, with a last line where there is something to say. */
  readonly end: (message: string) => void
  readonly ended: Promise<void>
}

/** A board on a terminal, on a screen or in lines. */
interface BoardFront {
  readonly resize: (size: ClientTerminal['size']) => void
  /** Gives the terminal back. */
  readonly close: () => void
}

export function openBoardSession(options: {
  readonly read: CourseRead
  readonly bus: RoomBus
  readonly terminal: ClientTerminal
}): BoardSession {
  const { terminal, bus, read } = options
  const { channel, env } = terminal
  const look = detect(env, { isTTY: true, platform: 'linux' }, NO_FLAGS)
  let over = () => {}
  const ended = new Promise<void>(resolve => {
    over = resolve
  })
  let isOver = false
  const end = (message: string) => {
    if (isOver) return
    isOver = true
    front.close()
    channel.exit(0)
    channel.end(message === '' ? '' : `${printable(message)}\r\n`)
    over()
  }
  const id = `board ${randomUUID()}`
  const desk = { bus, content: courseParts(read), size: terminal.size, id, now: bus.now }
  const onLeave = () => end('')
  const front = look.linear
    ? boardInLines(desk, terminal, look, { onLeave, onCrash: () => end(BROKE) })
    : boardOnScreen(desk, terminal, look, onLeave)
  terminal.onResize = front.resize
  terminal.onError = () => end(BROKE)
  channel.once('close', onLeave)
  // In lines what was sent before the end is heard first.
  if (!look.linear) channel.once('end', onLeave)
  return { end, ended }
}

const BROKE = 'netsplit: something of ours broke; the room goes on. Log in again.'

function boardOnScreen(
  desk: DeskOptions,
  { channel, output }: ClientTerminal,
  look: Capabilities,
  onLeave: () => void,
): BoardFront {
  enterScreen(output)
  const writer = createScreenWriter(output, look)
  const board = openBoard({ ...desk, input: channel, screen: writer, look, escapeMs: ESCAPE_MS, onLeave })
  return {
    resize: size => {
      writer.forget()
      board.resize(size)
    },
    close: () => {
      board.close()
      writer.close()
      leaveScreen(output)
    },
  }
}

function boardInLines(
  options: DeskOptions,
  { channel, output, echoes, size }: ClientTerminal,
  { unicode }: Capabilities,
  end: LinesEnd,
): BoardFront {
  const tell = () => lines?.goOn()
  const desk = openDesk(options, { onRoom: tell, onTime: tell })
  const columns = Math.min(LINE_COLUMNS_MAX, size.columns - 1)
  const talk = createBoardTalk(desk, { columns, unicode })
  const lines: LineFront | undefined = speakInLines(talk, { input: channel, output, echoes }, end)
  return {
    resize: () => {},
    close: () => {
      lines.stop()
      desk.close()
    },
  }
}
