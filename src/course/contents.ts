import type { Experiment } from '../experiment/experiment.ts'
import { type Challenge, readChallenges, type Scenario } from '../lab/lab.ts'
import type { Problem, Read } from '../model/problem.ts'
import { experimentIdsIn, experimentIn, scenarioIdsIn, scenarioIn } from './live-files.ts'
import { parseCourse } from './parse.ts'
import type { Course, CourseFile } from './types.ts'

/** All that a course folder holds: the lessons, and what they open. */
export interface Contents {
  /** Null where something is wrong with it. */
  readonly course: Course | null
  readonly scenarios: readonly Scenario[]
  readonly experiments: readonly Experiment[]
  readonly challenges: readonly Challenge[]
  /** What could not be read, and is missing above. */
  readonly problems: readonly Problem[]
}

/** A course without a fault, with all that it opens. */
export type SoundContents = Contents & { readonly course: Course }

/** Reads the files of a course folder: what can be used, and every problem with the rest. It never throws. */
export function readContents(files: readonly CourseFile[]): Contents {
  const scenarioIds = scenarioIdsIn(files)
  const experimentIds = experimentIdsIn(files)
  const course = parseCourse(files, { scenarios: scenarioIds, experiments: experimentIds })
  const scenarios = scenarioIds.flatMap(id => scenarioIn(files, id) ?? [])
  const experiments = experimentIds.flatMap(id =>
    scenarioIds.includes(id) ? [takenName(id)] : (experimentIn(files, id) ?? []),
  )
  const challenges = challengesIn(files, scenarioIds)
  return {
    course: course.ok ? course.value : null,
    scenarios: scenarios.flatMap(usable),
    experiments: experiments.flatMap(usable),
    challenges: challenges.ok ? challenges.value : [],
    problems: [course, ...scenarios, ...experiments, challenges].flatMap(read =>
      read.ok ? [] : read.problems,
    ),
  }
}

function usable<T>(read: Read<T>): readonly T[] {
  return read.ok ? [read.value] : []
}

/** Both kinds are opened by `netsplit lab`, so that no name may mean two things. */
function takenName(id: string): Read<never> {
  const message = `«${id}» is also the name of a scenario: choose another`
  return { ok: false, problems: [{ file: `experiments/${id}.yaml`, line: null, message }] }
}

/** A course need not have challenges. */
function challengesIn(
  files: readonly CourseFile[],
  scenarios: readonly string[],
): Read<readonly Challenge[]> {
  const file = files.find(({ path }) => path === 'challenges.yaml')
  return file ? readChallenges(file.text, file.path, scenarios) : { ok: true, value: [] }
}
