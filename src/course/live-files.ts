import { type Experiment, readExperiment } from '../experiment/experiment.ts'
import { readScenario, type Scenario } from '../lab/lab.ts'
import type { Problem, Read } from '../model/problem.ts'
import type { CourseFile } from './types.ts'

/** What a course's pages open, each in a file of its own. Apart from the rest, so that a single run loads no Markdown. */

const SCENARIO = /^scenarios\/([^/]+)\.yaml$/
const EXPERIMENT = /^experiments\/([^/]+)\.yaml$/

/** The ids of the scenarios, in the order of their files' names. */
export function scenarioIdsIn(files: readonly CourseFile[]): readonly string[] {
  return files.flatMap(({ path }) => SCENARIO.exec(path)?.[1] ?? [])
}

/** The ids of the experiments, in the order of their files' names. */
export function experimentIdsIn(files: readonly CourseFile[]): readonly string[] {
  return files.flatMap(({ path }) => EXPERIMENT.exec(path)?.[1] ?? [])
}

/** The scenario whose file has that name, or what is wrong with it; undefined where there is no such file. */
export function scenarioIn(files: readonly CourseFile[], id: string): Read<Scenario> | undefined {
  const file = files.find(({ path }) => SCENARIO.exec(path)?.[1] === id)
  return file && named(id, file.path, readScenario(file.text, file.path))
}

/** The experiment whose file has that name, or what is wrong with it; undefined where there is no such file. */
export function experimentIn(files: readonly CourseFile[], id: string): Read<Experiment> | undefined {
  const file = files.find(({ path }) => EXPERIMENT.exec(path)?.[1] === id)
  return file && named(id, file.path, readExperiment(file.text, file.path))
}

function named<T extends { readonly id: string }>(id: string, file: string, read: Read<T>): Read<T> {
  if (!read.ok || read.value.id === id) return read
  const message = `the id is «${read.value.id}» and the file's name «${id}»: expected both to be the same`
  const problem: Problem = { file, line: null, message }
  return { ok: false, problems: [problem] }
}
