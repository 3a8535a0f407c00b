import { printable } from '../model/problem.ts'
import { aside, type ScreenEnv } from './io.ts'

/** What asks a server to end. The last one is Ctrl-Break, on Windows. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const

/** Writes lines of a log, each with the time of day, in ASCII where that is all there is. */
export function logTo(env: Pick<ScreenEnv, 'stdout' | 'stderr' | 'capabilities'>): (line: string) => void {
  return line => aside(env, `${new Date().toTimeString().slice(0, 8)} ${line}\n`)
}

/**
 * Errors that nobody caught are lines in the log, until what comes back is called. Each session’s own is caught where it
 * is; what is left must not end the room, whose learners have all that they did on disk.
 */
export function hearStrays(log: (line: string) => void): () => void {
  const onError = (error: unknown) =>
    log(printable(`outside of any session: ${error instanceof Error ? error.stack : error}`))
  process.on('uncaughtException', onError)
  process.on('unhandledRejection', onError)
  return () => {
    process.off('uncaughtException', onError)
    process.off('unhandledRejection', onError)
  }
}
