import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Experiment, readExperiment } from '../../src/experiment/experiment.ts'
import { problemLine } from '../../src/model/problem.ts'
import { ROOT } from '../support/bundle.ts'

const FOLDER = join(ROOT, 'lessons', 'experiments')

/** The experiments that ship with the course. */
export function shippedExperiments(): readonly Experiment[] {
  return readdirSync(FOLDER).map(name => {
    const read = readExperiment(readFileSync(join(FOLDER, name), 'utf8'), name)
    if (!read.ok) throw new Error(read.problems.map(problemLine).join('\n'))
    if (name !== `${read.value.id}.yaml`) throw new Error(`${name} holds the experiment «${read.value.id}»`)
    return read.value
  })
}

export function shippedExperiment(id: string): Experiment {
  const found = shippedExperiments().find(experiment => experiment.id === id)
  if (!found) throw new Error(`there is no experiment ${id}`)
  return found
}
