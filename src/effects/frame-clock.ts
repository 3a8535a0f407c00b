/**
 * The one real timer of the program. While it runs it calls back with the milliseconds of wall time since the last
 * call (or since the start); what that means in virtual time is for `app` to say. When it is stopped, no timer is
 * left, so that a program at rest costs nothing.
 */
export interface FrameClock {
  /** Does nothing if it runs already. */
  readonly start: () => void
  /** Nothing is called back after this. */
  readonly stop: () => void
  readonly running: () => boolean
}

/** After a suspended laptop or a stopped process the story goes on where it was, and doesn't leap. */
const ELAPSED_MS_MAX = 250

export interface FrameClockOptions {
  readonly framesPerSecond?: number
  /** Milliseconds that never go back, from any origin; for tests. */
  readonly now?: () => number
}

/** A stopped clock that will call `onFrame(elapsedMs)`, fifteen times a second unless told otherwise. */
export function createFrameClock(
  onFrame: (elapsedMs: number) => void,
  { framesPerSecond = 15, now = () => performance.now() }: FrameClockOptions = {},
): FrameClock {
  const frameMs = 1000 / framesPerSecond
  let timer: NodeJS.Timeout | null = null
  let last = 0
  let due = 0

  const schedule = () => {
    timer = setTimeout(tick, Math.max(0, due - now()))
  }
  const tick = () => {
    const time = now()
    const elapsedMs = Math.min(ELAPSED_MS_MAX, Math.max(0, time - last))
    last = time
    // Counted from when this frame was due, so that small delays don't add up; after a large one from now, so that
    // the frames that were missed are not made up for all at once.
    due = time - due > frameMs ? time + frameMs : due + frameMs
    // Before the callback, which may stop the clock.
    schedule()
    onFrame(elapsedMs)
  }
  return {
    start: () => {
      if (timer !== null) return
      last = now()
      due = last + frameMs
      schedule()
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
    running: () => timer !== null,
  }
}
