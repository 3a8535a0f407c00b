import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf } from './failure.ts'
import { patiently } from './patiently.ts'

const SUFFIX = '.tmp'
const LEFT_BEHIND_MS = 3_600_000

/**
 * Puts a text in a file's place at once: whoever reads the file sees the old text or the new one, whole. It throws
 * what the system says, and then the old file is as it was.
 *
 * Not with write-file-atomic 7: it asks the system to write once and doesn't look at how much was written, so on a
 * disk that is nearly full it puts half a file in the place of a good one and reports success (measured: 12 KB of 20
 * on a tmpfs of 16 KB). `FileHandle.writeFile` goes on until all is written or the system says no.
 *
 * `mayReplace` is asked at the last moment; with false nothing is replaced, and the answer is false.
 */
export async function replaceFile(
  path: string,
  text: string,
  mayReplace: () => Promise<boolean>,
): Promise<boolean> {
  // Through a link, so that a progress file linked into somebody's dotfiles stays a link.
  const target = await realpath(path).catch(ignoring('ENOENT', path))
  const mode = await stat(target).then(found => found.mode & 0o777, ignoring('ENOENT', 0o666))
  // In the same folder, since only within one disk a rename is one step.
  const temporary = `${target}.${process.pid}-${crypto.randomUUID().slice(0, 8)}${SUFFIX}`
  try {
    const handle = await open(temporary, 'wx', mode)
    try {
      await handle.writeFile(text)
      // Else a power cut after the rename could leave the new name with none of the new bytes.
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (!(await mayReplace())) {
      await rm(temporary, { force: true })
      return false
    }
    await patiently(() => rename(temporary, target))
    return true
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Removes what writers that were killed left beside a file; only what is an hour old, in case one is just slow. */
export async function sweepTemporaries(path: string, nowMs: number): Promise<void> {
  const target = await realpath(path).catch(ignoring('ENOENT', path))
  const folder = dirname(target)
  for (const name of await readdir(folder)) {
    const whole = join(folder, name)
    if (!whole.startsWith(`${target}.`) || !name.endsWith(SUFFIX)) continue
    const age = await stat(whole).then(found => nowMs - found.mtimeMs, ignoring('ENOENT', 0))
    if (age > LEFT_BEHIND_MS) await rm(whole, { force: true })
  }
}

/** A value instead of one kind of failure, for `catch`. */
function ignoring<T>(code: string, value: T): (error: unknown) => T {
  return error => {
    if (codeOf(error) === code) return value
    throw error
  }
}
