import { readFileSync } from 'node:fs'
import { openLessons, wholeCourse } from '../../src/commands/lessons.ts'
import { readScenario, type Scenario } from '../../src/lab/lab.ts'

const LESSONS = new URL('../../lessons/', import.meta.url)

/** The course that ships with the program, as the program reads it. */
export function shippedCourse(): ReturnType<typeof wholeCourse> {
  return wholeCourse(openLessons(null))
}

/** A scenario that ships with the program. */
export function shippedScenario(id: string): Scenario {
  const read = readScenario(readFileSync(new URL(`scenarios/${id}.yaml`, LESSONS), 'utf8'), id)
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'))
  return read.value
}
