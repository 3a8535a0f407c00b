import { join } from 'node:path'
import { experimentIdsIn, experimentIn, scenarioIdsIn, scenarioIn } from '../course/live-files.ts'
import { didYouMean } from '../data/nearest.ts'
import { type CourseFiles, readCourseFiles } from '../effects/course-files.ts'
import type { Experiment } from '../experiment/experiment.ts'
import { findWithVariants, type Scenario } from '../lab/lab.ts'
import { excerpt, type Problem, problemLine, type Read } from '../model/problem.ts'
import { BadInput } from './io.ts'

/** A folder of lessons whose files have been read, and nothing more: each command parses what it needs. */
export interface Lessons {
  /** The folder as the person wrote it, for messages. */
  readonly shown: string
  readonly files: CourseFiles['files']
}

/** The lab that is no file's: four worlds behind one timeout. */
export const FOUR_WORLDS = 'four-worlds'

/** The lessons in a folder, or those that came with the program. Throws `BadInput`. */
export function openLessons(folder: string | null): Lessons {
  const read = readCourseFiles(folder)
  if (!read.ok) throw new BadInput(...read.problems.map(problemLine))
  return { shown: folder ?? read.value.folder, files: read.value.files }
}

/** The ids of the scenarios, in the order of their files' names. */
export function scenarioIds({ files }: Lessons): readonly string[] {
  return scenarioIdsIn(files)
}

/** The scenario of that name. A file that can't be used, and a name that nobody has, are bad input. */
export function scenarioOf(lessons: Lessons, id: string): Scenario {
  const found = findScenario(lessons, id)
  if (found) return found
  const ids = scenarioIds(lessons)
  throw unknown('scenario', id, ids, scenariosInWords(lessons))
}

/** The usual seed of the scenario or the experiment of that name. A name that neither has is bad input. */
export function labSeed(lessons: Lessons, id: string): number {
  const found = findExperiment(lessons, id) ?? findScenario(lessons, id)
  if (found) return found.seed
  const ids = [...scenarioIds(lessons), ...experimentIds(lessons), FOUR_WORLDS]
  throw unknown('scenario or experiment', id, ids, labsInWords(lessons))
}

/** A name that nobody has: the one that was meant, or else all there are. */
function unknown(kind: string, id: string, ids: readonly string[], all: string): BadInput {
  const meant = didYouMean(id, ids)
  const more = meant === '' ? all : '«netsplit list» tells what there is'
  return new BadInput(`netsplit: there is no ${kind} «${excerpt(id)}»${meant}; ${more}`)
}

/** What `netsplit lab` can open, as the second half of a sentence. */
export function labsInWords(lessons: Lessons): string {
  const ids = experimentIds(lessons)
  const experiments = ids.length === 0 ? '' : `, the experiments ${ids.join(', ')}`
  return `${scenariosInWords(lessons)}${experiments}, and ${FOUR_WORLDS}`
}

/** Which scenarios there are, as the second half of a sentence. */
export function scenariosInWords(lessons: Lessons): string {
  const ids = scenarioIds(lessons)
  return ids.length === 0 ? `${lessons.shown} has none` : `the scenarios are ${ids.join(', ')}`
}

/** The scenario of that name, a sandbox of another size included; undefined where there is no file for it. */
export function findScenario(lessons: Lessons, id: string): Scenario | undefined {
  return findWithVariants(id, known => usable(lessons, scenarioIn(lessons.files, known)))
}

/** The ids of the experiments, in the order of their files' names. */
export function experimentIds({ files }: Lessons): readonly string[] {
  return experimentIdsIn(files)
}

/** The experiment of that name; undefined where there is no file for it. A file that can't be used is bad input. */
export function findExperiment(lessons: Lessons, id: string): Experiment | undefined {
  return usable(lessons, experimentIn(lessons.files, id))
}

/** Problems as lines for a person, with the folder as they wrote it. */
export function told({ shown }: Lessons, problems: readonly Problem[]): readonly string[] {
  return problems.map(problem => problemLine({ ...problem, file: join(shown, problem.file) }))
}

function usable<T>(lessons: Lessons, read: Read<T> | undefined): T | undefined {
  if (read === undefined) return undefined
  if (!read.ok) throw new BadInput(...told(lessons, read.problems))
  return read.value
}
