import type { Connection } from 'ssh2'
import type { CourseRead } from '../app/course-read.ts'
import { printable } from '../model/problem.ts'
import { type BoardSession, openBoardSession } from './board/session.ts'
import type { RoomBus } from './bus.ts'
import { ChannelInput } from './channel-input.ts'
import type { Keeper } from './keeper.ts'
import { type Limits, USUAL_LIMITS } from './limits.ts'
import { IN_LINES } from './names.ts'
import { type Ending, openSession, type Session } from './session.ts'
import type { Guest } from './ssh-auth.ts'
import { startSshServer } from './ssh-server.ts'
import type { ClientTerminal } from './ssh-terminal.ts'

export interface WorkshopOptions {
  readonly read: CourseRead
  readonly keeper: Keeper
  readonly bus: RoomBus
  readonly host: string
  readonly port: number
  readonly hostKey: string
  readonly code: string | null
  readonly instructorCode: string
  /** How `ssh` is told where this is, such as `-p 2222 lab.example.org`. */
  readonly shownAddress: (port: number) => string
  readonly limits?: Partial<Limits>
  readonly log: (line: string) => void
}

export interface Workshop {
  readonly port: number
  /** Tells everybody, keeps what they did, gives their terminals back, and ends. */
  readonly close: (message: string) => Promise<void>
}

/** A room: whoever comes in by SSH gets the course on their own terminal. */
export async function openWorkshop(options: WorkshopOptions): Promise<Workshop> {
  const { keeper, code, instructorCode } = options
  const limits = { ...USUAL_LIMITS, ...options.limits }
  // Names are clean, and what clients send is not: nothing in the log is obeyed by a terminal.
  const log = (line: string) => options.log(printable(line))
  const room = new Room({ ...options, log }, limits)
  const server = await startSshServer({
    host: options.host,
    port: options.port,
    hostKey: options.hostKey,
    limits,
    rules: { code, instructorCode, keeper },
    log,
    onGuest: (guest, terminal, connection) => void room.enter(guest, terminal, connection),
  })
  room.address = options.shownAddress(server.port)
  return {
    port: server.port,
    close: async message => {
      await room.empty(message)
      await server.close()
    },
  }
}

type LearnerGuest = Extract<Guest, { role: 'learner' }>

/** Who is in. */
class Room {
  address = ''
  private readonly options: WorkshopOptions
  private readonly limits: Limits
  /** By the learner's id: each is here once. */
  private readonly sessions = new Map<string, Promise<Session>>()
  private readonly boards = new Set<BoardSession>()
  private closed = false

  constructor(options: WorkshopOptions, limits: Limits) {
    this.options = options
    this.limits = limits
  }

  async enter(guest: Guest, terminal: ClientTerminal, connection: Connection): Promise<void> {
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
    const before = this.sessions.get(guest.id)
    const forget = () => {
      if (this.sessions.get(guest.id) === opening) this.sessions.delete(guest.id)
    }
    const opening = (async () => {
      // What was done on the old line is kept before the new one reads it.
      await (await before?.catch(() => undefined))?.end({ type: 'told', message: ANOTHER_LINE })
      return this.open(guest, terminal, connection, forget)
    })()
    this.sessions.set(guest.id, opening)
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
    const all = [...this.sessions.values()]
    for (const board of this.boards) board.end(message)
    await Promise.allSettled(all.map(async opening => (await opening).end({ type: 'told', message })))
  }

  private async open(
    guest: LearnerGuest,
    terminal: ClientTerminal,
    connection: Connection,
    forget: () => void,
  ): Promise<Session> {
    const { channel, output, env, echoes } = terminal
    const back = guest.newCode === null ? null : wayBack(this.address, guest, guest.newCode)
    let session: Session | null = null
    let over: Ending | null = null
    const end = (ending: Ending) => {
      over ??= ending
      void session?.end(over)
    }
    const idle = setTimeout(() => end({ type: 'told', message: IDLE }), this.limits.idleMsMax)
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
      notice: back === null ? null : `You are ${guest.name}, return code ${guest.newCode}: ${back}`,
      onEnd: ending => {
        clearTimeout(idle)
        forget()
        this.farewell(ending, guest.name, back, terminal, connection)
      },
    })
    terminal.onResize = session.resize
    if (terminal.size !== size) session.resize(terminal.size)
    if (over !== null) void session.end(over)
    return session
  }

  /** The last lines on the learner's own screen. */
  private farewell(
    ending: Ending,
    name: string,
    back: string | null,
    { channel }: ClientTerminal,
    connection: Connection,
  ): void {
    if (ending.type === 'crashed') this.options.log(`${name}: the session broke: ${stackOf(ending.error)}`)
    const lines = ending.type === 'crashed' ? [APOLOGY] : ending.type === 'told' ? [ending.message] : []
    if (back !== null) lines.push(`To come back to where you were: ${back}`)
    if (ending.type !== 'gone') {
      channel.exit(ending.type === 'crashed' ? 70 : 0)
      channel.end(lines.map(line => `${printable(line)}\r\n`).join(''))
    }
    // A client that doesn't close its end is not waited for.
    channel.once('close', () => connection.end())
    const late = setTimeout(() => connection.end(), GOODBYE_MS)
    connection.once('close', () => clearTimeout(late))
  }
}

/** What to type to come back, as a shell takes it. */
function wayBack(address: string, { name, inLines }: LearnerGuest, code: string): string {
  const [before = '', host = ''] = address.split('@')
  const user = `${name}+${code}${inLines ? IN_LINES : ''}@${host}`
  return `ssh ${before}${/^[\w.+@:-]+$/.test(user) ? user : `'${user}'`}`
}

const GOODBYE_MS = 1000

const ANOTHER_LINE = 'You have come in on another line: this one is over.'
const IDLE = 'Nothing was typed for a long time.'
const FLOOD = 'More was typed than anybody types.'

const APOLOGY = 'netsplit: something of ours broke, and only here; sorry. What you did is kept: log in again.'

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).replace(/\n\s+/g, ' ') : String(error)
}
