import type { SharedLab } from '../app/app.ts'
import type { EpochMs } from '../progress/progress.ts'
import type { Room } from './room.ts'
import { compareStamps, type Stamp } from './stamp.ts'

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

/** Whether the network was cut for all last, and not mended since; a new lab begins whole. */
export function isCutForAll({ orders }: Room): boolean {
  const { network, lab } = orders
  if (network === null || !network.value.cut) return false
  return lab === null || compareStamps(network.stamp, lab.stamp) > 0
}
