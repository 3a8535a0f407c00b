import { randomUUID } from 'node:crypto'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { RoomBus } from './bus.ts'
import type { RoomEvent } from './events.ts'

/** A file of what was told begins anew after so many bytes, once the whole room is kept. */
const TURN_BYTES = 4_000_000

export interface JournalOptions {
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
  { turnBytes = TURN_BYTES, writeBytes = writeSync }: JournalOptions = {},
): RoomBus {
  let file: JournalFile | null = null
  let turning = false
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
      } catch {
        // A full disk ends no room: it only isn't kept.
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
