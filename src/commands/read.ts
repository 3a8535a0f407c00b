import { glossaryText, lessonText } from '../course/course.ts'
import { didYouMean } from '../data/nearest.ts'
import { excerpt } from '../model/problem.ts'
import { BadInput, EXIT, print, type ScreenEnv, textWidth } from './io.ts'
import { openLessons, wholeCourse } from './lessons.ts'

/** Where a lesson's id could stand; a lesson of that id still has its number. */
const GLOSSARY = 'glossary'

/** `netsplit read [lesson]`: a lesson, by its id or its number, or the glossary, as plain text; the whole course without one. */
export async function read(wanted: string | undefined, io: ScreenEnv): Promise<number> {
  const { course } = wholeCourse(openLessons(io.lessons))
  const options = { width: textWidth(io) }
  const { lessons } = course
  if (wanted === undefined) {
    const texts = lessons.map(lesson => lessonText(course, lesson, options))
    print(io, [`${course.title}\n`, ...texts].join('\n\n'))
    return EXIT.DONE
  }
  if (wanted === GLOSSARY) {
    print(io, glossaryText(course, options))
    return EXIT.DONE
  }
  const lesson = lessons.find(({ id, number }) => id === wanted || String(number) === wanted)
  if (!lesson) {
    const ids = lessons.map(({ id }) => id)
    const what = `there is no lesson «${excerpt(wanted)}»${didYouMean(wanted, ids)}`
    throw new BadInput(`netsplit: ${what}; the lessons are ${ids.join(', ')}`)
  }
  print(io, lessonText(course, lesson, options))
  return EXIT.DONE
}
