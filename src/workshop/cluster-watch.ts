export interface WatchTimes {
  /** How often it is asked. */
  readonly everyMs: number
  /** It is given up when it was to be asked so often again, and still owed the answer. */
  readonly missesMax: number
}

/** A busy process is late by tenths of a second; this is one that won't answer any more. */
export const TIMES: WatchTimes = { everyMs: 1000, missesMax: 10 }

/** How a process answers, again and again, until it doesn't. */
export interface Watch {
  /** How often it was to be asked again since it owes an answer. */
  readonly misses: () => number
  readonly stop: () => void
}

/**
 * Asks again and again, one at a time, and calls `onHung` once where there is no answer. It counts turns of its own and
 * no time, so that a machine which slept, or a process of ours that was kept from running, is nobody's fault.
 */
export function watch(
  ask: () => Promise<unknown>,
  onHung: () => void,
  { everyMs, missesMax }: WatchTimes = TIMES,
): Watch {
  let misses = 0
  let owes = false
  const turn = () => {
    if (owes) {
      misses += 1
      if (misses < missesMax) return
      clearInterval(turns)
      return onHung()
    }
    owes = true
    ask().then(
      () => {
        owes = false
        misses = 0
      },
      // It is gone, which is told elsewhere.
      () => clearInterval(turns),
    )
  }
  const turns = setInterval(turn, everyMs)
  turns.unref()
  return { misses: () => misses, stop: () => clearInterval(turns) }
}
