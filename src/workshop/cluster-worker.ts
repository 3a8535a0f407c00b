import type { Socket } from 'node:net'
import type { CourseRead } from '../app/course-read.ts'
import { createAsks } from './asks.ts'
import { type Channel, createIpcBus } from './bus-ipc.ts'
import { channelOf, isConnection, type OfPrimary, type OfWorker, type WorkerStart } from './cluster-words.ts'
import { createFileKeeper } from './file-keeper.ts'
import { openJournal } from './journal.ts'
import { openReception, type Reception } from './reception.ts'
import type { RedisRoom } from './redis-room.ts'

/** What the primary's end, or the loss of it, is told with; in that case nothing else can be said. */
const PRIMARY_GONE = 'The workshop’s server was ended. What you did is kept.'
/** How long goodbyes may take after that. */
const END_MS_MAX = 3000

/**
 * One of the processes of a server, until its primary is gone: it speaks with the connections that it is given. Never
 * for longer, since nobody would end it. What comes back writes a line to the server's log.
 */
export function workForPrimary(
  self: NodeJS.Process,
  readCourse: (lessons: string | null) => Promise<CourseRead>,
): (line: string) => void {
  const channel = channelOf(self)
  const leaves = new Map<number, () => Promise<unknown>>()
  let started: (reception: Reception) => void = () => {}
  let failed: (error: unknown) => void = () => {}
  const reception = new Promise<Reception>((resolve, reject) => {
    started = resolve
    failed = reject
  })
  // Told to whoever asked for the start.
  reception.catch(() => {})
  let closeRoom = async () => {}
  const close = async (message: string) => {
    const open = await reception
    await open.empty(message)
    await open.close()
    await closeRoom()
  }
  const asks = createAsks<OfPrimary, OfWorker>(channel, {
    start: async start => {
      try {
        const room =
          start.redis === null ? roomOnPrimary(channel, start, keepRoom, log) : await onRedis(start.redis)
        closeRoom = room.close
        const read = await readCourse(start.lessons)
        started(openReception({ ...start, ...room, read, gate, seats, address: () => start.address, log }))
      } catch (error) {
        failed(error)
        throw error
      }
    },
    ping: () => null,
    leave: async seat => {
      await leaves.get(seat)?.()
    },
    close,
  })
  // What can't be asked any more doesn't matter: this process is about to end.
  const tell: typeof asks.ask = (what, about) => asks.ask(what, about).catch(() => null)
  const log = (line: string) => void tell('log', line)
  const keepRoom = () => asks.ask('keepRoom', null)
  const gate = {
    turnMs: async (address: string) => {
      const ms = await asks.ask('turn', address)
      return ms === false ? null : ms
    },
    failed: (address: string) => void tell('failed', address),
    passed: (address: string) => void tell('passed', address),
    newName: async (address: string) => (await asks.ask('newName', address)) || null,
  }
  let lastSeat = 0
  const seats = {
    take: async (learner: string, leave: () => Promise<unknown>) => {
      lastSeat += 1
      const seat = lastSeat
      leaves.set(seat, leave)
      await asks.ask('seat', { learner, seat })
      return () => {
        if (leaves.delete(seat)) void tell('giveUp', seat)
      }
    },
  }
  self.on('message', (message: unknown, sent: unknown) => {
    if (!isConnection(message)) return
    const leave = () => void tell('gone', message.connection)
    void tell('taken', message.connection)
    // It may be over before it is here.
    if (!sent) return leave()
    const socket = sent as Socket
    const refuse = () => {
      socket.destroy()
      leave()
    }
    reception.then(({ take }) => take(socket, leave)).catch(refuse)
  })
  self.once('disconnect', () => {
    asks.close()
    setTimeout(() => self.exit(1), END_MS_MAX).unref()
    void close(PRIMARY_GONE).finally(() => self.exit(0))
  })
  return log
}

/** What learners did in files, and the room with the primary. */
function roomOnPrimary(
  channel: Channel,
  { learners, room }: WorkerStart,
  keep: () => Promise<unknown>,
  log: (line: string) => void,
): RedisRoom {
  const told = createIpcBus(channel)
  const bus = room === null ? told : openJournal(room, told, keep, { log })
  return { keeper: createFileKeeper(learners), bus, close: async () => bus.close() }
}

async function onRedis(url: string): Promise<RedisRoom> {
  const { redisRoom } = await import('./redis-room.ts')
  return redisRoom(url)
}
