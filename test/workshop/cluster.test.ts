import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { serveIpcBus } from '../../src/workshop/bus-ipc.ts'
import { type ClusterOptions, openCluster } from '../../src/workshop/cluster.ts'
import type { Limits } from '../../src/workshop/limits.ts'
import { temporaryFolder } from '../support/folder.ts'
import { isRunning } from '../support/is-running.ts'
import { until } from './room.ts'

const PROGRAM = new URL('./worker.mjs', import.meta.url)

/** A server whose workers are `worker.mjs`, and what breaks them. */
async function cluster(
  limits: Partial<Limits>,
  options: Pick<ClusterOptions, 'processes'> & Partial<ClusterOptions>,
) {
  const learners = temporaryFolder()
  const broken = join(learners, 'broken')
  const log: string[] = []
  const server = await openCluster({
    host: '127.0.0.1',
    port: 0,
    program: PROGRAM,
    start: {
      ...{ learners, limits, lessons: null, room: null, redis: null },
      ...{ hostKey: '', code: null, instructorCode: '' },
    },
    shownAddress: String,
    learners: 0,
    ...serveIpcBus(),
    keepRoom: async () => {},
    log: line => log.push(line),
    ...options,
  })
  onTestFinished(() => server.close(''))
  return {
    log,
    port: server.port,
    breakThem: () => writeFileSync(broken, ''),
    mend: () => rmSync(broken),
    /** The processes that have tried to begin, in their order. */
    begun: () => readFileSync(join(learners, 'begun'), 'utf8').trim().split('\n').map(Number),
    /** A connection, and the process it is with; null where it was closed without a word. */
    comeIn: async () => {
      const socket = createConnection(server.port, '127.0.0.1')
      socket.on('error', () => {})
      onTestFinished(() => void socket.destroy())
      const said = await Promise.race([once(socket, 'data'), once(socket, 'close')])
      return { socket, pid: Number(said[0]) || null }
    },
  }
}

async function dies({ socket }: { readonly socket: Socket }): Promise<void> {
  socket.write('!')
  await once(socket, 'close')
}

test('a worker that can’t begin is ended and gets nobody; others let people in, and it is tried again', async () => {
  let goOn = () => {}
  const pause = () =>
    new Promise<void>(resolve => {
      goOn = resolve
    })
  const { log, breakThem, mend, begun, comeIn } = await cluster(
    { connectionsPerAddressMax: 400 },
    { processes: 2, pause },
  )
  const [first, second] = [await comeIn(), await comeIn()]
  expect(new Set(begun())).toEqual(new Set([first.pid, second.pid]))
  breakThem()
  await dies(first)
  await until(
    () => log.length > 1,
    () => `told only ${log}`,
  )
  expect(log).toEqual([
    'a process of the server died (SIGKILL) with 1 connections: another is begun',
    "a process of the server can't begin: planted: it is tried again",
  ])
  for (let turn = 0; turn < 3; turn += 1) expect((await comeIn()).pid).toBe(second.pid)
  const [, , failed = 0] = begun()
  await until(
    () => !isRunning(failed),
    () => `${failed} is still there`,
  )
  mend()
  goOn()
  await until(
    () => begun().length === 4,
    () => 'it is not tried again',
  )
  let third = await comeIn()
  while (third.pid === second.pid) third = await comeIn()
  expect(begun().indexOf(third.pid ?? 0)).toBe(3)
})

test('where they keep dying each waits twice as long; the connections of the dead are counted no more', async () => {
  const waits: number[] = []
  const pause = async (ms: number) => {
    waits.push(ms)
    if (waits.length === 7) mend()
  }
  const { breakThem, mend, begun, comeIn, log } = await cluster(
    { connectionsMax: 1 },
    { processes: 1, pause },
  )
  const first = await comeIn()
  const late = await comeIn()
  expect([late.pid, log.at(-1)]).toEqual([null, expect.stringContaining('the room is full')])
  breakThem()
  await dies(first)
  let next = await comeIn()
  while (next.pid === null) next = await comeIn()
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000])
  expect(begun().indexOf(next.pid)).toBe(8)
})

test('a worker that hangs gets nobody, and is ended: another takes its place; one that answers stays', async () => {
  const watching = { everyMs: 100, missesMax: 8 }
  const { begun, comeIn, log } = await cluster({ connectionsPerAddressMax: 400 }, { processes: 2, watching })
  const [first, second] = [await comeIn(), await comeIn()]
  process.kill(first.pid ?? 0, 'SIGSTOP')
  // Whoever is given to it at first waits, and is sent away with it.
  const all: Promise<number | null>[] = []
  while (log.length === 0) {
    const come = comeIn().then(({ pid, socket }) => {
      socket.destroy()
      return pid
    })
    all.push(come)
    await sleep(50)
  }
  const pids = await Promise.all(all)
  expect(pids).toContain(null)
  expect(pids.slice(-5)).toEqual(Array.from({ length: 5 }, () => second.pid))
  await until(
    () => first.socket.closed && begun().length === 3,
    () => 'no other one is begun',
  )
  expect(log[0]).toBe('a process of the server answers no more: it is ended')
  expect(log[1]).toMatch(/^a process of the server died \(SIGKILL\) with \d+ connections: another is begun$/)
  expect(isRunning(second.pid ?? 0)).toBe(true)
})

test('a worker that hangs as it begins is ended, and the server says that it can’t begin', async () => {
  const hanging = join(temporaryFolder(), 'hanging.mjs')
  writeFileSync(hanging, 'process.on("message", () => {})')
  const program = pathToFileURL(hanging)
  const watching = { everyMs: 20, missesMax: 2 }
  await expect(cluster({}, { processes: 1, program, watching })).rejects.toThrow()
})

test('connections that are closed as soon as they are made are let go, each of them, and nothing throws', async () => {
  const { comeIn, log, port, begun } = await cluster(
    { connectionsPerAddressMax: 400, connectionsMax: 60 },
    { processes: 2 },
  )
  await comeIn()
  for (let burst = 0; burst < 2; burst += 1) {
    const all = Array.from({ length: 50 }, () => createConnection(port, '127.0.0.1').on('error', () => {}))
    const closed = all.map(async (socket, at) => {
      await once(socket, 'connect')
      // Some are gone at once, and the others when the other end has closed as well.
      if (at % 5 === 0) socket.resetAndDestroy()
      else await once(socket.end().resume(), 'close')
    })
    await Promise.all(closed)
  }
  // There would be no place where those of before were still counted.
  expect(begun()).toContain((await comeIn()).pid)
  expect(log).toEqual([])
})
