import { readContents, type SoundContents } from '../course/course.ts'
import { restoreCourse } from '../course/prepared.ts'
import { readPrepared } from '../effects/prepared-file.ts'
import { type Lessons, openLessons, told } from './folder.ts'
import { BadInput } from './io.ts'

// Apart from `folder.ts`, so that what runs a single scenario loads no Markdown.
export { openLessons } from './folder.ts'

/** Everything in the folder, or every problem in it, a line each. */
export function wholeCourse(lessons: Lessons): SoundContents {
  const contents = readContents(lessons.files)
  const { course, problems } = contents
  if (course === null || problems.length > 0) throw new BadInput(...told(lessons, problems))
  return { ...contents, course }
}

/** The course in a folder; the one that came with the program without reading its lessons, as the build prepared it. */
export function courseToShow(folder: string | null): SoundContents {
  const prepared = folder === null ? readPrepared() : null
  return prepared === null ? wholeCourse(openLessons(folder)) : restoreCourse(prepared)
}
