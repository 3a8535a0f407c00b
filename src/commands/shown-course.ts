import type { SoundContents } from '../course/course.ts'
import { restoreCourse } from '../course/prepared.ts'
import { readPrepared } from '../effects/prepared-file.ts'

/** The course in a folder; the one that came with the program without reading its lessons, as the build prepared it. */
export async function shownCourse(folder: string | null): Promise<SoundContents> {
  const prepared = folder === null ? readPrepared() : null
  if (prepared !== null) return restoreCourse(prepared)
  // Here, since reading Markdown and YAML would be most of what a usual start loads.
  const { openLessons, wholeCourse } = await import('./lessons.ts')
  return wholeCourse(openLessons(folder))
}
