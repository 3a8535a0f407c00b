import { join } from 'node:path'
import { PassThrough, type Writable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { render } from 'ink'
import { createElement } from 'react'
import ssh2 from 'ssh2'
import { bookmarkOf, courseParts, createStore, firstState } from '../../src/app/app.ts'
import type { CourseRead } from '../../src/app/course-read.ts'
import { openLessons, wholeCourse } from '../../src/commands/lessons.ts'
import { createFrameClock } from '../../src/effects/frame-clock.ts'
import { findWithVariants, type Scenario } from '../../src/lab/lab.ts'
import { present } from '../../src/model/assert.ts'
import { emptyProgress } from '../../src/progress/progress.ts'
import { App } from '../../src/tui/app.tsx'
import { appView } from '../../src/tui/views/app-view.ts'
import { createLocalBus } from '../../src/workshop/bus.ts'
import { ChannelOutput } from '../../src/workshop/channel-output.ts'
import { createFileKeeper } from '../../src/workshop/file-keeper.ts'
import { hostKeyIn } from '../../src/workshop/host-key.ts'
import { openWorkshop } from '../../src/workshop/workshop.ts'

// A server by itself, for the bench: `ours` is the workshop as it is with everybody in the sandbox, `split-bank` the same in that
// lab, `ink` one plain Ink render for each connection.

const [kind = '', root = '', folder = ''] = process.argv.slice(2)
const read = lively(wholeCourse(openLessons(join(root, 'lessons'))))
const look = { depth: 256, background: 'dark', unicode: true } as const
const size = { columns: 80, rows: 24 }

/** The course with a sandbox in which somebody asks for something every two and a half seconds, as learners do. */
function lively(read: CourseRead): CourseRead {
  const EVERY_US = 500_000
  // For two and a half minutes, which nobody here stays: what waits to be asked is in the queue, where a learner's hand
  // would put one thing at a time.
  const REQUESTS = 60
  const ask = ({ clients }: Scenario): Scenario['workload'][number][] =>
    Array.from({ length: REQUESTS }, (_, i) => {
      const client = present(clients[i % clients.length], 'a client').id
      const at = { fromUs: i * EVERY_US, toUs: i * EVERY_US }
      return i % 2 === 0
        ? { at, client, f: 'read', key: 'account', value: null }
        : { at, client, f: 'withdraw', key: 'account', value: 1 }
    })
  return {
    ...read,
    scenarios: read.scenarios.map(one =>
      one.id === 'sandbox' ? { ...one, workload: ask(one) } : one.id === 'split-bank' ? unstopped(one) : one,
    ),
  }
}

/** The lab as it is, but that it goes on to its end after the choice: nobody is there to answer its next question. */
function unstopped(lab: Scenario): Scenario {
  return { ...lab, stops: lab.stops.filter(({ choice }) => choice !== null && choice !== undefined) }
}

/** An app in the split bank right after the choice: for 26 seconds from there the cluster moves. */
function inSplitBank() {
  const store = inLab('split-bank')
  for (let asked = 0; asked < 3; )
    if (appView(store.state()).menu === null) store.dispatch({ type: 'frame', elapsedMs: 50 })
    else {
      store.dispatch({ type: 'selected', option: 0 })
      asked += 1
    }
  return store
}

/** An app in the middle of a cluster that goes on for hours. */
function inLab(id = 'sandbox') {
  const parts = courseParts(read)
  const scenario = findWithVariants(id, name => parts.scenarios.get(name))
  const start = { ...parts, progress: emptyProgress, size, notice: null, when: 1 }
  const store = createStore(firstState({ ...start, ...(scenario ? { scenario } : {}) }), Date.now, () => {})
  store.dispatch({ type: 'frame', elapsedMs: 500 })
  return store
}

async function ours(hostKey: string, learner: ReturnType<typeof inLab>): Promise<number> {
  const keeper = createFileKeeper(join(folder, 'learners'))
  const place = bookmarkOf(learner.state())
  const { port } = await openWorkshop({
    read,
    keeper: { ...keeper, loadPlace: async () => place },
    bus: createLocalBus(),
    host: '127.0.0.1',
    port: 0,
    hostKey,
    code: null,
    instructorCode: 'nobody-is-told',
    shownAddress: String,
    log: line => process.stderr.write(`${line}\n`),
  })
  return port
}

/** What there would be without a painter: the same app, which Ink draws anew for each frame. */
async function plainInk(hostKey: string): Promise<number> {
  const server = new ssh2.Server({ hostKeys: [hostKey] }, client => {
    client.on('error', () => {})
    client.on('authentication', context => context.accept())
    client.on('session', accept => {
      const session = accept()
      session.on('pty', yes => yes?.())
      session.on('shell', open => {
        const channel = open()
        const store = inLab()
        const output = Object.assign(channel, { isTTY: true, ...size }) as unknown as NodeJS.WriteStream
        const stdin = new PassThrough() as unknown as NodeJS.ReadStream
        const ink = render(createElement(App, { store, view: appView, look }), {
          stdin,
          stdout: output,
          patchConsole: false,
          exitOnCtrlC: false,
        })
        const clock = createFrameClock(elapsedMs => store.dispatch({ type: 'frame', elapsedMs }))
        clock.start()
        channel.on('data', (keys: Buffer) =>
          store.dispatch({ type: 'command', command: String(keys) === '-' ? 'slower' : 'faster' }),
        )
        channel.on('close', () => {
          clock.stop()
          ink.unmount()
        })
      })
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** All outputs of the workshop, and the most that was ever written to one at once. */
const outputs = new Set<ChannelOutput>()
let frame = 0
const write = ChannelOutput.prototype.write
ChannelOutput.prototype.write = function (text) {
  outputs.add(this)
  frame = Math.max(frame, Buffer.byteLength(text))
  return write.call(this, text)
}

/** The bytes that wait for the client that has most of them: with ssh2, and in the socket below. */
function mostHeld(): number {
  const held = [...outputs].map(output => {
    const { channel, socket } = output as unknown as Record<'channel' | 'socket', Writable & Partial<Rest>>
    return channel.writableLength + (channel._chunk?.length ?? 0) + socket.writableLength
  })
  return Math.max(0, ...held)
}

/** What ssh2 has taken of a write, and waits for the client's window to send. */
interface Rest {
  readonly _chunk: Buffer | undefined
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  const atMs = performance.now()
  collect()
  collect()
  const { rss } = process.memoryUsage()
  process.send?.({ cpuMs: (user + system) / 1000, atMs, rss, held: mostHeld(), frame })
})
process.on('disconnect', () => process.exit(0))
const { privateKey: hostKey } = await hostKeyIn(folder)
const open = () => ours(hostKey, kind === 'ours' ? inLab() : inSplitBank())
process.send?.({ port: await (kind === 'ink' ? plainInk(hostKey) : open()) })
