import { didYouMean } from '../data/nearest.ts'
import { readYaml } from '../data/yaml.ts'
import type { Read } from '../model/problem.ts'
import type { Experiment, PredictionOfRun } from './definition.ts'
import { experimentProblems } from './problems.ts'
import type { Program, Setting } from './program.ts'
import { PROGRAMS } from './programs.ts'
import { type ExperimentFile, experimentSchema } from './schema.ts'

/**
 * Reads an experiment file: the experiment, or every fault in it with its line. Beyond the schema it is checked that
 * the program exists, that every setting and figure is one of its own, and that every value is within its bounds.
 */
export function readExperiment(text: string, file: string): Read<Experiment> {
  const read = readYaml(text, file, experimentSchema)
  if (!read.ok) return read
  const { program: id } = read.value
  const program = PROGRAMS.get(id)
  if (program === undefined) {
    const known = [...PROGRAMS.keys()]
    const message = `There is no program «${id}»${didYouMean(id, known)}; the programs are ${known.join(', ')}.`
    return { ok: false, problems: [{ file, line: read.lineOf(['program']), message }] }
  }
  const problems = experimentProblems(read.value, program, (path, message) => ({
    file,
    line: read.lineOf(path),
    message,
  }))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: compile(read.value, program) }
}

function compile(file: ExperimentFile, program: Program): Experiment {
  const { id, title, story, fallacy = null, dials, remedy = null, figures, seed } = file
  const usual = Object.entries(program.settings).map(([name, spec]): [string, Setting] => [name, spec.usual])
  return {
    id,
    title,
    fallacy,
    story,
    program,
    settings: { ...Object.fromEntries(usual), ...file.settings },
    dials,
    remedy,
    figures,
    prediction: predictionOf(file),
    says: { built: file.says.built, broken: file.says.broken ?? null },
    seed,
    expected: file.expect,
  }
}

function predictionOf({ predict, dials }: ExperimentFile): PredictionOfRun | null {
  if (predict === undefined) return null
  return {
    ask: predict.ask,
    about: predict.about ?? dials.map(({ values }) => values.length - 1),
    options: predict.options.map(({ misconception = null, ...option }) => ({ ...option, misconception })),
  }
}
