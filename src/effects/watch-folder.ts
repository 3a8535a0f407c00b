import { type FSWatcher, readdirSync, watch } from 'node:fs'
import { join } from 'node:path'

/** An editor saves in several steps: so long nothing more may have happened. */
const QUIET_MS = 120

/**
 * Calls back some time after something in a folder, or in one of the folders in it, has changed. Ends when what it
 * returns is called. A folder that can't be watched is not.
 */
export function watchFolder(folder: string, onChange: () => void): () => void {
  const watchers = new Map<string, FSWatcher>()
  let timer: NodeJS.Timeout | null = null
  const changed = () => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => {
      timer = null
      look()
      onChange()
    }, QUIET_MS)
  }
  const drop = (path: string) => {
    watchers.get(path)?.close()
    watchers.delete(path)
  }
  const look = () => {
    const paths = [folder, ...foldersIn(folder)]
    for (const path of watchers.keys()) if (!paths.includes(path)) drop(path)
    for (const path of paths) {
      if (watchers.has(path)) continue
      try {
        watchers.set(
          path,
          watch(path, changed).on('error', () => drop(path)),
        )
      } catch {
        // Too many are watched, or it has gone: what is seen of the rest will have to do.
      }
    }
  }
  look()
  return () => {
    if (timer !== null) clearTimeout(timer)
    for (const path of [...watchers.keys()]) drop(path)
  }
}

/** The folders in a folder; hidden and linked ones are passed over. */
function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map(({ name }) => join(folder, name))
  } catch {
    return []
  }
}
