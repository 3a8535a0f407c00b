import { randomUUID } from 'node:crypto'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { reason } from '../effects/failure.ts'
import type { RoomBus } from './bus.ts'
import type { RoomEvent } from './events.ts'
import { stamper } from './stamp.ts'

/** A file of what was told begins anew after so many bytes, once the whole room is kept. */
const TURN_BYTES = 4_000_000

export interface JournalOptions {
  /** One line where it can't be kept, and one where it is again. */
  readonly log?: (line: string) => void
  readonly turnBytes?: number
  /** Writes to an open file, and says how many bytes it took: fewer than all where the disk is full. */
  readonly writeBytes?: (handle: number, bytes: Uint8Array) => number
}

interface JournalFile {
  readonly path: string
  readonly handle: number
  bytes: number
  /** Whether what was written last was written to its end. */
  isWhole: boolean
}

/**
 * A bus whose events are in a file of this process before anybody sees what they do: `kill -9` takes none of them away.
 * (A power cut may: for that the disk would have to be waited for at each key.) `keepWhole` resolves once the room is
 * kept as a whole, with all that was told here before.
 */
export function openJournal(
  folder: string,
  bus: RoomBus,
  keepWhole: () => Promise<unknown>,
  { log = () => {}, turnBytes = TURN_BYTES, writeBytes = writeSync }: JournalOptions = {},
): RoomBus {
  let file: JournalFile | null = null
  let turning = false
  const stamp = stamper(`journal ${randomUUID()}`, bus.now)
  const fail = (why: string) => {
    const { unkept } = bus.snapshot()
    // Said once, whatever else can't be kept then, and in whichever process.
    if (unkept !== null && unkept.value !== null) return
    log(`what the room does is not kept: ${why}; it goes on`)
    bus.tell({ from: 'server', stamp: stamp(unkept?.stamp), unkept: why })
  }
  const opened = () => {
    const path = join(folder, `told-${randomUUID()}.jsonl`)
    file ??= { path, handle: openSync(path, 'a', 0o600), bytes: 0, isWhole: true }
    return file
  }
  const write = (event: RoomEvent) => {
    const line = `${JSON.stringify(event)}\n`
    const to = opened()
    // Behind what was cut off by a full disk it would be lost as well.
    const bytes = Buffer.from(to.isWhole ? line : `\n${line}`)
    to.isWhole = false
    const written = writeBytes(to.handle, bytes)
    to.bytes += written
    to.isWhole = written === bytes.length
    if (!to.isWhole) fail('the disk takes no more')
  }
  const turn = async () => {
    const old = file
    if (old === null || old.bytes < turnBytes || turning) return
    turning = true
    file = null
    closeSync(old.handle)
    // Where it can't be kept as a whole, what was told stays.
    await keepWhole().then(
      () => rmSync(old.path, { force: true }),
      () => undefined,
    )
    turning = false
  }
  return {
    ...bus,
    tell: event => {
      try {
        write(event)
      } catch (error) {
        // A full disk ends no room: it only isn't kept.
        fail(reason(error))
      }
      bus.tell(event)
      void turn()
    },
    close: () => {
      if (file !== null) closeSync(file.handle)
      file = null
      bus.close()
    },
  }
}

/** How often it is tried whether a room can be kept again. */
const MEND_MS = 5000

/** Where a room isn't kept, keeps it as a whole as soon as that can be done, and says so; until what comes back is called. */
export function mendJournal(
  bus: RoomBus,
  keepWhole: () => Promise<unknown>,
  log: (line: string) => void,
  everyMs = MEND_MS,
): () => void {
  const stamp = stamper(`mending ${randomUUID()}`, bus.now)
  let trying = false
  const mend = async () => {
    const { unkept } = bus.snapshot()
    if (trying || unkept === null || unkept.value === null) return
    trying = true
    try {
      await keepWhole()
      bus.tell({ from: 'server', stamp: stamp(unkept.stamp), unkept: null })
      log('what the room does is kept again')
    } catch {
      // It was said that it isn't.
    } finally {
      trying = false
    }
  }
  const turns = setInterval(() => void mend(), everyMs)
  turns.unref()
  return () => clearInterval(turns)
}
