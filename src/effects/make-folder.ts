import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from './failure.ts'

/**
 * Makes a folder, and those above it, where they aren't there yet; `mode` is for all that are made. Throws what the system
 * says.
 *
 * One by one, and not with `recursive`: where a folder that is there says of a new one that there is no such place, as
 * /proc does, Node 20 tries again for ever, and the program can’t be left any more.
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  if (await isFolder(path)) return
  const above = dirname(path)
  if (above !== path) await makeFolder(above, mode)
  try {
    await mkdir(path, mode)
  } catch (error) {
    // Another copy may have been faster.
    if (codeOf(error) !== 'EEXIST' || !(await isFolder(path))) throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
