import type { Socket } from 'node:net'
import type { Connection } from 'ssh2'
import type { CourseRead } from '../app/course-read.ts'
import { printable } from '../model/problem.ts'
import { type BoardSession, openBoardSession } from './board/session.ts'
import type { RoomBus } from './bus.ts'
import { ChannelInput } from './channel-input.ts'
import { APOLOGY, sayFarewell, wayBack } from './farewell.ts'
import type { Keeper } from './keeper.ts'
import { type GateKeeping, type Limits, USUAL_LIMITS } from './limits.ts'
import type { Seats } from './seats.ts'
import { type Ending, openSession, type Session } from './session.ts'
import type { Guest, LearnerGuest } from './ssh-auth.ts'
import { createSshServer } from './ssh-server.ts'
import type { ClientTerminal } from './ssh-terminal.ts'

/** What lets people in and gives them the course needs to know, in whichever process of a server it is. */
export interface ReceptionOptions {
  readonly read: CourseRead
  readonly keeper: Keeper
  readonly bus: RoomBus
  readonly hostKey: string
  readonly code: string | null
  readonly instructorCode: string
  readonly limits?: Partial<Limits>
  readonly log: (line: string) => void
}

/** Where connections become learners with a terminal. */
export interface Reception {
  readonly take: (socket: Socket, leave: () => void) => void
  /** Tells everybody, and keeps what they did. Whoever comes in after that is sent away. */
  readonly empty: (message: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** What lets people in for a whole server, wherever in it they are, and how `ssh` is told where that is. */
interface OfServer {
  readonly gate: GateKeeping
  readonly seats: Seats
  readonly address: () => string
}

export function openReception(options: ReceptionOptions & OfServer): Reception {
  const { keeper, code, instructorCode, hostKey, gate } = options
  const limits = { ...USUAL_LIMITS, ...options.limits }
  // Names are clean, and what clients send is not: nothing in the log is obeyed by a terminal.
  const log = (line: string) => options.log(printable(line))
  const company = new Company({ ...options, log, limits })
  const server = createSshServer({
    hostKey,
    limits,
    gate,
    rules: { code, instructorCode, keeper },
    log,
    onGuest: (guest, terminal, connection) => company.enter(guest, terminal, connection),
  })
  return { take: server.take, empty: message => company.empty(message), close: server.close }
}

type CompanyOptions = ReceptionOptions & OfServer & { readonly limits: Limits }

/** Who is in. */
class Company {
  private readonly options: CompanyOptions
  private readonly sessions = new Set<Promise<Session | null>>()
  private readonly boards = new Set<BoardSession>()
  private closed = false

  constructor(options: CompanyOptions) {
    this.options = options
  }

  enter(guest: Guest, terminal: ClientTerminal, connection: Connection): void {
    const { channel } = terminal
    if (this.closed) {
      channel.end()
      return
    }
    if (guest.role === 'instructor') {
      const { read, bus } = this.options
      const board = openBoardSession({ read, bus, terminal })
      this.boards.add(board)
      board.ended.then(() => {
        this.boards.delete(board)
        connection.end()
      })
      return
    }
    let giveUp = () => {}
    let gone = false
    connection.once('close', () => {
      gone = true
    })
    const forget = () => {
      this.sessions.delete(opening)
      giveUp()
    }
    const leave = async () => (await opening)?.end({ type: 'told', message: ANOTHER_LINE })
    const opening = (async () => {
      // What was done on another line is kept before this one reads it.
      giveUp = await this.options.seats.take(guest.id, leave)
      if (!gone && !this.closed) return this.open(guest, terminal, connection, forget)
      connection.end()
      forget()
      return null
    })()
    this.sessions.add(opening)
    opening.catch(error => {
      forget()
      this.options.log(`${guest.name}: no session: ${stackOf(error)}`)
      // Where it can't be opened it would fail at each login.
      void this.options.keeper.savePlace(guest.id, null)
      channel.end(`${APOLOGY}\r\n`)
      connection.end()
    })
  }

  async empty(message: string): Promise<void> {
    this.closed = true
    for (const board of this.boards) board.end(message)
    const all = [...this.sessions]
    await Promise.allSettled(all.map(async opening => (await opening)?.end({ type: 'told', message })))
  }

  private async open(
    guest: LearnerGuest,
    terminal: ClientTerminal,
    connection: Connection,
    forget: () => void,
  ): Promise<Session> {
    const { channel, output, env, echoes } = terminal
    const back = wayBack(this.options.address(), guest)
    let session: Session | null = null
    let over: Ending | null = null
    const end = (ending: Ending) => {
      over ??= ending
      void session?.end(over)
    }
    const idle = setTimeout(() => end({ type: 'told', message: IDLE }), this.options.limits.idleMsMax)
    const input = new ChannelInput(channel, {
      onKeys: () => idle.refresh(),
      onFlood: () => {
        this.options.log(`refused ${guest.name}: input faster than anybody types`)
        end({ type: 'told', message: FLOOD })
      },
    })
    connection.once('close', () => end({ type: 'gone' }))
    terminal.onError = error => end({ type: 'crashed', error })
    const { size } = terminal
    session = await openSession({
      read: this.options.read,
      keeper: this.options.keeper,
      learner: guest,
      bus: this.options.bus,
      terminal: { input, output, env, size, echoes },
      wayBack: back === null || guest.code === null ? null : { code: guest.code, line: back },
      notice: guest.code === null ? null : greeting(guest, back),
      onEnd: ending => {
        clearTimeout(idle)
        forget()
        if (ending.type === 'crashed')
          this.options.log(`${guest.name}: the session broke: ${stackOf(ending.error)}`)
        sayFarewell(ending, back, terminal, connection)
      },
    })
    terminal.onResize = session.resize
    if (terminal.size !== size) session.resize(terminal.size)
    if (over !== null) void session.end(over)
    return session
  }
}

/** Who somebody is, and how they come back. */
function greeting({ name, code, isNew }: LearnerGuest, back: string): string {
  return isNew
    ? `You are ${name}, return code ${code}: ${back}`
    : `You are ${name} again, and return code ${code} stays valid: ${back}`
}

const ANOTHER_LINE = 'You have come in on another line: this one is over.'
const IDLE = 'Nothing was typed for a long time.'
const FLOOD = 'More was typed than anybody types.'

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).replace(/\n\s+/g, ' ') : String(error)
}
