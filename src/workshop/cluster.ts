import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answers, type Asks, createAsks } from './asks.ts'
import type { RoomBus } from './bus.ts'
import type { Channel } from './bus-ipc.ts'
import {
  type ConnectionMessage,
  channelOf,
  type OfPrimary,
  type OfWorker,
  type WorkerStart,
} from './cluster-words.ts'
import { Gate, USUAL_LIMITS } from './limits.ts'
import { openPort } from './port.ts'
import { createSeats } from './seats.ts'
import { stamper } from './stamp.ts'
import type { Workshop } from './workshop.ts'

export interface ClusterOptions {
  readonly host: string
  readonly port: number
  readonly processes: number
  /** The file that a worker runs. */
  readonly program: URL
  readonly start: Omit<WorkerStart, 'address'>
  readonly shownAddress: (port: number) => string
  /** How many learners are kept already. */
  readonly learners: number
  /** The room, as this process sees it. */
  readonly bus: RoomBus
  /** Takes a worker into it; what comes back takes it out. */
  readonly join: (worker: Channel) => () => void
  /** Resolves once the room is kept as a whole. */
  readonly keepRoom: () => Promise<void>
  readonly log: (line: string) => void
}

/**
 * A room in several processes behind one port. This one, the primary, listens, hands each connection to the worker that
 * has the fewest, and has what there must be once: the limits, the learners' seats, the room, the log.
 */
export async function openCluster(options: ClusterOptions): Promise<Workshop> {
  const { host, port, shownAddress, log } = options
  const limits = { ...USUAL_LIMITS, ...options.start.limits }
  const gate = new Gate(limits, () => performance.now(), options.learners)
  const primary = new Primary(options, gate)
  const listener = await openPort({ host, port, gate, paused: true, onSocket: primary.take, log })
  try {
    await primary.begin(shownAddress(listener.port))
  } catch (error) {
    void listener.close()
    throw error
  }
  return {
    port: listener.port,
    close: async message => {
      // It would wait for connections that others have.
      void listener.close()
      await primary.close(message)
    },
  }
}

interface Worker {
  readonly child: ChildProcess
  readonly asks: Asks<OfWorker>
  /** What lets each connection go, by its number. */
  readonly connections: Map<number, () => void>
  /** Who sits there, by the worker's number of the seat, and what gives it up. */
  readonly seats: Map<number, { readonly learner: string; readonly giveUp: () => void }>
  /** Resolves when it has ended, and all that it sent was heard. */
  readonly gone: Promise<unknown>
}

/** A worker that dies is followed by another at once; where they keep dying, each waits twice as long, to this. */
const AGAIN_MS = 250
const AGAIN_MS_MAX = 30_000
const LATELY_MS = 60_000
/** How long workers may take to say goodbye. */
const GOODBYE_MS = 6000

class Primary {
  private readonly options: ClusterOptions
  private readonly gate: Gate
  private readonly seats = createSeats()
  private readonly workers = new Set<Worker>()
  private readonly stamp: ReturnType<typeof stamper>
  private address = ''
  private lastConnection = 0
  private deaths: readonly number[] = []
  private closing = false

  constructor(options: ClusterOptions, gate: Gate) {
    this.options = options
    this.gate = gate
    this.stamp = stamper(`primary ${process.pid}`, options.bus.now)
  }

  /** Rejects with why where a worker can't be begun. */
  async begin(address: string): Promise<void> {
    this.address = address
    const begun = Array.from({ length: this.options.processes }, () => this.startWorker())
    try {
      await Promise.all(begun)
    } catch (error) {
      this.closing = true
      for (const { child } of this.workers) child.kill('SIGKILL')
      throw error
    }
  }

  readonly take = (socket: Socket, leave: () => void): void => {
    // Of equals, whoever was begun first.
    const worker = [...this.workers].sort((a, b) => a.connections.size - b.connections.size)[0]
    if (this.closing || worker === undefined) {
      this.options.log(`refused ${socket.remoteAddress ?? ''}: no process is there for it`)
      socket.destroy()
      return leave()
    }
    this.lastConnection += 1
    const connection = this.lastConnection
    worker.connections.set(connection, leave)
    const message: ConnectionMessage = { netsplit: 'connection', connection }
    worker.child.send(message, socket, {}, error => error && letGo(worker, connection))
  }

  async close(message: string): Promise<void> {
    this.closing = true
    await Promise.all([...this.workers].map(worker => end(worker, message)))
  }

  private async startWorker(): Promise<void> {
    const { program, start, join } = this.options
    const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const channel = channelOf(child)
    const worker: Worker = {
      child,
      asks: createAsks<OfWorker, OfPrimary>(
        channel,
        this.answers(() => worker),
      ),
      connections: new Map(),
      seats: new Map(),
      // What it sent last may be heard after its exit.
      gone: Promise.all([once(child, 'exit'), once(child, 'disconnect')]),
    }
    const takeOut = join(channel)
    this.workers.add(worker)
    child.on('error', () => {})
    worker.gone.catch(() => {}).then(() => this.bury(worker, takeOut))
    await worker.asks.ask('start', { ...start, address: this.address })
  }

  /** What the worker had is given back: its learners come in again, wherever. */
  private bury(worker: Worker, takeOut: () => void): void {
    const { child, asks, connections, seats } = worker
    this.workers.delete(worker)
    takeOut()
    const learners = [...seats.values()].map(({ learner }) => learner)
    // Before anybody gets their seat.
    for (const learner of learners) this.tellLeft(learner)
    asks.close()
    for (const { giveUp } of seats.values()) giveUp()
    for (const leave of connections.values()) leave()
    if (this.closing) return
    const how = child.signalCode ?? `code ${child.exitCode}`
    this.options.log(
      `a process of the server died (${how}) with ${connections.size} connections: another is begun`,
    )
    void this.again()
  }

  private async again(): Promise<void> {
    const now = performance.now()
    this.deaths = [...this.deaths.filter(at => now - at < LATELY_MS), now]
    const before = this.deaths.length - 1
    if (before > 0) await sleep(Math.min(AGAIN_MS_MAX, AGAIN_MS * 2 ** before), undefined, { ref: false })
    // Where it can't be begun it ends, and is buried as well.
    if (!this.closing) await this.startWorker().catch(() => {})
  }

  /** Whoever's connection can't say any more that it is over. */
  private tellLeft(learner: string): void {
    const { bus } = this.options
    const sessions = Object.entries(bus.snapshot().learners[learner]?.sessions ?? {})
    for (const [session, ended] of sessions)
      if (!ended)
        bus.tell({ from: 'session', stamp: this.stamp(), learner, session, telling: { type: 'left' } })
  }

  private answers(of: () => Worker): Answers<OfPrimary> {
    const { gate, options, seats } = this
    return {
      log: options.log,
      wait: address => gate.waitMs(address),
      failed: address => gate.failed(address),
      newName: address => gate.newName(address) ?? false,
      seat: async ({ learner, seat }) => {
        const worker = of()
        const giveUp = await seats.take(learner, () => worker.asks.ask('leave', seat))
        if (this.workers.has(worker)) worker.seats.set(seat, { learner, giveUp })
        else giveUp()
      },
      giveUp: seat => {
        of().seats.get(seat)?.giveUp()
        of().seats.delete(seat)
      },
      gone: connection => letGo(of(), connection),
      keepRoom: options.keepRoom,
    }
  }
}

function letGo({ connections }: Worker, connection: number): void {
  connections.get(connection)?.()
  connections.delete(connection)
}

/** Has a worker tell its learners and end, and sees that it does. */
async function end({ child, asks, gone }: Worker, message: string): Promise<void> {
  const late = setTimeout(() => child.kill('SIGKILL'), GOODBYE_MS)
  await asks.ask('close', message).catch(() => {})
  if (child.connected) child.disconnect()
  await gone.catch(() => {})
  clearTimeout(late)
}
