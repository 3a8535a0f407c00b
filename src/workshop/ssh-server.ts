import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import ssh2, { type Connection } from 'ssh2'
import type { GateKeeping, Limits } from './limits.ts'
import { IN_LINES } from './names.ts'
import { type AuthRules, authenticate, type Guest } from './ssh-auth.ts'
import { type ClientTerminal, takeTerminal } from './ssh-terminal.ts'

export interface ServerOptions {
  readonly hostKey: string
  readonly limits: Limits
  readonly gate: GateKeeping
  readonly rules: AuthRules
  /** Somebody has come in, with a terminal. */
  readonly onGuest: (guest: Guest, terminal: ClientTerminal, connection: Connection) => void
  /** One line for each refusal; clients' own words are in some. */
  readonly log: (line: string) => void
}

export interface SshServer {
  /** Speaks SSH with whoever is at the other end; `leave` is called when they are gone. */
  readonly take: (socket: Socket, leave: () => void) => void
  /** Nobody is taken after this; resolves when every connection is closed, whatever a client does. */
  readonly close: () => Promise<void>
}

/**
 * Said before anybody is asked anything, while a screen reader still hears lines; and before their name is known, so also
 * to those who did as it says.
 */
const BANNER = `NAME${IN_LINES} in place of NAME: in lines, for a screen reader.\r\n`

/** For clients to go by themselves, and then for their sockets. */
const GOODBYE_MS = 400

/** Takes connections of SSH clients, and gives each that may come in a terminal with nothing else behind it. */
export function createSshServer(options: ServerOptions): SshServer {
  const { hostKey, limits, log } = options
  const sockets = new Map<string, Arrived>()
  let closed = false
  const ssh = new ssh2.Server({
    hostKeys: [hostKey],
    ident: 'netsplit',
    keepaliveInterval: 15_000,
    banner: BANNER,
  })
  ssh.on('connection', (connection, { ip, port: from }) => {
    const arrived = sockets.get(nameOf(ip, from))
    if (arrived === undefined) connection.end()
    else welcome(connection, arrived, options)
  })
  const take = (socket: Socket, leave: () => void) => {
    const address = socket.remoteAddress ?? ''
    // Also for those who never say a word, and are no connection to ssh2.
    const late = setTimeout(() => {
      log(`refused ${address}: not in after ${limits.authMsMax / 1000} s`)
      socket.destroy()
    }, limits.authMsMax)
    const name = nameOf(address, socket.remotePort)
    sockets.set(name, { socket, late })
    socket.on('error', () => {})
    socket.once('close', () => {
      clearTimeout(late)
      sockets.delete(name)
      leave()
    })
    if (closed) socket.destroy()
    else ssh.injectSocket(socket)
  }
  const close = async () => {
    closed = true
    const all = [...sockets.values()].map(({ socket }) => socket)
    const gone = Promise.all(all.map(closing))
    await Promise.race([gone, sleep(GOODBYE_MS)])
    for (const socket of all) socket.end()
    await Promise.race([gone, sleep(GOODBYE_MS)])
    for (const socket of all) socket.destroy()
    await gone
  }
  return { take, close }
}

/** Resolves when it is closed, with an error or without. */
function closing(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    if (socket.closed) resolve()
    else socket.once('close', () => resolve())
  })
}

interface Arrived {
  readonly socket: Socket
  /** Ends the connection, unless somebody has come in by then. */
  readonly late: NodeJS.Timeout
}

function nameOf(address: string | undefined, port: number | undefined): string {
  return `${address} ${port}`
}

/** From the first word of a client to its terminal. */
function welcome(
  connection: Connection,
  { socket, late }: Arrived,
  { limits, gate, rules, onGuest, log }: ServerOptions,
): void {
  const address = socket.remoteAddress ?? ''
  let guest: Guest | null = null
  const who = () => (guest === null ? address : `${address} (${guest.name})`)
  const refuse = (what: string) => log(`refused ${who()}: ${what}`)
  // Told by `close` as well; without a listener it would end the process.
  connection.on('error', () => {})
  authenticate(connection, { rules, gate, address, limits, refuse, onGuest: come => (guest = come) })
  takeTerminal({
    connection,
    socket,
    refuse,
    inLines: () => guest?.inLines === true,
    onTerminal: terminal => {
      clearTimeout(late)
      if (guest !== null) onGuest(guest, terminal, connection)
    },
  })
}
