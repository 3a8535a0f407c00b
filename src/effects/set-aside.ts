import { lstat, readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf } from './failure.ts'
import { patiently } from './patiently.ts'

/**
 * Why a file was put out of the way: it can't be read, a newer program wrote it, its content was taken over, or its
 * owner began anew.
 */
export type Aside = 'broken' | 'newer' | 'adopted' | 'reset'

/**
 * Renames a file to `progress.<why>-<moment>.json` beside it, and gives the new path. Never over another file. To be
 * called under the lock, since the name is looked for first.
 */
export async function setAside(path: string, why: Aside, nowMs: number): Promise<string> {
  const moment = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '')
  for (let count = 1; ; count += 1) {
    const name = `progress.${why}-${moment}${count === 1 ? '' : `-${count}`}.json`
    const target = join(dirname(path), name)
    if (await isThere(target)) continue
    await patiently(() => rename(path, target))
    return target
  }
}

/** What a newer program left aside here, oldest first. */
export async function newerFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  return names
    .filter(name => /^progress\.newer-.*\.json$/.test(name))
    .sort()
    .map(name => join(folder, name))
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
