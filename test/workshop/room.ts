import { createConnection, type Socket } from 'node:net'
import { join } from 'node:path'
import xterm from '@xterm/headless'
import ssh2, { type Client, type ClientChannel, type ConnectConfig } from 'ssh2'
import { onTestFinished } from 'vitest'
import { createLocalBus } from '../../src/workshop/bus.ts'
import { createFileKeeper } from '../../src/workshop/file-keeper.ts'
import { newPrivateKey } from '../../src/workshop/host-key.ts'
import { openWorkshop, type Workshop, type WorkshopOptions } from '../../src/workshop/workshop.ts'
import { shippedCourse } from '../support/course.ts'
import { temporaryFolder } from '../support/folder.ts'

/** A workshop on a free port of this machine, closed when the test ends, and what it wrote to its log. */
export interface TestRoom extends Workshop {
  readonly log: readonly string[]
  readonly folder: string
}

const course = shippedCourse()
/** Made once: making one takes longer than all else. */
export const HOST_KEY = newPrivateKey()

export async function openRoom(options: Partial<WorkshopOptions> = {}): Promise<TestRoom> {
  const log: string[] = []
  const folder = temporaryFolder()
  const workshop = await openWorkshop({
    read: course,
    keeper: createFileKeeper(join(folder, 'learners')),
    bus: createLocalBus(),
    host: '127.0.0.1',
    port: 0,
    hostKey: HOST_KEY,
    code: null,
    instructorCode: 'the-instructor',
    shownAddress: port => `-p ${port} @localhost`,
    log: line => log.push(line),
    ...options,
  })
  onTestFinished(() => workshop.close('The test is over.'))
  return { ...workshop, log, folder }
}

/** A learner at a terminal of their own, on an ssh2 client. */
export interface Guest {
  readonly client: Client
  readonly channel: ClientChannel
  readonly socket: Socket
  readonly screen: () => string
  readonly raw: () => string
  readonly send: (keys: string) => void
  /** Waits until the screen shows it; throws with the screen after five seconds. */
  readonly sees: (what: string | RegExp) => Promise<void>
  readonly closed: Promise<void>
}

export interface GuestOptions extends ConnectConfig {
  readonly columns?: number
  readonly rows?: number
  readonly term?: string
  readonly env?: NodeJS.ProcessEnv
  /** What is answered to each question at the login. */
  readonly answers?: readonly string[]
}

/** Logs in, and no more: rejects where the server says no. */
export async function logIn(
  room: Pick<TestRoom, 'port'>,
  { answers = [], ...config }: GuestOptions = {},
): Promise<{ client: Client; socket: Socket; asked: string[] }> {
  const socket = createConnection(room.port, '127.0.0.1')
  const client = new ssh2.Client()
  const asked: string[] = []
  const left = [...answers]
  client.on('keyboard-interactive', (_name, _text, _lang, prompts, finish) => {
    asked.push(...prompts.map(({ prompt }) => prompt))
    finish(prompts.map(() => left.shift() ?? ''))
  })
  onTestFinished(() => {
    client.destroy()
    socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    client.on('ready', resolve)
    client.on('error', reject)
    client.on('close', () => reject(new Error('the connection was closed')))
    client.connect({ sock: socket, username: 'ada', tryKeyboard: true, ...config })
  })
  return { client, socket, asked }
}

export async function comeIn(room: Pick<TestRoom, 'port'>, options: GuestOptions = {}): Promise<Guest> {
  const { columns = 80, rows = 24, term = 'xterm-256color', env = {} } = options
  const { client, socket } = await logIn(room, options)
  const channel = await new Promise<ClientChannel>((resolve, reject) =>
    client.shell({ cols: columns, rows, term }, { env }, (error, made) =>
      error ? reject(error) : resolve(made),
    ),
  )
  const terminal = new xterm.Terminal({
    cols: Math.min(columns, 1000),
    rows: Math.min(rows, 1000),
    allowProposedApi: true,
  })
  // A terminal answers what it is asked.
  terminal.onData(answer => {
    if (channel.writable) channel.write(answer)
  })
  let raw = ''
  channel.on('data', (data: Buffer) => {
    raw += data
    terminal.write(data)
  })
  const screen = () =>
    Array.from({ length: terminal.rows }, (_, row) => {
      const { active } = terminal.buffer
      return (active.getLine(active.viewportY + row)?.translateToString(true) ?? '').trimEnd()
    }).join('\n')
  const closed = new Promise<void>(resolve => client.on('close', () => resolve()))
  return {
    client,
    channel,
    socket,
    screen,
    raw: () => raw,
    send: keys => channel.write(keys),
    sees: what =>
      until(
        () => matches(screen(), what),
        () => `no ${what} in:\n${screen()}`,
      ),
    closed,
  }
}

function matches(text: string, what: string | RegExp): boolean {
  return typeof what === 'string' ? text.includes(what) : what.test(text)
}

/** Waits for something that somebody else does; throws with `why` after five seconds, unless more are given. */
export async function until(holds: () => boolean, why: () => string, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; !holds(); ) {
    if (Date.now() > end) throw new Error(why())
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
