import type { Connection } from 'ssh2'
import { printable } from '../model/problem.ts'
import { IN_LINES } from './names.ts'
import type { Ending } from './session.ts'
import type { LearnerGuest } from './ssh-auth.ts'
import type { ClientTerminal } from './ssh-terminal.ts'

export const APOLOGY =
  'netsplit: something of ours broke, and only here; sorry. What you did is kept: log in again.'

/** For a client to close its end by itself. */
const GOODBYE_MS = 1000

/** The last lines on the learner's own screen: why it is over, and how to come `back`. */
export function sayFarewell(
  ending: Ending,
  back: string,
  { channel }: ClientTerminal,
  connection: Connection,
): void {
  const lines = ending.type === 'crashed' ? [APOLOGY] : ending.type === 'told' ? [ending.message] : []
  lines.push(`To come back to where you were: ${back}`)
  if (ending.type !== 'gone') {
    channel.exit(ending.type === 'crashed' ? 70 : 0)
    channel.end(lines.map(line => `${printable(line)}\r\n`).join(''))
  }
  // A client that doesn't close its end is not waited for.
  channel.once('close', () => connection.end())
  const late = setTimeout(() => connection.end(), GOODBYE_MS)
  connection.once('close', () => clearTimeout(late))
}

/** What to type to come back, as a shell takes it; `address` is such as `-p 2222 @lab.example.org`. A key is no code. */
export function wayBack(address: string, { name, code, inLines }: LearnerGuest): string {
  const [before = '', host = ''] = address.split('@')
  const user = `${name}${code === null ? '' : `+${code}`}${inLines ? IN_LINES : ''}@${host}`
  return `ssh ${before}${/^[\w.+@:-]+$/.test(user) ? user : `'${user}'`}`
}
