import { link, open, rm } from 'node:fs/promises'
import { codeOf } from './failure.ts'

/**
 * Makes a file that nobody else may read, with its text in it from the first moment, so that a process that is killed
 * meanwhile leaves the whole of it or nothing. False where there is such a file already, which stays as it is. Throws
 * what the system says. `linked` is for tests.
 */
export async function newFile(path: string, text: string, linked = link): Promise<boolean> {
  const temporary = `${path}.${process.pid}-${crypto.randomUUID().slice(0, 8)}.tmp`
  try {
    await write(temporary, text)
    // Unlike a rename it fails where there is one.
    await linked(temporary, path).catch(error => {
      if (!NO_LINKS.includes(codeOf(error) ?? '')) throw error
      return write(path, text)
    })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** What systems say of a disk that has no links, such as a memory card. */
const NO_LINKS = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK']

async function write(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
