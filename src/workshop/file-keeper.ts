import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../effects/failure.ts'
import { makeFolder } from '../effects/make-folder.ts'
import { newFile } from '../effects/new-file.ts'
import { patiently } from '../effects/patiently.ts'
import { openProgressFile, type ProgressFile } from '../effects/progress-file.ts'
import { sweepTemporaries } from '../effects/replace-file.ts'
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
      const path = join(folderOf(learner), 'place')
      try {
        await sweepTemporaries(path, Date.now())
        return await readFile(path, 'utf8')
      } catch {
        return null
      }
    },
    savePlace: async (learner, place) => {
      const path = join(folderOf(learner), 'place')
      // A place that can't be kept costs the learner some pages, and nothing that they did.
      try {
        if (place === null) await rm(path, { force: true })
        else await replacePlace(path, place)
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
      await makeFolder(folderOf(learner), 0o700)
      return newFile(join(folderOf(learner), 'learner.json'), JSON.stringify(record))
    },
    count: async () => {
      try {
        return (await readdir(folder)).length
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return 0
        throw error
      }
    },
  }
}

/**
 * As `replaceFile` does it, without waiting for the disk, since it is done at each key. A process that is killed has
 * kept it all the same; a machine without power may come back with an older one, or with none that can be read.
 */
async function replacePlace(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, text, { mode: 0o600 })
  await patiently(() => rename(temporary, path))
}
