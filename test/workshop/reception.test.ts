import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createLocalBus } from '../../src/workshop/bus.ts'
import { createFileKeeper } from '../../src/workshop/file-keeper.ts'
import { Gate, USUAL_LIMITS } from '../../src/workshop/limits.ts'
import { openReception } from '../../src/workshop/reception.ts'
import { present } from '../../src/workshop/tallies.ts'
import { shippedCourse } from '../support/course.ts'
import { temporaryFolder } from '../support/folder.ts'
import { comeIn, HOST_KEY } from './room.ts'

const course = shippedCourse()

/** What the reception asks for, and gets once the test says so. */
function wait() {
  let goOn = () => {}
  const over = new Promise<void>(resolve => {
    goOn = resolve
  })
  const asked = vi.fn(() => over)
  return { asked, goOn }
}

type Asked = () => Promise<void>
const AT_ONCE: Asked = async () => {}

/** A reception in which a learner’s seat, and what is kept of them, come when the test says so. */
async function slowReception({ seat = AT_ONCE, load = AT_ONCE }: { seat?: Asked; load?: Asked }) {
  const told: string[] = []
  const log: string[] = []
  const local = createLocalBus()
  const bus = {
    ...local,
    tell: (event: Parameters<typeof local.tell>[0]) => {
      if (event.from === 'session') told.push(event.telling.type)
      local.tell(event)
    },
  }
  const keeper = createFileKeeper(join(temporaryFolder(), 'learners'))
  const giveUp = vi.fn()
  const onGone = vi.fn()
  const reception = openReception({
    read: course,
    keeper: { ...keeper, load: learner => load().then(() => keeper.load(learner)) },
    bus,
    hostKey: HOST_KEY,
    code: null,
    instructorCode: 'the-instructor',
    log: line => log.push(line),
    gate: new Gate(USUAL_LIMITS, () => performance.now(), 0).keeping(),
    seats: { take: () => seat().then(() => giveUp) },
    address: () => '',
  })
  const listener = createServer(socket => reception.take(socket, onGone)).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  onTestFinished(async () => {
    listener.close()
    await reception.empty('')
    await reception.close()
  })
  return {
    ...{ told, log, giveUp, onGone, reception },
    port: (listener.address() as AddressInfo).port,
    here: () => present(bus.snapshot()).length,
  }
}

test('whose line drops while they wait for their seat gets none, and it is given up', async () => {
  const seat = wait()
  const room = await slowReception({ seat: seat.asked })
  const ada = await comeIn(room)
  await vi.waitFor(() => expect(seat.asked).toHaveBeenCalled())
  ada.socket.destroy()
  await vi.waitFor(() => expect(room.onGone).toHaveBeenCalled())
  seat.goOn()
  await vi.waitFor(() => expect(room.giveUp).toHaveBeenCalledOnce())
  expect(room.told).toEqual([])
})

test('who waits for their seat when the workshop ends gets none, and is sent away', async () => {
  const seat = wait()
  const room = await slowReception({ seat: seat.asked })
  const ada = await comeIn(room)
  await vi.waitFor(() => expect(seat.asked).toHaveBeenCalled())
  const emptied = room.reception.empty('It is over.')
  seat.goOn()
  await Promise.all([emptied, ada.closed])
  expect([room.told, room.giveUp.mock.calls.length]).toEqual([[], 1])
})

test('whose line drops while the course is opened is in the room no more', async () => {
  const load = wait()
  const room = await slowReception({ load: load.asked })
  const ada = await comeIn(room)
  await vi.waitFor(() => expect(load.asked).toHaveBeenCalled())
  ada.socket.destroy()
  await vi.waitFor(() => expect(room.onGone).toHaveBeenCalled())
  load.goOn()
  await vi.waitFor(() => expect([room.giveUp.mock.calls.length, room.here()]).toEqual([1, 0]))
  expect(room.told.at(-1)).toBe('left')
})

test('who floods the server while the course is opened is sent away once it is', async () => {
  const load = wait()
  const room = await slowReception({ load: load.asked })
  const ada = await comeIn(room)
  await vi.waitFor(() => expect(load.asked).toHaveBeenCalled())
  ada.send('x'.repeat(200_000))
  await vi.waitFor(() => expect(room.log.join()).toContain('faster than anybody types'))
  load.goOn()
  await ada.closed
  expect(ada.raw()).toContain('More was typed than anybody types.')
})
