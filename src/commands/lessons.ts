import { readContents, type SoundContents } from '../course/course.ts'
import { type Lessons, told } from './folder.ts'
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
