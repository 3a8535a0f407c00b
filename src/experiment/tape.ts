import type { Micros } from '../model/time.ts'

/** What happened in a run, in the order of time, on a lane for each node: recorded, so that it can be played back. */
export interface Tape {
  /** From left to right. */
  readonly lanes: readonly Lane[]
  readonly entries: readonly TapeEntry[]
}

export interface Lane {
  readonly id: string
  readonly name: string
}

/** One line of a tape. What was lost vanished on its way, at `arrivesAt`. */
export type TapeEntry =
  | {
      readonly type: 'message'
      readonly at: Micros
      readonly from: string
      readonly to: string
      readonly says: string
      readonly fate: 'delivered' | 'lost' | 'altered'
      readonly arrivesAt: Micros
    }
  | {
      readonly type: 'note'
      readonly at: Micros
      readonly lane: string
      readonly says: string
      readonly tone: Tone
    }

/** How a note is meant: as it is, as good or bad news, or as something that nobody on this lane can know. */
export type Tone = 'plain' | 'good' | 'bad' | 'unsure'

/** A figure over time: one value for each stretch of `everyUs`, from the start of the run on. */
export interface Series {
  readonly id: string
  readonly label: string
  readonly unit: string
  readonly everyUs: Micros
  readonly values: readonly number[]
  /** Whether it is not over time but over how long something took: there is no value of now. */
  readonly histogram?: true
}

/** A figure over the number of something: one value for 1 of it, for 2, and so on. */
export interface Curve {
  readonly label: string
  readonly unit: string
  /** What is counted along the curve, in the plural. */
  readonly over: string
  readonly values: readonly number[]
}

/** Nobody watches more. */
const ENTRIES_MAX = 400

/** A tape of the first 400 entries, in the order of time; of the others a note says how many there were. */
export function tapeOf(lanes: readonly Lane[], all: readonly TapeEntry[]): Tape {
  const sorted = all.map((entry, place) => ({ entry, place }))
  sorted.sort((a, b) => a.entry.at - b.entry.at || a.place - b.place)
  const entries = sorted.map(({ entry }) => entry)
  const [first] = lanes
  const last = entries[ENTRIES_MAX - 2]
  if (entries.length <= ENTRIES_MAX || !first || !last) return { lanes, entries }
  const kept = entries.slice(0, ENTRIES_MAX - 1)
  const says = `and so on, ${entries.length - kept.length} lines more`
  return { lanes, entries: [...kept, { type: 'note', at: last.at, lane: first.id, says, tone: 'plain' }] }
}
