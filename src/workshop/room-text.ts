import type { Room } from './room.ts'

const FORMAT = 'netsplit-room/2'

/** A room as it is kept, or sent to another process. */
export function roomText(room: Room): string {
  return JSON.stringify({ format: FORMAT, room })
}

/** Null where it is none, or another netsplit's, which is not ours to go on with. */
export function roomOf(text: string): Room | null {
  const read = parsed<{ readonly format: string; readonly room: Room }>(text)
  return read?.format === FORMAT ? read.room : null
}

/** Null where it is no JSON. */
export function parsed<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}
