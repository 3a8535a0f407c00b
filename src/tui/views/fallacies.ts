import { type AppState, textColumns } from '../../app/app.ts'
import { type Fallacies, proseText } from '../../course/course.ts'
import { type ExperimentRecord, experimentRecords } from '../../progress/progress.ts'
import { type Line, pad, span } from '../../terminal/text.ts'
import { grouped } from '../experiment/numbers.ts'

/** The columns of a belief, and of its figure's name, which only wide terminals have. */
const BELIEF = 29
const LABEL = 18
const WIDE = 70

/** The map of the eight: each belief, whether the learner has seen it broken, and what it came to in their own runs. */
export function fallacyLines(state: AppState, { beliefs }: Fallacies): Line[] {
  return beliefs.map((belief, index) => {
    const experiment = [...state.experiments.values()].find(({ fallacy }) => fallacy === index + 1)
    const records = experiment ? experimentRecords(state.progress, experiment.id) : []
    // The whole story, where there is one.
    const record = records.findLast(({ figures }) => figures.remedied !== null) ?? records.at(-1)
    const text = pad(proseText(belief), BELIEF)
    const number = span(`${index + 1} `, 'quiet')
    if (!experiment || !record)
      return [span('· ', 'quiet'), number, span(text), span('still believed', 'quiet')]
    return [span('✗ ', 'bad'), number, span(text), ...figures(state, experiment, record)]
  })
}

/** `whole pages  100 → 67 → 100 %`: as built, broken, with the remedy. */
function figures(
  { size }: AppState,
  { program, figures: names }: Experiment,
  { figures: { built, broken, remedied } }: ExperimentRecord,
): Line {
  const name = names[0] ?? ''
  const spec = program.figures[name]
  if (!spec) return []
  const amount = (found: Readonly<Record<string, number>>) => grouped(found[name] ?? 0, spec.digits)
  const label = textColumns(size) < WIDE ? [] : [span(pad(spec.label, LABEL), 'quiet')]
  const last = remedied === null ? [] : [span(' → ', 'quiet'), span(amount(remedied), 'good')]
  return [
    ...label,
    span(amount(built)),
    span(' → ', 'quiet'),
    span(amount(broken), 'bad'),
    ...last,
    span(spec.unit === '' ? '' : ` ${spec.unit}`, 'quiet'),
  ]
}

type Experiment = AppState['experiments'] extends ReadonlyMap<string, infer E> ? E : never
