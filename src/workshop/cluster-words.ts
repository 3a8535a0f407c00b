import type { ChildProcess } from 'node:child_process'
import type { Channel } from './bus-ipc.ts'
import type { Limits } from './limits.ts'

/** What a worker is told to begin with: all that it can't find out by itself. */
export interface WorkerStart {
  /** The folder with the lessons; null for those that came with the program. */
  readonly lessons: string | null
  /** The folder with what learners did, and the one that keeps the room; null where none does. */
  readonly learners: string
  readonly room: string | null
  /** Where both are instead; null where there is none. */
  readonly redis: string | null
  readonly hostKey: string
  readonly code: string | null
  readonly instructorCode: string
  /** How `ssh` is told where the server is. */
  readonly address: string
  readonly limits: Partial<Limits>
}

/** What a worker asks its primary, which has what there is once for the whole server. */
export type OfPrimary = {
  readonly log: readonly [line: string, null]
  /** False where too many wait already. */
  readonly turn: readonly [address: string, ms: number | false]
  readonly failed: readonly [address: string, null]
  readonly passed: readonly [address: string, null]
  readonly newName: readonly [address: string, why: string | false]
  /** Answered once the learner's seat is free. The worker numbers its seats. */
  readonly seat: readonly [{ readonly learner: string; readonly seat: number }, null]
  readonly giveUp: readonly [seat: number, null]
  /** A connection has come: the primary's own end of it isn't needed any more. */
  readonly taken: readonly [connection: number, null]
  /** A connection is over. */
  readonly gone: readonly [connection: number, null]
  /** Answered once the whole room, with all that was told before, is kept. */
  readonly keepRoom: readonly [null, null]
}

/** What the primary asks a worker. */
export type OfWorker = {
  /** Answered once it can let people in. */
  readonly start: readonly [WorkerStart, null]
  /** Answered at once, unless it hangs. */
  readonly ping: readonly [null, null]
  /** Somebody comes in on another line: answered once all of this one's is kept. */
  readonly leave: readonly [seat: number, null]
  /** Answered once everybody was told, and is gone. */
  readonly close: readonly [message: string, null]
}

/** Goes with a socket from the primary to a worker. */
export interface ConnectionMessage {
  readonly netsplit: 'connection'
  readonly connection: number
}

export function isConnection(message: unknown): message is ConnectionMessage {
  return (message as Partial<ConnectionMessage> | null)?.netsplit === 'connection'
}

/** A process as the end of a channel. What is sent to one that is gone is lost: its end is told elsewhere. */
export function channelOf(end: NodeJS.Process | ChildProcess): Channel {
  return {
    send: message => {
      if (end.connected) end.send?.(message as object, undefined, {}, () => {})
    },
    receive: listener => {
      const hear = (message: unknown) => listener(message)
      end.on('message', hear)
      return () => void end.off('message', hear)
    },
  }
}
