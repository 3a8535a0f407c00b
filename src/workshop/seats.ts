/**
 * Each learner has one seat, wherever in the server they come in: whoever comes in on another line takes it over, once
 * all that was done on the old one is kept.
 */
export interface Seats {
  /**
   * Resolves once nobody else has the learner's seat. `leave` is called when somebody wants it, and resolves when it is
   * free; what comes back gives it up.
   */
  readonly take: (learner: string, leave: () => Promise<unknown>) => Promise<() => void>
}

interface Seat {
  readonly leave: () => Promise<unknown>
  /** Resolves when it is theirs. */
  readonly taken: Promise<unknown>
}

/** The seats of one process, or of all, in the one that the others ask. */
export function createSeats(): Seats {
  const last = new Map<string, Seat>()
  return {
    take: async (learner, leave) => {
      const before = last.get(learner)
      // In the order in which they came. One that broke is left all the same.
      const taken = before?.taken.then(before.leave).catch(() => undefined) ?? Promise.resolve()
      const seat: Seat = { leave, taken }
      last.set(learner, seat)
      await taken
      return () => {
        if (last.get(learner) === seat) last.delete(learner)
      }
    },
  }
}
