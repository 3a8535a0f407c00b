import { MODEL_NAMES, type ModelName } from '../checker/checker.ts'
import { didYouMean } from '../data/nearest.ts'
import type { Choice, Scenario, Stop } from '../lab/lab.ts'
import type { Json } from '../model/json.ts'
import { excerpt } from '../model/problem.ts'
import { BadInput } from './io.ts'

/** What is chosen at each stop of a scenario that asks. */
export type Chooser = (stop: Stop) => Choice

/**
 * What `--choose` means for a scenario: at every stop that asks, the choice of that id, or the one that sets that
 * policy. `netsplit run … --choose a --choose b` is for stops that ask different things. A stop without an answer, and
 * an answer without a stop, are bad input, whether or not a run comes there.
 */
export function readChoice(given: readonly string[], scenario: Scenario): Chooser {
  const { id, stops } = scenario
  const asking = stops.flatMap(({ choice }) => (choice ? [choice] : []))
  const unused = given.find(name => !asking.some(choice => pick(choice.options, [name])))
  if (unused !== undefined && asking.length === 0)
    throw new BadInput(`netsplit: --choose «${excerpt(unused)}»: the scenario ${id} asks for no choice`)
  const known = asking.flatMap(choice => choice.options.map(option => option.id))
  if (unused !== undefined) {
    const what = `there is no choice «${excerpt(unused)}» in ${id}${didYouMean(unused, known)}`
    throw new BadInput(`netsplit: ${what}; the choices are ${asking.map(listed).join('; or ')}`)
  }
  const open = asking.find(choice => !pick(choice.options, given))
  if (open)
    throw new BadInput(
      `netsplit: ${id} asks «${open.ask}» Say it with --choose; the choices are ${listed(open)}`,
    )
  return stop => {
    const found = stop.choice && pick(stop.choice.options, given)
    if (!found) throw new Error(`netsplit has a bug: nothing to choose at «${stop.id}»`)
    return found
  }
}

function pick(options: readonly Choice[], given: readonly string[]): Choice | undefined {
  const named = options.find(({ id }) => given.includes(id))
  return named ?? options.find(({ policy }) => policy !== undefined && given.includes(policy))
}

function listed({ options }: { readonly options: readonly Choice[] }): string {
  return options.map(({ id, text }) => `${id} («${text}»)`).join(', ')
}

export function readModel(text: string | undefined): ModelName | null {
  if (text === undefined) return null
  const model = MODEL_NAMES.find(name => name === text)
  if (model) return model
  const known = `the models are ${MODEL_NAMES.join(', ')}`
  throw new BadInput(
    `netsplit: there is no model «${excerpt(text)}»${didYouMean(text, MODEL_NAMES)}; ${known}`,
  )
}

const STEPS_MAX = 1_000_000_000

/** The steps that `--max-steps` allows a search. Undefined where none were given. */
export function readSteps(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const steps = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (steps >= 1 && steps <= STEPS_MAX) return steps
  throw new BadInput(
    `netsplit: --max-steps «${excerpt(text)}» should be a whole number from 1 to ${STEPS_MAX}`,
  )
}

const JSON_LENGTH_MAX = 100_000
const JSON_DEPTH_MAX = 64

/** The value of `--initial`: any JSON, bounded so that nothing later can overflow. Undefined where none was given. */
export function readInitial(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined
  const bad = (what: string) =>
    new BadInput(`netsplit: --initial «${excerpt(text)}» ${what}, such as 100, null, "a" or [1,2]`)
  if (text.length > JSON_LENGTH_MAX) throw bad('is too long; expected a JSON value')
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    throw bad('is not JSON; expected a JSON value')
  }
  if (depth(value) > JSON_DEPTH_MAX) throw bad('is nested too deep; expected a flatter JSON value')
  return value
}

/** How deep brackets are nested; it stops counting just above the bound. */
function depth(value: Json, above = 0): number {
  if (value === null || typeof value !== 'object' || above > JSON_DEPTH_MAX) return above
  return Object.values(value).reduce<number>(
    (most, item) => Math.max(most, depth(item, above + 1)),
    above + 1,
  )
}
