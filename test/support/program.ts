import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ROOT } from './bundle.ts'
import { temporaryFolder } from './folder.ts'
import { start, type Terminal } from './pty.ts'

/** The built program, as `npm run build` leaves it. */
export const ENTRY = join(ROOT, 'dist', 'netsplit.cjs')

interface Options {
  readonly home?: string
  readonly args?: readonly string[]
  readonly cols?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
}

/** The built program in a real pseudo-terminal, with a home of its own. */
export function netsplit({ home = temporaryFolder(), args = [], env = {}, ...size }: Options = {}): Terminal {
  expect(existsSync(ENTRY), 'run `npm run build` first').toBe(true)
  return start({
    command: process.execPath,
    args: [ENTRY, ...args],
    env: { NETSPLIT_HOME: home, ...env },
    ...size,
  })
}

/** Ends the program by its key, and looks at what is left of the terminal. */
export async function leave(terminal: Terminal, key = 'q'): Promise<void> {
  terminal.send(key)
  expect(await terminal.exit()).toEqual({ code: 0, signal: null })
  expect(terminal.inAlternateScreen()).toBe(false)
  expect(terminal.cursorVisible()).toBe(true)
}
