import type { SoundContents } from '../course/course.ts'
import { restoreCourse } from '../course/prepared.ts'
import { readPrepared } from '../effects/prepared-file.ts'
import { findWithVariants } from '../lab/lab.ts'

/** The course in a folder; the one that came with the program without reading its lessons, as the build prepared it. */
export async function shownCourse(folder: string | null): Promise<SoundContents> {
  const prepared = preparedCourse(folder)
  if (prepared !== null) return prepared
  // Here, since reading Markdown and YAML would be most of what a usual start loads.
  const { openLessons, wholeCourse } = await import('./lessons.ts')
  return wholeCourse(openLessons(folder))
}

/** What `netsplit lab` opens by a name: its usual seed, and whether it is an experiment. */
interface NamedLab {
  readonly seed: number
  readonly isExperiment: boolean
}

/** The lab of that name as the build prepared it; null where only the files can tell, or nobody has the name. */
export function preparedLab(folder: string | null, name: string): NamedLab | null {
  const course = preparedCourse(folder)
  if (course === null) return null
  const experiment = course.experiments.find(({ id }) => id === name)
  if (experiment) return { seed: experiment.seed, isExperiment: true }
  const scenario = findWithVariants(name, id => course.scenarios.find(known => known.id === id))
  return scenario ? { seed: scenario.seed, isExperiment: false } : null
}

function preparedCourse(folder: string | null): SoundContents | null {
  const prepared = folder === null ? readPrepared() : null
  return prepared === null ? null : restoreCourse(prepared)
}
