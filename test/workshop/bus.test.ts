import { describe, expect, test } from 'vitest'
import type { RoomNews } from '../../src/app/app.ts'
import { createLocalBus, type RoomBus } from '../../src/workshop/bus.ts'
import { type Channel, createIpcBus, serveIpcBus } from '../../src/workshop/bus-ipc.ts'
import type { RoomEvent } from '../../src/workshop/events.ts'
import { EMPTY_ROOM } from '../../src/workshop/room.ts'

/** A channel between two processes: everything goes through JSON, in order, and arrives only when it is let through. */
function channel(): { near: Channel; far: Channel; flow: () => void } {
  const queue: (() => void)[] = []
  const end = (): [
    Channel,
    (listeners: Set<(message: unknown) => void>) => void,
    Set<(m: unknown) => void>,
  ] => {
    const listeners = new Set<(message: unknown) => void>()
    let others = listeners
    const made: Channel = {
      send: message => {
        const text = JSON.stringify(message)
        queue.push(() => {
          for (const listener of others) listener(JSON.parse(text))
        })
      },
      receive: listener => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    return [
      made,
      heard => {
        others = heard
      },
      listeners,
    ]
  }
  const [near, toNear, nearHears] = end()
  const [far, toFar, farHears] = end()
  toNear(farHears)
  toFar(nearHears)
  return {
    near,
    far,
    flow: () => {
      while (queue.length > 0) queue.shift()?.()
    },
  }
}

/** Two buses of one room, and what lets everything through that is on its way between them. */
interface Pair {
  readonly first: RoomBus
  readonly second: RoomBus
  readonly flow: () => void
}

const local = (): Pair => {
  const bus = createLocalBus()
  return { first: bus, second: bus, flow: () => {} }
}

const workers = (): Pair => {
  const primary = serveIpcBus()
  const wires = [channel(), channel()]
  for (const { far } of wires) primary.join(far)
  const [first, second] = wires.map(({ near }) => createIpcBus(near))
  if (!first || !second) throw new Error('two')
  const flow = () => {
    for (let round = 0; round < 4; round += 1) for (const wire of wires) wire.flow()
  }
  return { first, second, flow }
}

const withPrimary = (): Pair => {
  const primary = serveIpcBus()
  const wire = channel()
  primary.join(wire.far)
  return { first: primary.bus, second: createIpcBus(wire.near), flow: wire.flow }
}

const hold = (at: number, page: number): RoomEvent => ({
  from: 'board',
  stamp: { at, by: 'board', n: at },
  order: { type: 'hold', page: { lesson: 'the-split', page } },
})
const joins = (learner: string): RoomEvent => ({
  from: 'session',
  stamp: { at: 1, by: learner, n: 1 },
  learner,
  session: learner,
  telling: { type: 'joined', name: learner },
})

describe.each([
  ['in one process', local],
  ['between workers', workers],
  ['between the primary and a worker', withPrimary],
] as const)('a bus %s', (_, made) => {
  test('what one tells, all know, and hear of once', () => {
    const { first, second, flow } = made()
    const heard: RoomNews[] = []
    second.subscribe((_room, news) => heard.push(...news))
    flow()
    first.tell(hold(1, 2))
    first.tell(joins('ada'))
    second.tell(joins('bob'))
    flow()
    expect(Object.keys(first.snapshot().learners).sort()).toEqual(['ada', 'bob'])
    expect(second.snapshot()).toEqual(first.snapshot())
    expect(heard).toEqual([{ type: 'hold', page: { lesson: 'the-split', page: 2 } }])
  })

  test('what is told acts at once where it is told, before anything flows, and is not lost', () => {
    const { first, second, flow } = made()
    first.tell(hold(1, 2))
    second.tell(joins('ada'))
    expect(first.snapshot().orders.hold?.value.page?.page).toBe(2)
    expect(Object.keys(second.snapshot().learners)).toEqual(['ada'])
    flow()
    expect(second.snapshot()).toEqual(first.snapshot())
    expect(Object.keys(first.snapshot().learners)).toEqual(['ada'])
  })

  test('one listener that throws, or has ended, disturbs no other; a closed bus tells nobody', () => {
    const { first, flow } = made()
    const heard: string[] = []
    first.subscribe(() => {
      throw new Error('planted')
    })
    first.subscribe(() => heard.push('ended'))()
    first.subscribe(() => heard.push('on'))
    first.tell(hold(1, 2))
    first.close()
    first.tell(hold(2, 3))
    flow()
    expect(heard).toEqual(['on'])
    expect(first.staleSince()).toBeNull()
  })
})

test('a worker that starts late gets the whole room, and what it told meanwhile stays', () => {
  const primary = serveIpcBus()
  primary.bus.tell(hold(1, 2))
  const wire = channel()
  const worker = createIpcBus(wire.near)
  const heard: RoomNews[] = []
  worker.subscribe((_room, news) => heard.push(...news))
  worker.tell(joins('ada'))
  expect(worker.snapshot().orders).toEqual(EMPTY_ROOM.orders)
  primary.join(wire.far)
  wire.flow()
  expect(worker.snapshot()).toEqual(primary.bus.snapshot())
  expect(heard).toEqual([{ type: 'hold', page: { lesson: 'the-split', page: 2 } }])
})
