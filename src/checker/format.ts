import type { History, HistoryEvent } from '../model/operation.ts'
import { millis } from '../model/time.ts'

/** A history as JSON Lines, one event a line, times in milliseconds: what `parseHistory` reads. */
export function formatHistory(history: History): string {
  return history.map(event => `${JSON.stringify(lineOf(event))}\n`).join('')
}

/** The fields in the order in which a person wants to read them; what an event lacks is left out. */
function lineOf({ process, type, f, key, value, time, swapped, declined }: HistoryEvent): object {
  return {
    process,
    type,
    f,
    ...(key === undefined ? {} : { key }),
    value,
    ...(time === undefined ? {} : { time: millis(time) }),
    ...(swapped === undefined ? {} : { swapped }),
    ...(declined === undefined ? {} : { declined }),
  }
}
