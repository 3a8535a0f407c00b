import { join } from 'node:path'
import { type Course, parseCourse } from '../course/course.ts'
import type { Experiment } from '../experiment/experiment.ts'
import { type Challenge, readChallenges, type Scenario } from '../lab/lab.ts'
import { present } from '../model/assert.ts'
import { problemLine, type Read } from '../model/problem.ts'
import { experimentIds, findExperiment, type Lessons, scenarioIds, scenarioOf } from './folder.ts'
import { BadInput } from './io.ts'

// Apart from `folder.ts`, so that what runs a single scenario loads no Markdown.
export { openLessons } from './folder.ts'

/** Everything in the folder, or every problem in it, a line each. */
export function wholeCourse(lessons: Lessons): {
  readonly course: Course
  readonly scenarios: readonly Scenario[]
  readonly challenges: readonly Challenge[]
  readonly experiments: readonly Experiment[]
} {
  const { shown, files } = lessons
  const ids = scenarioIds(lessons)
  const lines: string[] = []
  const course = parseCourse(files, { scenarios: ids, experiments: experimentIds(lessons) })
  if (!course.ok)
    lines.push(
      ...course.problems.map(problem => problemLine({ ...problem, file: join(shown, problem.file) })),
    )
  const scenarios = usable(ids, id => scenarioOf(lessons, id), lines)
  const experiments = usable(experimentIds(lessons), id => experimentOf(lessons, id), lines)
  const challenges = challengesOf(lessons, ids)
  if (!challenges.ok) lines.push(...challenges.problems.map(problemLine))
  if (!course.ok || !challenges.ok || lines.length > 0) throw new BadInput(...lines)
  return { course: course.value, scenarios, challenges: challenges.value, experiments }
}

/** What each file holds; of a file that can't be used, what is wrong with it. */
function usable<T>(ids: readonly string[], read: (id: string) => T, lines: string[]): readonly T[] {
  return ids.flatMap(id => {
    try {
      return [read(id)]
    } catch (error) {
      if (!(error instanceof BadInput)) throw error
      lines.push(...error.lines)
      return []
    }
  })
}

/** An experiment that has a file. Both kinds are opened by `netsplit lab`, so that no name may mean two things. */
function experimentOf(lessons: Lessons, id: string): Experiment {
  if (scenarioIds(lessons).includes(id)) {
    const file = join(lessons.shown, 'experiments', `${id}.yaml`)
    throw new BadInput(
      problemLine({ file, line: null, message: `«${id}» is also the name of a scenario: choose another` }),
    )
  }
  return present(findExperiment(lessons, id), 'every id is that of a file')
}

/** A course need not have challenges. */
function challengesOf({ shown, files }: Lessons, scenarios: readonly string[]): Read<readonly Challenge[]> {
  const file = files.find(({ path }) => path === 'challenges.yaml')
  return file ? readChallenges(file.text, join(shown, file.path), scenarios) : { ok: true, value: [] }
}
