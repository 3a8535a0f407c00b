import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'

/** Whether there is a tmux to try things in. */
export const HAS_TMUX = runs('tmux', '-V')

/** A window of a tmux of its own, with a shell in it. */
export interface Tmux {
  /** The rows of the window as tmux has them, without spaces at their ends. */
  readonly screen: () => string
  /** Waits until the window shows it, or shows what the function says; throws with the screen after ten seconds. */
  readonly waitFor: (what: string | (() => string)) => Promise<void>
  /** Keys by tmux's names for them, such as `Enter`; anything else as typed. */
  readonly send: (...keys: readonly string[]) => void
  readonly resize: (columns: number, rows: number) => void
}

/** Starts a shell in tmux, 80x24; it goes when the test does. */
export function startTmux(env: Readonly<Record<string, string>>): Tmux {
  const name = `netsplit-test-${randomUUID()}`
  const tmux = (...args: readonly string[]) =>
    execFileSync('tmux', ['-L', name, '-f', '/dev/null', ...args], { encoding: 'utf8' })
  const variables = Object.entries(env).flatMap(([key, value]) => ['-e', `${key}=${value}`])
  tmux('new-session', '-d', '-x', '80', '-y', '24', ...variables, 'env PS1="shell> " bash --norc --noprofile')
  // Without its line of state, which takes a row of the window.
  tmux('set-option', '-g', 'status', 'off')
  tmux('resize-window', '-x', '80', '-y', '24')
  onTestFinished(() => void tmux('kill-server'))

  const screen = () =>
    tmux('capture-pane', '-p')
      .split('\n')
      .map(row => row.trimEnd())
      .join('\n')
      .trimEnd()
  return {
    screen,
    waitFor: async what => {
      for (const until = performance.now() + 30_000; ; ) {
        const shown = screen()
        if (typeof what === 'string' ? shown.includes(what) : shown === what()) return
        if (performance.now() > until)
          throw new Error(
            `the window does not show ${typeof what === 'string' ? what : `\n${what()}\n`}\n${shown}`,
          )
        await new Promise(resolve => setTimeout(resolve, 30))
      }
    },
    send: (...keys) => void tmux('send-keys', ...keys),
    resize: (columns, rows) => void tmux('resize-window', '-x', String(columns), '-y', String(rows)),
  }
}

function runs(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
