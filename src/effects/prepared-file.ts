import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { shippedLessons } from './course-files.ts'

/** What the build makes of the lessons, beside the program. */
export const PREPARED_FILE = 'course.json'

/**
 * The shipped course as the build prepared it; null where there is none, or where somebody has changed the lessons since
 * (in a checkout, where they lie beside the sources: nobody who writes them wants to build after each word).
 */
export function readPrepared(lessons: string | null = shippedLessons()): string | null {
  if (lessons === null) return null
  const root = dirname(lessons)
  const file = join(root, 'dist', PREPARED_FILE)
  try {
    if (existsSync(join(root, 'src')) && newest(lessons) > statSync(file).mtimeMs) return null
    return readFileSync(file, 'utf8')
  } catch {
    // Without it the lessons themselves are read, which takes a moment longer and tells what is wrong.
    return null
  }
}

/** When something in a folder was last written, in milliseconds. */
function newest(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name)
    return Math.max(latest, statSync(path).mtimeMs, entry.isDirectory() ? newest(path) : 0)
  }, 0)
}
