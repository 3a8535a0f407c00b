import type { Socket } from 'node:net'
import type { Answers } from './asks.ts'
import type { RoomBus } from './bus.ts'
import type { Channel } from './bus-ipc.ts'
import type { WatchTimes } from './cluster-watch.ts'
import type { ConnectionMessage, OfPrimary, WorkerStart } from './cluster-words.ts'
import { type Worker, Workers } from './cluster-workers.ts'
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
  /** Waits so many ms before a worker that died is followed by another. */
  readonly pause?: (ms: number) => Promise<unknown>
  /** When a worker that doesn't answer is ended. */
  readonly watching?: WatchTimes
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

class Primary {
  private readonly options: ClusterOptions
  private readonly gate: Gate
  private readonly seats = createSeats()
  private readonly workers: Workers
  private readonly stamp: ReturnType<typeof stamper>
  private lastConnection = 0

  constructor(options: ClusterOptions, gate: Gate) {
    this.options = options
    this.gate = gate
    this.stamp = stamper(`primary ${process.pid}`, options.bus.now)
    const answers = (of: () => Worker) => this.answers(of)
    this.workers = new Workers({ ...options, answers, onEnded: worker => this.giveBack(worker) })
  }

  /** Rejects with why where a worker can't be begun. */
  begin(address: string): Promise<void> {
    return this.workers.begin({ ...this.options.start, address })
  }

  readonly take = (socket: Socket, leave: () => void): void => {
    const worker = this.workers.next()
    if (worker === null) {
      this.options.log(`refused ${socket.remoteAddress ?? ''}: no process is there for it`)
      socket.destroy()
      return leave()
    }
    this.lastConnection += 1
    const connection = this.lastConnection
    worker.connections.set(connection, { socket, leave })
    socket.on('error', () => {})
    const message: ConnectionMessage = { netsplit: 'connection', connection }
    // Kept open here until it is taken: nobody else would close it if the worker never does.
    worker.child.send(message, socket, { keepOpen: true }, error => {
      if (error) letGo(worker, connection)
    })
  }

  close(message: string): Promise<void> {
    return this.workers.close(message)
  }

  /** What a worker had, which has ended: its learners come in again, wherever. */
  private giveBack(worker: Worker): void {
    const { asks, connections, seats } = worker
    const learners = [...seats.values()].map(({ learner }) => learner)
    // Before anybody gets their seat.
    for (const learner of learners) this.tellLeft(learner)
    asks.close()
    for (const { giveUp } of seats.values()) giveUp()
    for (const connection of connections.keys()) letGo(worker, connection)
  }

  /** Whoever's connection can't say any more that it is over. */
  private tellLeft(learner: string): void {
    const { bus } = this.options
    const sessions = Object.entries(bus.snapshot().learners[learner]?.sessions ?? {})
    for (const [session, { stamp, value: isOpen }] of sessions) {
      const left = { stamp: this.stamp(stamp), learner, session, telling: { type: 'left' } } as const
      if (isOpen) bus.tell({ from: 'session', ...left })
    }
  }

  private answers(of: () => Worker): Answers<OfPrimary> {
    const { gate, options, seats } = this
    return {
      log: options.log,
      turn: address => gate.turnMs(address) ?? false,
      failed: address => gate.failed(address),
      passed: address => gate.passed(address),
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
      taken: connection => {
        of().connections.get(connection)?.socket.destroy()
      },
      gone: connection => letGo(of(), connection),
      keepRoom: options.keepRoom,
    }
  }
}

function letGo({ connections }: Worker, connection: number): void {
  const known = connections.get(connection)
  connections.delete(connection)
  known?.socket.destroy()
  known?.leave()
}
