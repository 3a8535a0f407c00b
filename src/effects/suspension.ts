import { leaveScreen, retakeScreen } from './terminal-guard.ts'

/** What of `process` is used here. */
interface Process {
  readonly pid: number
  readonly platform: string
  on(event: NodeJS.Signals, listener: () => void): unknown
  off(event: NodeJS.Signals, listener: () => void): unknown
  emit(event: NodeJS.Signals, ...args: readonly unknown[]): unknown
  kill(pid: number, signal: NodeJS.Signals): unknown
}

interface SuspendedThings {
  readonly process: Process
  readonly stdin: { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown }
  readonly stdout: { readonly isTTY?: boolean; write(text: string): unknown }
  /** Done first, while screen and keyboard are still ours. */
  readonly beforeStop?: () => unknown
  /** Done once they are ours again, before anything is shown. */
  readonly afterStop?: () => unknown
}

/** A program that can stand still: while it does, the shell has its terminal as it was. */
export interface Suspension {
  /** What Ctrl-Z asks for. The shell's `fg` ends it; where no shell could, and on Windows, nothing stops. */
  readonly suspend: () => void
  /** From here on, signals do what they do without it. */
  readonly dispose: () => void
}

/**
 * Stops with SIGTSTP, screen and keyboard given back, and goes on with SIGCONT, screen and keyboard taken again: whoever
 * hears SIGWINCH shows everything anew.
 */
export function allowSuspension({
  process,
  stdin,
  stdout,
  beforeStop = () => {},
  afterStop = () => {},
}: SuspendedThings): Suspension {
  let away = false

  const take = () => {
    away = false
    // The shell has had the keyboard: what Node remembers of its mode says nothing.
    stdin.setRawMode?.(false)
    stdin.setRawMode?.(true)
    retakeScreen(stdout)
    afterStop()
    // Whoever stands still isn't told of a new size: with this, Node looks, and tells of it as ever.
    process.emit('SIGWINCH', 'SIGWINCH')
  }
  const onStop = () => {
    beforeStop()
    leaveScreen(stdout)
    stdin.setRawMode?.(false)
    away = true
    // The system itself knows whether there is a shell to go on with us; where there is none, it stops nobody.
    process.off('SIGTSTP', onStop)
    process.kill(process.pid, 'SIGTSTP')
    process.on('SIGTSTP', onStop)
    // Where it has, SIGCONT comes first: signals are heard between this turn and the next.
    setImmediate(() =>
      setImmediate(() => {
        if (away) take()
      }),
    )
  }
  process.on('SIGTSTP', onStop)
  // Always: whoever was stopped by SIGSTOP had no time to give anything back.
  process.on('SIGCONT', take)

  return {
    // To all that the shell has started together with us: npx, or a pipe, would go on without us.
    suspend: () => {
      if (process.platform !== 'win32') process.kill(0, 'SIGTSTP')
    },
    dispose: () => {
      away = false
      process.off('SIGTSTP', onStop)
      process.off('SIGCONT', take)
    },
  }
}
