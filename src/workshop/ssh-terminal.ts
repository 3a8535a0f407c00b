import type { Socket } from 'node:net'
import type { Connection, ServerChannel, Session as SshSession } from 'ssh2'
import type { Size } from '../app/app.ts'
import type { Environment } from '../terminal/traits.ts'
import { ChannelOutput } from './channel-output.ts'
import { clampedSize, VARIABLES_MAX, withTerm, withVariable } from './client-terminal.ts'

/** A client's terminal, once it has asked for a shell. */
export interface ClientTerminal {
  readonly channel: ServerChannel
  readonly output: ChannelOutput
  readonly env: Environment
  /** As it is now. */
  size: Size
  /** Whom to tell of another size, and of an exception in writing. */
  onResize: (size: Size) => void
  onError: (error: unknown) => void
}

export interface TerminalOptions {
  readonly connection: Connection
  readonly socket: Socket
  /** Called once for a connection: its terminal is there. */
  readonly onTerminal: (terminal: ClientTerminal) => void
  /** Something was asked for that is not to be had here. */
  readonly refuse: (what: string) => void
}

const NO_TERMINAL = 'A terminal is needed here: ssh -t\r\n'

/** Takes from a connection the one thing that is to be had: a terminal with the course on it. All else is refused. */
export function takeTerminal({ connection, socket, onTerminal, refuse }: TerminalOptions): void {
  let taken = false
  connection.on('session', (accept, reject) => {
    if (taken) {
      refuse('a second session')
      return reject()
    }
    taken = true
    hearRequests(accept(), socket, refuse, terminal => {
      connection.on('handshake', () => terminal.output.freed())
      onTerminal(terminal)
    })
  })
  connection.on('tcpip', (_, reject) => {
    refuse('forwarding (direct-tcpip)')
    reject()
  })
  connection.on('openssh.streamlocal', (_, reject) => {
    refuse('forwarding (direct-streamlocal)')
    reject()
  })
  connection.on('request', (_, reject, name) => {
    refuse(`forwarding (${name})`)
    reject?.()
  })
}

function hearRequests(
  session: SshSession,
  socket: Socket,
  refuse: (what: string) => void,
  onTerminal: (terminal: ClientTerminal) => void,
): void {
  let env: Environment = {}
  let variables = 0
  let size: Size | null = null
  let terminal: ClientTerminal | null = null
  session.on('env', (accept, reject, { key, val }) => {
    variables += 1
    if (variables === VARIABLES_MAX + 1) refuse(`more than ${VARIABLES_MAX} variables`)
    if (variables > VARIABLES_MAX) return reject?.()
    env = withVariable(env, key, val)
    accept?.()
  })
  session.on('pty', (accept, _, { term, cols, rows }) => {
    env = withTerm(env, term)
    size = clampedSize(cols, rows)
    accept?.()
  })
  session.on('window-change', (accept, _, { cols, rows }) => {
    size = clampedSize(cols, rows)
    if (terminal !== null) terminal.size = size
    terminal?.onResize(size)
    accept?.()
  })
  session.on('shell', accept => {
    const channel = accept()
    if (channel === undefined || terminal !== null) return
    channel.on('error', () => {})
    if (size === null) {
      channel.exit(1)
      channel.end(NO_TERMINAL)
      return
    }
    const output = new ChannelOutput(channel, socket, error => terminal?.onError(error))
    terminal = { channel, output, env, size, onResize: () => {}, onError: () => {} }
    onTerminal(terminal)
  })
  for (const name of ['exec', 'sftp', 'subsystem', 'x11', 'auth-agent'])
    session.on(name, (_accept: unknown, reject: (() => void) | undefined) => {
      refuse(REFUSED[name] ?? name)
      reject?.()
    })
}

const REFUSED: { readonly [request: string]: string } = {
  exec: 'a command (exec)',
  sftp: 'files (sftp)',
  subsystem: 'a subsystem',
  x11: 'a window system (x11-req)',
  'auth-agent': 'an agent (auth-agent-req)',
}
