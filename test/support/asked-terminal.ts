import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { onTestFinished, vi } from 'vitest'
import { temporaryFolder } from './folder.ts'
import { ENTRY } from './program.ts'

/** What the program asks a terminal: its background, and what it is. */
export const QUESTION = '\x1b]11;?\x07\x1b[c'

/** The answers of a terminal with this background (`1e1e/1e1e/2e2e`), or of one that doesn’t know what that is. */
export function answers(background: string | null): string {
  return `${background === null ? '' : `\x1b]11;rgb:${background}\x07`}\x1b[?62;22c`
}

/** A shell in a pseudo-terminal that answers nothing by itself: those of `pty.ts` do, and at once. */
export interface AskedTerminal {
  /** All that was written to it. */
  readonly raw: () => string
  readonly type: (text: string) => void
  /** Waits until it was written; `from` says from where on. */
  readonly until: (what: string | RegExp, from?: number) => Promise<void>
  /** The folder of the program's data. */
  readonly home: string
}

/** Starts bash with these arguments; `$NODE` and `$ENTRY` are the program, and `hook` is what Node runs before it. */
export function askedTerminal(args: readonly string[], hook = ''): AskedTerminal {
  const { CI: _, ...env } = process.env
  const home = temporaryFolder()
  const before = join(home, 'before.cjs')
  writeFileSync(before, hook)
  const shell = spawn('bash', [...args], {
    cols: 80,
    rows: 24,
    env: {
      ...env,
      ...{ NETSPLIT_HOME: home, NODE: process.execPath, ENTRY, HOOK: before, PS1: 'shell> ' },
      ...{ TERM: 'xterm-256color', NETSPLIT_COLORS: '256' },
    },
  })
  onTestFinished(() => shell.kill('SIGKILL'))
  let raw = ''
  shell.onData(data => {
    raw += data
  })
  return {
    raw: () => raw,
    type: text => shell.write(text),
    until: (what, from = 0) =>
      vi
        .waitUntil(() => raw.slice(from).search(typeof what === 'string' ? literal(what) : what) >= 0, {
          timeout: 30_000,
          interval: 20,
        })
        .then(() => undefined),
    home,
  }
}

function literal(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
}
