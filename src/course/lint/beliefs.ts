import { type Experiment, optionsThatHeld, runExperiment } from '../../experiment/experiment.ts'
import type { PredictionAsked, Scenario } from '../../lab/lab.ts'
import { excerpt } from '../../model/problem.ts'
import { type Finding, fault, lineOf, literally, type Subject } from './finding.ts'
import type { FindingKind } from './kinds.ts'

/** So much of an option’s text is looked for: what is longer may be folded in the file. */
const SHOWN = 40

/** An option of a prediction that a run judges. */
type Option = PredictionAsked['options'][number]

/** Wrong options of an experiment's prediction behind which nothing is named, and right ones that name something. */
export function experimentBeliefs(
  experiment: Experiment,
  file: string,
  subject: Subject,
): readonly Finding[] {
  const { prediction, seed } = experiment
  if (prediction === null) return []
  const run = runExperiment(experiment, { dials: prediction.about, remedy: false }, seed)
  const right = optionsThatHeld(prediction, run)
  return prediction.options.flatMap(option => {
    if (!right.includes(option.id)) return unnamed(option, file, subject)
    if (option.misconception === null) return []
    return [
      found(
        'needless-misconception',
        option,
        file,
        subject,
        'comes true, so that no misconception is behind it: delete that',
      ),
    ]
  })
}

/**
 * Options of a scenario's predictions that no run made true and behind which nothing is named. An option that comes
 * true in one run and not in another is a matter of what was chosen, and no misconception.
 */
export function scenarioBeliefs(
  scenario: Scenario,
  cameTrue: ReadonlySet<Option>,
  file: string,
  subject: Subject,
): readonly Finding[] {
  return predictionsOf(scenario)
    .flatMap(({ options }) => options)
    .filter(option => !cameTrue.has(option))
    .flatMap(option => unnamed(option, file, subject))
}

/** All that a scenario asks, before the start and after a choice. */
export function predictionsOf({ prediction, stops }: Scenario): readonly PredictionAsked[] {
  const afterChoices = stops.flatMap(({ choice }) => choice?.options.map(option => option.prediction) ?? [])
  return [prediction, ...afterChoices].flatMap(asked => asked ?? [])
}

function unnamed(
  option: { readonly text: string; readonly misconception?: Option['misconception'] | null },
  file: string,
  subject: Subject,
): readonly Finding[] {
  if ((option.misconception ?? null) !== null) return []
  return [
    found(
      'no-misconception',
      option,
      file,
      subject,
      'is wrong and names no misconception: add one of M1 to M17 or F1 to F8',
    ),
  ]
}

function found(
  kind: FindingKind,
  { text }: Pick<Option, 'text'>,
  file: string,
  subject: Subject,
  what: string,
): Finding {
  const start = `${literally(text.slice(0, SHOWN))}${text.length <= SHOWN ? `["']?\\s*$` : ''}`
  const line = lineOf(subject, file, new RegExp(`text:\\s*["']?${start}`))
  return fault(kind, file, line, `the option «${excerpt(text)}» ${what}`)
}
