import { randomUUID } from 'node:crypto'
import { courseParts } from '../../app/app.ts'
import type { CourseRead } from '../../app/course-read.ts'
import { createScreenWriter } from '../../effects/screen-writer.ts'
import { enterScreen, leaveScreen } from '../../effects/terminal-guard.ts'
import { printable } from '../../model/problem.ts'
import { detect } from '../../terminal/capabilities.ts'
import { NO_FLAGS } from '../../terminal/traits.ts'
import type { RoomBus } from '../bus.ts'
import type { ClientTerminal } from '../ssh-terminal.ts'
import { openBoard } from './board.ts'

/** The board on one connection of the instructor's. */
export interface BoardSession {
  /** Ends it, with a last line where there is something to say. */
  readonly end: (message: string) => void
  readonly ended: Promise<void>
}

/** What a network may put between the pieces of one key. */
const ESCAPE_MS = 100

export function openBoardSession(options: {
  readonly read: CourseRead
  readonly bus: RoomBus
  readonly terminal: ClientTerminal
}): BoardSession {
  const { terminal, bus, read } = options
  const { channel, output, env } = terminal
  const look = detect(env, { isTTY: true, platform: 'linux' }, NO_FLAGS)
  let over = () => {}
  const ended = new Promise<void>(resolve => {
    over = resolve
  })
  enterScreen(output)
  const writer = createScreenWriter(output, look)
  const board = openBoard({
    bus,
    content: courseParts(read),
    input: channel,
    screen: writer,
    look,
    size: terminal.size,
    id: `board ${randomUUID()}`,
    now: bus.now,
    escapeMs: ESCAPE_MS,
    onLeave: () => end(''),
  })
  let isOver = false
  const end = (message: string) => {
    if (isOver) return
    isOver = true
    board.close()
    writer.close()
    leaveScreen(output)
    channel.exit(0)
    channel.end(message === '' ? '' : `${printable(message)}\r\n`)
    over()
  }
  terminal.onResize = size => {
    writer.forget()
    board.resize(size)
  }
  terminal.onError = () => end('netsplit: something of ours broke; the room goes on. Log in again.')
  channel.once('close', () => end(''))
  channel.once('end', () => end(''))
  return { end, ended }
}
