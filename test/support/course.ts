import { openLessons, wholeCourse } from '../../src/commands/lessons.ts'

/** The course that ships with the program, as the program reads it. */
export function shippedCourse(): ReturnType<typeof wholeCourse> {
  return wholeCourse(openLessons(null))
}
