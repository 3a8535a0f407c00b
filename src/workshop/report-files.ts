import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../effects/failure.ts'
import { makeFolder } from '../effects/make-folder.ts'
import { replaceFile } from '../effects/replace-file.ts'
import type { ReportFile } from './report.ts'

/**
 * Writes a report into the folder, and gives back where it is: the folder itself where no file of a report is in it, else
 * the next numbered folder in it (`2`, `3`, …). An earlier workshop's is never written over. Throws what the system says.
 */
export async function keepReport(folder: string, files: readonly ReportFile[]): Promise<string> {
  await makeFolder(folder)
  const there = new Set(await readdir(folder))
  const place = files.some(({ name }) => there.has(name)) ? await nextFolder(folder) : folder
  for (const { name, text } of files) await replaceFile(join(place, name), text, async () => true)
  return place
}

/** Made here and by nobody else: of two servers that end at once each gets its own. */
async function nextFolder(folder: string): Promise<string> {
  for (let number = 2; ; number += 1) {
    const place = join(folder, String(number))
    const isMade = await mkdir(place).then(
      () => true,
      error => {
        if (codeOf(error) === 'EEXIST') return false
        throw error
      },
    )
    if (isMade) return place
  }
}
