import type { SharedLab } from '../app/app.ts'
import type { EpochMs } from '../progress/progress.ts'
import type { Room } from './room.ts'
import { compareStamps, type Stamp } from './stamp.ts'
import { present } from './tallies.ts'

export function sharedLab({ orders }: Room): SharedLab | null {
  return orders.lab?.value.lab ?? null
}

/** The stamp of the newest order: a new one must be later, whatever the clock of whoever gives it. */
export function lastOrder({ orders, closed }: Room): Stamp | null {
  const stamps = [...Object.values(orders), ...Object.values(closed)].flatMap(order => order?.stamp ?? [])
  return stamps.reduce<Stamp | null>(
    (last, stamp) => (last && compareStamps(last, stamp) > 0 ? last : stamp),
    null,
  )
}

/** How long after an order it happens in every session: longer than it takes to reach the last of them. */
export const LEAD_MS = 500

/** When something ordered now begins for everybody. */
export function startsAt(now: EpochMs): EpochMs {
  return now + LEAD_MS
}

/** In how many of the open clusters the network is cut. */
export interface CutForAll {
  readonly cut: number
  readonly of: number
}

/** How long after it begins a cut has been heard of from every session. */
const HEARD_MS = 2000

/**
 * What is left of the cut that was ordered for all; null where none was, or where it is over: mended for all, by a new
 * lab, which begins whole, or in every cluster by its own story or hand.
 */
export function cutForAll(room: Room, now: EpochMs): CutForAll | null {
  const { network, lab } = room.orders
  if (network === null || !network.value.cut) return null
  if (lab?.value.lab && compareStamps(network.stamp, lab.stamp) < 0) return null
  const open = present(room).filter(({ where }) => where?.value.screen === 'lab')
  const cut = open.filter(learner => learner.cut?.value === true).length
  return cut === 0 && now > network.value.startsAt + HEARD_MS ? null : { cut, of: open.length }
}
