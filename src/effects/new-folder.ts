import { readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOf, reason } from './failure.ts'
import { makeFolder } from './make-folder.ts'

/**
 * Writes files into a folder that is empty, or not there yet. Says why it can't be done, as the second half of a
 * sentence; null once all is written. Nothing that is there is ever written over.
 */
export async function writeNewFiles(
  folder: string,
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<string | null> {
  try {
    if (entriesIn(folder).length > 0) return 'this folder isn’t empty; expected a new one, or an empty one'
    for (const { path, text } of files) {
      const place = join(folder, path)
      await makeFolder(dirname(place))
      writeFileSync(place, text, { flag: 'wx' })
    }
    return null
  } catch (error) {
    return `can’t be written: ${reason(error)}`
  }
}

function entriesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}
