import type { TapeEntry } from '../../experiment/experiment.ts'

/**
 * What of a tape shares a line: the same words sent by one to several on the same side at the same moment, the nearest
 * last, so that its arrow lies over those that go further. Everything else has a line of its own.
 */
export function tapeLines(
  entries: readonly TapeEntry[],
  lanes: readonly { readonly id: string }[],
): readonly (readonly TapeEntry[])[] {
  const place = (id: string) => lanes.findIndex(lane => lane.id === id)
  const lines: TapeEntry[][] = []
  for (const entry of entries) {
    const line = lines.at(-1)
    const last = line?.at(-1)
    if (!line || !last || !isSameSending(last, entry, place)) lines.push([entry])
    else line.push(entry)
  }
  return lines.map(line => [...line].sort((a, b) => reach(b, place) - reach(a, place)))
}

type Place = (id: string) => number

function isSameSending(one: TapeEntry, other: TapeEntry, place: Place): boolean {
  if (one.type !== 'message' || other.type !== 'message') return false
  const ahead = ({ from, to }: typeof one) => place(to) > place(from)
  return (
    one.at === other.at &&
    one.from === other.from &&
    one.to !== other.to &&
    one.says === other.says &&
    one.fate === other.fate &&
    ahead(one) === ahead(other)
  )
}

function reach(entry: TapeEntry, place: Place): number {
  return entry.type === 'message' ? Math.abs(place(entry.to) - place(entry.from)) : 0
}
