import type { Size } from '../../app/app.ts'
import type { RoomBus } from '../bus.ts'
import { lastOrder } from '../orders.ts'
import { stamper } from '../stamp.ts'
import type { RoomContent } from '../tallies.ts'
import { type BoardState, type BoardUpdated, firstBoard } from './state.ts'
import { updateBoard } from './update.ts'

export interface DeskOptions {
  readonly bus: RoomBus
  readonly content: RoomContent
  readonly size: Size
  /** This board's own name: two boards of one room have different ones. */
  readonly id: string
  readonly now: () => number
}

/** What a board is led from, however it is shown: its state, which follows the room, and the orders it gives. */
export interface Desk {
  readonly state: () => BoardState
  /** Does something that the state comes out of changed, and tells the room what is ordered. */
  readonly does: (work: (state: BoardState) => BoardUpdated) => void
  /** Looks at the clock, and whether the others are heard. */
  readonly look: () => void
  readonly close: () => void
}

/** How long ago things were is told to the second. */
const SECOND_MS = 1000

/** `onRoom` is called after the room has changed, and `onTime` each second. */
export function openDesk(
  { bus, content, size, id, now }: DeskOptions,
  { onRoom, onTime }: { readonly onRoom: () => void; readonly onTime: () => void },
): Desk {
  const stamp = stamper(id, now)
  let state = updateBoard(firstBoard(content, size, now()), { type: 'room', room: bus.snapshot() })[0]
  const does = (work: (state: BoardState) => BoardUpdated) => {
    const [next, orders] = work(state)
    state = next
    for (const order of orders) bus.tell({ from: 'board', stamp: stamp(lastOrder(bus.snapshot())), order })
  }
  const look = () =>
    does(known => updateBoard(known, { type: 'time', now: now(), staleSince: bus.staleSince() }))
  const endHearing = bus.subscribe(room => {
    does(known => updateBoard(known, { type: 'room', room }))
    onRoom()
  })
  const clock = setInterval(() => {
    look()
    onTime()
  }, SECOND_MS)
  return {
    state: () => state,
    does,
    look,
    close: () => {
      endHearing()
      clearInterval(clock)
    },
  }
}
