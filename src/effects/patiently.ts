import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './failure.ts'

/** What Windows says of a file that a virus scanner, an indexer or a backup has open: in a moment it has done. */
const BUSY: readonly (string | null)[] = ['EBUSY', 'EPERM', 'EACCES']

/** The longest wait is their sum, about half a second: more would be felt, and a scanner takes milliseconds. */
const WAITS_MS = [5, 10, 20, 40, 80, 160, 200]

/**
 * Does a step with a file again while Windows says that somebody else has it open, and throws what it says in the end.
 * Elsewhere such an answer is meant, and is thrown at once.
 */
export async function patiently<T>(
  step: () => Promise<T>,
  platform: string = process.platform,
  wait: (ms: number) => Promise<unknown> = sleep,
): Promise<T> {
  for (const ms of platform === 'win32' ? WAITS_MS : []) {
    try {
      return await step()
    } catch (error) {
      if (!BUSY.includes(codeOf(error))) throw error
    }
    await wait(ms)
  }
  return step()
}
