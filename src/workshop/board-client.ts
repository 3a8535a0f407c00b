import ssh2, { type ClientChannel } from 'ssh2'
import { codeOf } from '../effects/failure.ts'
import { giveScreenBack, guardTerminal, type TerminalGuard } from '../effects/terminal-guard.ts'
import { type TerminalOutput, terminalOutput } from '../effects/terminal-output.ts'
import type { Environment } from '../terminal/traits.ts'
import { fingerprintOf } from './host-key.ts'
import { INSTRUCTOR } from './ssh-auth.ts'

export interface BoardClientOptions {
  readonly port: number
  /** What the server on this machine proves to be itself with; nobody else is told the instructor's code. */
  readonly fingerprint: string
  readonly instructorCode: string
  readonly env: Environment
  /** Whether it is to be told in lines, for which no terminal is needed. */
  readonly inLines: boolean
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
}

/** The instructor's variables of which a server takes note. */
const PASSED = [
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'COLORTERM',
  'NO_COLOR',
  'NETSPLIT_THEME',
  'NETSPLIT_COLORS',
  'NETSPLIT_ASCII',
]

/**
 * The board of the server that runs on this machine, on this terminal. Resolves when it is left; rejects where there is
 * no such server, or another one.
 */
export function showRunningBoard(options: BoardClientOptions): Promise<void> {
  const { port, fingerprint, instructorCode, env, inLines, stdin, stdout, stderr } = options
  const client = new ssh2.Client()
  const output = terminalOutput(stdout)
  let isOurs = true
  return new Promise<void>((resolve, reject) => {
    let guard: TerminalGuard | null = null
    let left = false
    const end = (why: string | null) => {
      guard?.dispose()
      output.close()
      client.end()
      if (why === null) resolve()
      else reject(new Error(why))
    }
    client.on('error', error => end(reasonOf(error, isOurs)))
    client.once('close', () => end(guard === null || left ? null : BROKE))
    client.once('ready', () => {
      const size = { cols: stdout.columns || 80, rows: stdout.rows || 24, term: env['TERM'] ?? 'xterm' }
      const wanted = Object.fromEntries(PASSED.flatMap(name => (env[name] ? [[name, env[name]]] : [])))
      const asked = inLines ? { ...wanted, NETSPLIT_LINEAR: '1' } : wanted
      client.shell(inLines ? false : size, { env: asked }, (error, channel) => {
        if (error) return end(error.message)
        channel.once('exit', () => (left = true))
        channel.once('close', () => end(left ? null : BROKE))
        show(channel, output)
        if (inLines) return joinLines(channel, stdin)
        const restore = join(channel, stdin, stdout)
        guard = guardTerminal({ process, stdin, stdout: output, stderr })
        guard.beforeLeave(() => {
          restore()
          // What would have given the screen back never came.
          if (!left) giveScreenBack(output)
        })
      })
    })
    client.connect({
      host: '127.0.0.1',
      port,
      username: INSTRUCTOR,
      password: instructorCode,
      hostVerifier: (key: Buffer) => {
        isOurs = fingerprintOf(key) === fingerprint
        return isOurs
      },
      readyTimeout: 5000,
    })
  })
}

const BROKE = 'the line to the workshop broke'

/** Why there is no board, as somebody would say it. */
function reasonOf(error: Error & { readonly level?: string }, isOurs: boolean): string {
  if (!isOurs) return 'what listens there has another key than the workshop that you began on this machine'
  if (error.level === 'client-authentication') return 'what listens there refuses your instructor’s code'
  if (codeOf(error) === 'ECONNREFUSED') return 'nobody listens there'
  return codeOf(error) === 'ECONNRESET' ? BROKE : error.message
}

/** Shows what comes, as fast as the terminal takes it: the server, too, sends no more to one that takes nothing. */
function show(channel: ClientChannel, output: TerminalOutput): void {
  let over = false
  channel.on('data', (chunk: Buffer) => {
    if (!output.write(chunk) && !over) channel.pause()
  })
  output.on('drain', () => channel.resume())
  // What it said last, the end of its screen, is heard before the line is closed.
  channel.once('exit', () => {
    over = true
    channel.resume()
  })
}

/** Lines go to the channel as they are typed or come from a pipe; the terminal edits them by itself. */
function joinLines(channel: ClientChannel, stdin: NodeJS.ReadStream): void {
  stdin.pipe(channel)
  // It would keep the program from ending.
  channel.once('close', () => stdin.unpipe(channel).pause().unref?.())
}

/** Joins the terminal with the channel, until what comes back is called. */
function join(channel: ClientChannel, stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream): () => void {
  const resize = () => channel.setWindow(stdout.rows || 24, stdout.columns || 80, 0, 0)
  const send = (chunk: Buffer) => channel.write(chunk)
  stdin.setRawMode(true)
  stdin.on('data', send)
  stdout.on('resize', resize)
  return () => {
    stdin.off('data', send)
    stdout.off('resize', resize)
    stdin.setRawMode(false)
    stdin.pause()
  }
}
