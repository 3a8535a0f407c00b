import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../effects/failure.ts'
import { openProgressFile, type ProgressFile } from '../effects/progress-file.ts'
import { replaceFile } from '../effects/replace-file.ts'
import type { Keeper, LearnerRecord } from './keeper.ts'

/** Keeps each learner in a folder of their own: `learner.json`, `progress.json`, `place`. */
export function createFileKeeper(folder: string): Keeper {
  const files = new Map<string, ProgressFile>()
  const folderOf = (learner: string) => join(folder, learner)
  const fileOf = (learner: string) => {
    const known = files.get(learner) ?? openProgressFile({ ok: true, folder: folderOf(learner) })
    files.set(learner, known)
    return known
  }
  return {
    load: learner => fileOf(learner).load(),
    save: (learner, progress) => fileOf(learner).save(progress),
    loadPlace: async learner => {
      try {
        return await readFile(join(folderOf(learner), 'place'), 'utf8')
      } catch {
        return null
      }
    },
    savePlace: async (learner, place) => {
      const path = join(folderOf(learner), 'place')
      // A place that can't be kept costs the learner some pages, and nothing that they did.
      try {
        if (place === null) await rm(path, { force: true })
        else await replaceFile(path, place, async () => true)
      } catch {}
    },
    find: async learner => {
      try {
        return JSON.parse(await readFile(join(folderOf(learner), 'learner.json'), 'utf8')) as LearnerRecord
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null
        throw error
      }
    },
    claim: async (learner, record) => {
      await mkdir(folderOf(learner), { recursive: true, mode: 0o700 })
      return created(join(folderOf(learner), 'learner.json'), JSON.stringify(record))
    },
  }
}

/** Makes a file that wasn't there; false where it was. */
async function created(path: string, text: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600)
    await handle
      .writeFile(text)
      .then(() => handle.sync())
      .finally(() => handle.close())
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}
