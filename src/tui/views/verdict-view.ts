import {
  type AppState,
  bodyRows,
  type LabScreen,
  labMenu,
  noticeOf,
  predicted,
  textColumns,
} from '../../app/app.ts'
import { describeOperation } from '../../checker/checker.ts'
import {
  type Assessment,
  choiceName,
  decisionsOf,
  inNames,
  predictionAsked,
  predictionsThatHeld,
  type Run,
  replayCode,
  type Scenario,
  sharedHoldWords,
} from '../../lab/lab.ts'
import type { Operation } from '../../model/operation.ts'
import { SKIPPED } from '../../progress/progress.ts'
import { clip, columns, type Line, type Role, span, wrap } from '../../terminal/text.ts'
import { availabilityLines, figureGrid, figureWords, verdictWords } from './figures.ts'
import { framed, type View } from './view.ts'
import { ABOVE_MENU, window } from './window.ts'

/** What a run came to: the verdict with its witness, the ledger, and how the prediction stands beside it. */
export function verdictView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const width = textColumns(size)
  const { run } = screen
  const future = screen.futures.find(other => other.run.acts === run.acts) ?? screen.futures.at(-1)
  const names = decisionsOf(run).map(({ choice }) => choiceName(run.scenario, choice))
  const chosen = `chosen: ${names.join(' · ')}`
  const left = `${run.scenario.title} › what it came to`
  const fits = columns(left) + columns(chosen) <= size.columns - 4
  const options = labMenu(screen)?.options.map(({ text }) => wrap([span(text)], width - 2)) ?? []
  const room = bodyRows(size) - (screen.focus ? options.flat().length + 1 : 0)
  const told = future ? verdictLines(run, future.assessment, predicted(screen, run), width) : []
  const body = fits ? told : [...wrap([span(chosen, 'quiet')], width, 2), ...told]
  const shown = window(body, room, screen.scroll, screen.focus ? ABOVE_MENU : null)
  return framed(size, {
    left,
    right: fits && names.length > 0 ? chosen : `seed ${run.seed}`,
    state,
    body: [...shown.body, ...(screen.focus ? [[]] : [])],
    text: shown.text,
    menu: screen.focus
      ? { id: `verdict ${screen.futures.length}`, options, scrolls: body.length > room }
      : null,
    notice: noticeOf(state),
  })
}

function verdictLines(run: Run, assessment: Assessment, prediction: string | null, width: number): Line[] {
  const { verdict } = assessment
  const { text, role } = verdictWords(verdict.result)
  const proof = wrap([span(inNames(run.scenario, verdict.explanation))], width)
  if (verdict.result === 'violation')
    proof.push(...verdict.witness.operations.map(operation => witnessLine(run.scenario, operation, width)))
  const predicted = predictionLines(run, assessment, prediction, width)
  // What was counted is what the lessons send one to look at: it stands above the proof.
  const figures = [
    ...figureGrid(run.scenario, assessment, width),
    ...figureWords(run.scenario, assessment, width),
    ...sharedHoldLines(run, width),
    ...availabilityLines(assessment, width),
  ]
  const code = wrap([span(`This run again: netsplit replay ${replayCode(run)}`, 'quiet')], width)
  const head = wrap([span(text, role, true)], width)
  return [...head, ...predicted, ...figures, [], ...proof, [], ...code]
}

/** Who held a lock at once, and when: that two did is what the figure counts. */
function sharedHoldLines({ scenario, moment }: Run, width: number): Line[] {
  const words = sharedHoldWords(scenario, moment.told)
  return words === null ? [] : wrap([span('✗ ', 'bad'), span(`${words}.`)], width, 2)
}

function witnessLine(scenario: Scenario, operation: Operation, width: number): Line {
  return [span('  ✗ ', 'bad'), span(clip(inNames(scenario, describeOperation(operation)), width - 4))]
}

/** What was expected, and beside it what happened: remembered expectations bend towards the outcome. */
function predictionLines(run: Run, { facts }: Assessment, prediction: string | null, width: number): Line[] {
  const question = predictionAsked(run)
  const asked = question?.options.find(({ id }) => id === prediction)
  if (prediction === null || prediction === SKIPPED || !asked) return []
  const held = predictionsThatHeld(question, facts)
  const right = held.includes(asked)
  const mark: { glyph: string; role: Role } = right
    ? { glyph: '✓', role: 'good' }
    : { glyph: '✗', role: 'bad' }
  const lines = wrap([span(`${mark.glyph} You predicted: `, mark.role), span(asked.text)], width, 2)
  const [happened] = held
  if (right) return [...lines, ...wrap([span(`  ${asked.says}`, 'quiet')], width, 2)]
  return happened
    ? [...lines, ...wrap([span('  It came out so: ', 'quiet'), span(happened.text)], width, 2)]
    : [...lines, ...wrap([span('  That is not how it came out.', 'quiet')], width, 2)]
}
