import type { Socket } from 'node:net'
import type { Connection, ServerChannel, Session as SshSession } from 'ssh2'
import type { Size } from '../app/app.ts'
import { isSet } from '../terminal/terminals.ts'
import type { Environment } from '../terminal/traits.ts'
import { ChannelOutput } from './channel-output.ts'
import { clampedSize, VARIABLES_MAX, withTerm, withVariable } from './client-terminal.ts'
import { IN_LINES } from './names.ts'

/** A client's terminal, once it has asked for a shell. */
export interface ClientTerminal {
  readonly channel: ServerChannel
  readonly output: ChannelOutput
  readonly env: Environment
  /** As it is now; the usual one where there is none. */
  size: Size
  /** Whether the client has asked for a terminal: then it shows only what it is sent. */
  readonly echoes: boolean
  /** Whom to tell of another size, and of an exception in writing. */
  onResize: (size: Size) => void
  onError: (error: unknown) => void
}

export interface TerminalOptions {
  readonly connection: Connection
  readonly socket: Socket
  /** Called once for a connection: its terminal is there. */
  readonly onTerminal: (terminal: ClientTerminal) => void
  /** Whether the learner wants to be told in lines, for which no terminal is needed. */
  readonly inLines: () => boolean
  /** Something was asked for that is not to be had here. */
  readonly refuse: (what: string) => void
}

const NO_TERMINAL = `A terminal is needed here: ssh -t; or NAME${IN_LINES} in place of NAME, to be told in lines\r\n`

/** Takes from a connection the one thing that is to be had: a terminal with the course on it. All else is refused. */
export function takeTerminal(options: TerminalOptions): void {
  const { connection, onTerminal, refuse } = options
  let taken = false
  connection.on('session', (accept, reject) => {
    if (taken) {
      refuse('a second session')
      return reject()
    }
    taken = true
    hearRequests(accept(), {
      ...options,
      onTerminal: terminal => {
        connection.on('handshake', () => terminal.output.freed())
        onTerminal(terminal)
      },
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

function hearRequests(session: SshSession, { socket, refuse, inLines, onTerminal }: TerminalOptions): void {
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
    const isLinear = inLines() || isSet(env, 'NETSPLIT_LINEAR')
    if (size === null && !isLinear) {
      channel.exit(1)
      channel.end(NO_TERMINAL)
      return
    }
    if (isLinear) env = { ...env, NETSPLIT_LINEAR: '1' }
    const output = new ChannelOutput(channel, socket, error => terminal?.onError(error))
    const echoes = size !== null
    terminal = {
      channel,
      output,
      env,
      size: size ?? clampedSize(0, 0),
      echoes,
      onResize: () => {},
      onError: () => {},
    }
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
