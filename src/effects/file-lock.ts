import { lstat, readFile, readlink, symlink, unlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './failure.ts'
import { patiently } from './patiently.ts'

/** Nobody holds a lock for longer: saving takes milliseconds, so this is a holder that was frozen or is gone. */
const STALE_MS = 60_000

/** Another process held the lock all the time that we waited. */
export class LockBusy extends Error {}

/**
 * Does some work while no other process holds the same lock, and waits for that up to `waitMsMax`. `held` tells
 * whether the lock is still ours: to be asked right before a step that can't be undone.
 *
 * The lock is a symbolic link whose target is not a file but the holder's name, `host:pid:token`, as Emacs locks files:
 * making one fails if it exists, and it is never there without its name, both in one step. (Where the system has no
 * links, and on Windows, whose links may not hold a `:`, it is a small file.) It is stale if its holder ran on this
 * machine and is gone, or if it is a minute old.
 *
 * Breaking a stale lock is where such schemes go wrong: two waiters see the same dead holder, the first removes the
 * lock and takes it, the second removes the first's. Here a waiter first takes a claim, a second link named after the
 * dead holder's token, then looks again, and removes the lock only if it still names that holder. A claim on a holder
 * can be held by one process at a time, and nobody else removes a dead holder's lock, so a living lock is never removed.
 * (What is left: a breaker that is killed too, or a holder that was frozen for a minute and thaws, within the very
 * microseconds of somebody else's removal. Then two may write at once, and the merge keeps all but the slower one's news.)
 */
export async function withLock<T>(
  path: string,
  work: (held: () => Promise<boolean>) => Promise<T>,
  waitMsMax: number,
): Promise<T> {
  const me = `${hostname()}:${process.pid}:${crypto.randomUUID().slice(0, 8)}`
  const deadline = performance.now() + waitMsMax
  while (!(await take(path, me))) {
    const holder = await holderOf(path)
    if (holder !== null && (await isStale(path, holder)) && (await breakLock(path, holder, me))) continue
    if (performance.now() > deadline) throw new LockBusy(`another copy of netsplit is saving (${path})`)
    await sleep(5 + Math.random() * 20)
  }
  const held = async () => (await holderOf(path)) === me
  try {
    return await work(held)
  } finally {
    // What the work came to counts for more than a lock left behind, which goes stale.
    if (await held().catch(() => false)) await remove(path).catch(() => undefined)
  }
}

/** True if the lock is now ours, false if it is another's. */
async function take(path: string, me: string): Promise<boolean> {
  if (process.platform !== 'win32')
    try {
      await symlink(me, path)
      return true
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false
      if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL'].includes(codeOf(error) ?? '')) throw error
    }
  try {
    // Windows refuses a name for as long as somebody still reads the file of that name that was removed.
    await patiently(() => writeFile(path, me, { flag: 'wx' }))
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** The name in the lock; null if there is none. */
async function holderOf(path: string): Promise<string | null> {
  try {
    return await readlink(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
  }
  try {
    // Windows refuses to read what somebody is just removing.
    return await patiently(() => readFile(path, 'utf8'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

async function isStale(path: string, holder: string): Promise<boolean> {
  const [, host, pid] = /^(.*):(\d+):[0-9a-f]+$/.exec(holder) ?? []
  if (host === hostname() && !isRunning(Number(pid))) return true
  try {
    // Either way: a lock from the future was made before somebody set the clock back.
    const { mtimeMs } = await patiently(() => lstat(path))
    return Math.abs(Date.now() - mtimeMs) > STALE_MS
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}

/** True if this process removed the stale lock. */
async function breakLock(path: string, holder: string, me: string): Promise<boolean> {
  const claim = `${path}.${/[0-9a-f]+$/.exec(holder)?.[0] ?? 'unnamed'}`
  if (!(await take(claim, me))) {
    // Its owner died within these few lines.
    const owner = await holderOf(claim)
    if (owner !== null && (await isStale(claim, owner))) await remove(claim)
    return false
  }
  try {
    if ((await holderOf(path)) !== holder) return false
    await remove(path)
    return true
  } finally {
    await remove(claim)
  }
}

async function remove(path: string): Promise<void> {
  await patiently(() => unlink(path)).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error
  })
}
