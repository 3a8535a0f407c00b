import type { Dice } from '../../model/random.ts'

/** Which of so many things is off in which of so many moments: 1 where it is, under its place and the moment. */
export type Outages = readonly Uint8Array[]

/**
 * Gives `things` their outages among `moments`: together as many as their share says, to the last one, each at moments
 * of its own. That spares a rare outage the luck of the draw, and leaves chance what matters: who is off at the same
 * time as whom.
 */
export function outages(
  { things, moments, share }: { readonly things: number; readonly moments: number; readonly share: number },
  dice: Dice,
): Outages {
  let given = 0
  return Array.from({ length: things }, (_, place) => {
    const due = Math.round(moments * share * (place + 1)) - given
    given += due
    const off = new Uint8Array(moments)
    for (let left = Math.min(due, moments); left > 0; ) {
      const moment = dice(0, moments - 1)
      if (off[moment] === 1) continue
      off[moment] = 1
      left -= 1
    }
    return off
  })
}
