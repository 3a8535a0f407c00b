import { join } from 'node:path'
import { type Course, parseCourse } from '../course/course.ts'
import { type Challenge, readChallenges, type Scenario } from '../lab/lab.ts'
import { problemLine, type Read } from '../model/problem.ts'
import { type Lessons, scenarioIds, scenarioOf } from './folder.ts'
import { BadInput } from './io.ts'

// Apart from `folder.ts`, so that what runs a single scenario loads no Markdown.
export { openLessons } from './folder.ts'

/** Everything in the folder, or every problem in it, a line each. */
export function wholeCourse(lessons: Lessons): {
  readonly course: Course
  readonly scenarios: readonly Scenario[]
  readonly challenges: readonly Challenge[]
} {
  const { shown, files } = lessons
  const ids = scenarioIds(lessons)
  const lines: string[] = []
  const scenarios: Scenario[] = []
  const course = parseCourse(files, { scenarios: ids })
  if (!course.ok)
    lines.push(
      ...course.problems.map(problem => problemLine({ ...problem, file: join(shown, problem.file) })),
    )
  for (const id of ids)
    try {
      scenarios.push(scenarioOf(lessons, id))
    } catch (error) {
      if (!(error instanceof BadInput)) throw error
      lines.push(...error.lines)
    }
  const challenges = challengesOf(lessons, ids)
  if (!challenges.ok) lines.push(...challenges.problems.map(problemLine))
  if (!course.ok || !challenges.ok || lines.length > 0) throw new BadInput(...lines)
  return { course: course.value, scenarios, challenges: challenges.value }
}

/** A course need not have challenges. */
function challengesOf({ shown, files }: Lessons, scenarios: readonly string[]): Read<readonly Challenge[]> {
  const file = files.find(({ path }) => path === 'challenges.yaml')
  return file ? readChallenges(file.text, join(shown, file.path), scenarios) : { ok: true, value: [] }
}
