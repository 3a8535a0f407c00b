import * as v from 'valibot'
import { misconceptionSchema } from '../data/misconception.ts'
import { didYouMean } from '../data/nearest.ts'
import { readYaml } from '../data/yaml.ts'
import type { Problem } from '../model/problem.ts'
import { identifier, words } from './fields.ts'
import { type Reading, readWords } from './inline.ts'
import { quizFields, readBehind, readOptions } from './quiz.ts'
import { claimsOf, listener } from './recall.ts'
import type {
  Block,
  ExperimentDoor,
  Fallacies,
  Lab,
  Predict,
  PredictOption,
  Quiz,
  Recall,
  SweepDoor,
  WorldsDoor,
} from './types.ts'

/** What a data block's reading needs beyond the page's: where it stands, and which scenarios and experiments there are. */
interface BlockReading extends Reading {
  readonly file: string
  /** The line of the file on which the block's text begins, after the fence. */
  readonly firstLine: number
  readonly scenarios: readonly string[]
  readonly experiments: readonly string[]
  readonly problems: Problem[]
}

/** So many take about a minute to watch. */
const SWEEP_SEEDS_MAX = 5000

export const predictSchema = v.strictObject({
  id: identifier,
  ask: words(400),
  options: v.pipe(
    v.array(
      v.strictObject({
        id: identifier,
        text: words(200),
        says: words(),
        misconception: misconceptionSchema,
      }),
    ),
    v.minLength(2),
    v.maxLength(6),
  ),
  outcome: identifier,
  because: v.optional(words(300)),
})

export const quizSchema = v.strictObject({ id: identifier, ...quizFields })

export const labSchema = v.strictObject({ scenario: identifier, goal: words(300) })

export const sweepSchema = v.strictObject({
  scenario: identifier,
  seeds: v.pipe(v.number(), v.integer('a whole number'), v.minValue(10), v.maxValue(SWEEP_SEEDS_MAX)),
  goal: words(300),
})

export const experimentSchema = v.strictObject({ experiment: identifier, goal: words(300) })

export const recallSchema = v.strictObject({
  id: identifier,
  ask: words(300),
  beside: v.optional(v.pipe(v.array(words(240)), v.maxLength(20)), []),
  items: v.pipe(
    v.array(
      v.strictObject({
        id: identifier,
        text: words(50),
        theme: v.optional(words(40)),
        names: v.optional(v.pipe(v.array(words(30)), v.maxLength(10)), []),
        accept: v.optional(v.pipe(v.array(words(240)), v.maxLength(20)), []),
      }),
    ),
    v.minLength(2),
    v.maxLength(8),
  ),
})

export const fallaciesSchema = v.strictObject({ beliefs: v.pipe(v.array(words(28)), v.length(8)) })

const worldsSchema = v.strictObject({
  seed: v.optional(
    v.pipe(
      v.number(),
      v.integer('a whole number'),
      v.minValue(0, '0 or more'),
      v.maxValue(0xffffffff, 'at most 4294967295'),
    ),
    1,
  ),
  goal: words(300),
})

type Reader = (text: string, reading: BlockReading) => Block | null

/** The kinds of fenced block that hold data, and how each is read. Null means that its problems were reported. */
export const BLOCK_READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['predict', readPredict],
  ['quiz', readQuiz],
  ['lab', readLab],
  ['experiment', readExperimentDoor],
  ['sweep', readSweepDoor],
  ['recall', readRecall],
  ['fallacies', readFallacies],
  ['worlds', readWorldsDoor],
])

function readPredict(text: string, reading: BlockReading): Predict | null {
  const read = readYaml(text, reading.file, predictSchema, reading)
  if (!read.ok) return refuse(reading, read.problems)
  const { id, outcome } = read.value
  const ask = readWords(read.value.ask, read.lineOf(['ask']), reading)
  const known = read.value.options.some(option => option.id === outcome)
  const options = read.value.options.map((option, index): PredictOption => {
    const line = (key?: string) => read.lineOf(['options', index, ...(key ? [key] : [])])
    if (read.value.options.findIndex(other => other.id === option.id) < index)
      reading.report(line('id'), `two options are called «${option.id}»`)
    return {
      id: option.id,
      text: readWords(option.text, line('text'), reading),
      says: readWords(option.says, line('says'), reading),
      // Where no option is the outcome, that is told below, and not of each option that it is wrong.
      misconception: known
        ? readBehind(option.misconception ?? null, option.id === outcome, line, reading)
        : null,
    }
  })
  const place = options.findIndex(option => option.id === outcome)
  if (place < 0) {
    const ids = options.map(option => option.id)
    const known = `the options are ${ids.join(', ')}`
    reading.report(
      read.lineOf(['outcome']),
      `«outcome» names no option: found "${outcome}"${didYouMean(outcome, ids)}; ${known}`,
    )
    return null
  }
  const because = read.value.because ? readWords(read.value.because, read.lineOf(['because']), reading) : null
  return { kind: 'predict', id, ask, options, outcome: place, because, line: reading.firstLine - 1 }
}

function readQuiz(text: string, reading: BlockReading): Quiz | null {
  const read = readYaml(text, reading.file, quizSchema, reading)
  if (!read.ok) return refuse(reading, read.problems)
  const ask = readWords(read.value.ask, read.lineOf(['ask']), reading)
  const options = readOptions(read.value, read.lineOf, reading)
  return { kind: 'quiz', id: read.value.id, ask, options, line: reading.firstLine - 1 }
}

function readLab(text: string, reading: BlockReading): Lab | null {
  const read = readYaml(text, reading.file, labSchema, reading)
  if (!read.ok) return refuse(reading, read.problems)
  const { scenario, goal } = read.value
  checkScenario(scenario, read.lineOf(['scenario']), reading)
  return {
    kind: 'lab',
    scenario,
    goal: readWords(goal, read.lineOf(['goal']), reading),
    line: reading.firstLine - 1,
  }
}

function readSweepDoor(text: string, reading: BlockReading): SweepDoor | null {
  const read = readYaml(text, reading.file, sweepSchema, reading)
  if (!read.ok) return refuse(reading, read.problems)
  const { scenario, seeds } = read.value
  checkScenario(scenario, read.lineOf(['scenario']), reading)
  const goal = readWords(read.value.goal, read.lineOf(['goal']), reading)
  return { kind: 'sweep', scenario, seeds, goal, line: reading.firstLine - 1 }
}

function checkScenario(scenario: string, line: number, { scenarios, report }: BlockReading): void {
  if (scenarios.includes(scenario)) return
  report(line, `no scenario «${scenario}» in the folder scenarios${didYouMean(scenario, scenarios)}`)
}

function readExperimentDoor(text: string, reading: BlockReading): ExperimentDoor | null {
  const read = readYaml(text, reading.file, experimentSchema, reading)
  if (!read.ok) return refuse(reading, read.problems)
  const { experiment, goal } = read.value
  if (!reading.experiments.includes(experiment))
    reading.report(
      read.lineOf(['experiment']),
      `no experiment «${experiment}» in the folder experiments${didYouMean(experiment, reading.experiments)}`,
    )
  return {
    kind: 'experiment',
    experiment,
    goal: readWords(goal, read.lineOf(['goal']), reading),
    line: reading.firstLine - 1,
  }
}

function readRecall(text: string, reading: BlockReading): Recall | null {
  const read = readYaml(text, reading.file, recallSchema, reading)
  if (!read.ok) return refuse(reading, read.problems)
  const items = read.value.items.map(({ id, text: item, theme, names, accept }, index) => {
    const line = read.lineOf(['items', index, 'text'])
    if (read.value.items.findIndex(other => other.id === id) < index)
      reading.report(read.lineOf(['items', index, 'id']), `two items are called «${id}»`)
    return { id, text: readWords(item, line, reading), theme: theme ?? null, names, accept }
  })
  const { id, beside } = read.value
  const heard = listener({ items, beside })
  items.forEach((item, index) => {
    const misheard = [...item.names, ...claimsOf(item)].find(wording => {
      const found = heard(wording)
      return found.kind !== 'item' || found.id !== item.id
    })
    if (misheard !== undefined)
      reading.report(
        read.lineOf(['items', index, 'text']),
        `«${misheard}» would not be taken for «${item.id}» alone: say it in words of its own`,
      )
  })
  const goal = readWords(read.value.ask, read.lineOf(['ask']), reading)
  return { kind: 'recall', id, goal, items, beside, line: reading.firstLine - 1 }
}

function readFallacies(text: string, reading: BlockReading): Fallacies | null {
  const read = readYaml(text, reading.file, fallaciesSchema, reading)
  if (!read.ok) return refuse(reading, read.problems)
  const beliefs = read.value.beliefs.map((belief, index) =>
    readWords(belief, read.lineOf(['beliefs', index]), reading),
  )
  return { kind: 'fallacies', beliefs, line: reading.firstLine - 1 }
}

function readWorldsDoor(text: string, reading: BlockReading): WorldsDoor | null {
  const read = readYaml(text, reading.file, worldsSchema, reading)
  if (!read.ok) return refuse(reading, read.problems)
  const goal = readWords(read.value.goal, read.lineOf(['goal']), reading)
  return { kind: 'worlds', seed: read.value.seed, goal, line: reading.firstLine - 1 }
}

function refuse(reading: BlockReading, problems: readonly Problem[]): null {
  reading.problems.push(...problems)
  return null
}
