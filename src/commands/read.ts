import { lessonText } from '../course/course.ts'
import { didYouMean } from '../data/nearest.ts'
import { excerpt } from '../model/problem.ts'
import { BadInput, EXIT, type Io, textWidth } from './io.ts'
import { openLessons, wholeCourse } from './lessons.ts'

/** `netsplit read [lesson]`: a lesson, by its id or its number, as plain text; the whole course without one. */
export async function read(
  wanted: string | undefined,
  io: Io & { readonly lessons: string | null },
): Promise<number> {
  const { course } = wholeCourse(openLessons(io.lessons))
  const options = { width: textWidth(io) }
  const { lessons } = course
  if (wanted === undefined) {
    const texts = lessons.map(lesson => lessonText(course, lesson, options))
    io.stdout.write([`${course.title}\n`, ...texts].join('\n\n'))
    return EXIT.DONE
  }
  const lesson = lessons.find(({ id, number }) => id === wanted || String(number) === wanted)
  if (!lesson) {
    const ids = lessons.map(({ id }) => id)
    const what = `there is no lesson «${excerpt(wanted)}»${didYouMean(wanted, ids)}`
    throw new BadInput(`netsplit: ${what}; the lessons are ${ids.join(', ')}`)
  }
  io.stdout.write(lessonText(course, lesson, options))
  return EXIT.DONE
}
