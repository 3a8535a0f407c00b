import { createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import ssh2, { type Connection } from 'ssh2'
import { Gate, type Limits } from './limits.ts'
import { IN_LINES } from './names.ts'
import { type AuthRules, authenticate, type Guest } from './ssh-auth.ts'
import { type ClientTerminal, takeTerminal } from './ssh-terminal.ts'

export interface ServerOptions {
  /** `127.0.0.1` for this machine alone. */
  readonly host: string
  /** 0 for any that is free. */
  readonly port: number
  readonly hostKey: string
  readonly limits: Limits
  readonly rules: AuthRules
  /** Somebody has come in, with a terminal. */
  readonly onGuest: (guest: Guest, terminal: ClientTerminal, connection: Connection) => void
  /** One line for each refusal; clients' own words are in some. */
  readonly log: (line: string) => void
}

export interface SshServer {
  readonly port: number
  /** Nobody comes in after this; resolves when every connection is closed, whatever a client does. */
  readonly close: () => Promise<void>
}

/** Said before anybody is asked anything, while a screen reader still hears lines. */
const BANNER = `For a screen reader, or a slow line: log in as NAME${IN_LINES}, and all is told in lines.\r\n`

/** For clients to go by themselves, and then for their sockets. */
const GOODBYE_MS = 400

/** Listens for SSH clients, and gives each that may come in a terminal with nothing else behind it. */
export async function startSshServer(options: ServerOptions): Promise<SshServer> {
  const { host, port, hostKey, limits, log } = options
  const gate = new Gate(limits, () => performance.now())
  const sockets = new Map<string, Arrived>()
  const ssh = new ssh2.Server({
    hostKeys: [hostKey],
    ident: 'netsplit',
    keepaliveInterval: 15_000,
    banner: BANNER,
  })
  ssh.on('connection', (connection, { ip, port: from }) => {
    const arrived = sockets.get(nameOf(ip, from))
    if (arrived === undefined) connection.end()
    else welcome(connection, arrived, gate, options)
  })
  const listener = createServer({ noDelay: true }, socket => {
    const address = socket.remoteAddress ?? ''
    const leave = gate.admit(address)
    if (typeof leave === 'string') {
      log(`refused ${address}: ${leave}`)
      socket.destroy()
      return
    }
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
    ssh.injectSocket(socket)
  })
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(port, host, resolve)
  })
  const bound = listener.address()
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    close: async () => {
      const closed = new Promise<void>(resolve => listener.close(() => resolve()))
      await Promise.race([closed, sleep(GOODBYE_MS)])
      for (const { socket } of sockets.values()) socket.end()
      await Promise.race([closed, sleep(GOODBYE_MS)])
      for (const { socket } of sockets.values()) socket.destroy()
      await closed
    },
  }
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
  gate: Gate,
  { limits, rules, onGuest, log }: ServerOptions,
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
    inLines: () => guest?.role === 'learner' && guest.inLines,
    onTerminal: terminal => {
      clearTimeout(late)
      if (guest !== null) onGuest(guest, terminal, connection)
    },
  })
}
