import { printable } from '../model/problem.ts'

/** What asks a server to end. The last one is Ctrl-Break, on Windows. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const

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
