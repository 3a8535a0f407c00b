import { evidenceOf, type PracticeCase, storeOf, storyOf, votesOf } from '../lab/lab.ts'
import { misconceptions } from '../model/misconceptions.ts'
import { seconds } from '../model/time.ts'
import { practiceLevel } from '../progress/progress.ts'
import { type Line, span, wrap } from '../terminal/text.ts'
import { bodyRows, textColumns } from './course-places.ts'
import { practicePicture } from './practice-picture.ts'
import type { PracticeScreen } from './practice-state.ts'
import type { AppState } from './state.ts'

/** What can be done after an answer. */
type PracticeDoes = 'again' | 'lab' | 'diagram' | 'leave'

const AFTERWARDS: readonly (readonly [PracticeDoes, string])[] = [
  ['again', 'Another one'],
  ['lab', 'Look at this run in the lab, step by step'],
  ['diagram', 'Look at it as a diagram of time'],
  ['leave', 'Enough for now'],
]

/** How many sentences of the run are shown, where there is room for them. */
const EVIDENCE = [6, 5, 4, 3, 2, 1] as const

/** The options of a case: its four answers, or what to do once it is answered. */
export function practiceMenu(
  { shown, chosen }: PracticeScreen,
  { size, progress }: Pick<AppState, 'size' | 'progress'>,
): { readonly options: readonly (readonly Line[])[]; readonly does: readonly PracticeDoes[] } {
  const width = textColumns(size) - 2
  const next = nextWords(shown.level, practiceLevel(progress))
  const texts =
    chosen === null
      ? shown.options.map(({ text }) => text)
      : AFTERWARDS.map(([does, text]) => (does === 'again' ? text + next : text))
  return {
    options: texts.map(text => wrap([span(text)], width)),
    does: chosen === null ? [] : AFTERWARDS.map(([does]) => does),
  }
}

/** What becomes of the level with the next case; nothing where it stays. */
function nextWords(level: number, next: number): string {
  if (next === level) return ''
  return next > level ? `, harder: two right in a row lead to level ${next}` : `, easier: level ${next}`
}

/**
 * The text of a case: what there is and what happens, and the question; then what the run says about the answer. It is
 * as full as the terminal has room for, and to be scrolled where there is little.
 */
export function practiceLines(
  screen: PracticeScreen,
  state: Pick<AppState, 'size' | 'progress'>,
): readonly Line[] {
  const { size } = state
  const width = textColumns(size)
  const { shown, chosen } = screen
  const rows = bodyRows(size) - practiceMenu(screen, state).options.flat().length
  const full = chosen === null ? askedWays(shown, width) : answeredWays(shown, chosen, width)
  return full.find(lines => lines.length <= rows) ?? full.at(-1) ?? []
}

/** The question with a line for each thing that happens, and shorter. */
function askedWays(shown: PracticeCase, width: number): readonly (readonly Line[])[] {
  const picture = practicePicture(shown.scene.plan)
  const store = wrap([span(storeOf(shown.scene))], width)
  const ask = wrap([span(shown.ask, 'text', true)], width)
  const [list, text] = [eventLines(shown, width), eventText(shown, width)]
  return [
    [...picture, [], ...store, [], ...list, [], ...ask, []],
    [...picture, [], ...store, ...list, [], ...ask],
    [...picture, [], ...store, ...text, [], ...ask],
    [...picture, ...store, ...text, ...ask],
  ]
}

function eventLines(shown: PracticeCase, width: number): Line[] {
  return storyOf(shown).flatMap(({ atMs, says }) =>
    wrap([span(`${tenths(atMs)} s  `, 'quiet'), span(says)], width, 7),
  )
}

function eventText(shown: PracticeCase, width: number): Line[] {
  const parts = storyOf(shown).flatMap(({ atMs, says }, index) => [
    span(`${index > 0 ? ' · ' : ''}${tenths(atMs)} s `, 'quiet'),
    span(says),
  ])
  return wrap(parts, width)
}

function tenths(ms: number): string {
  return (ms / 1000).toFixed(1)
}

/**
 * What is said about an answer, with all that the run has to say for it, and with less. Who looks for what went wrong
 * needs the picture and the times most: they are the last to go.
 */
function answeredWays(shown: PracticeCase, chosen: number, width: number): readonly (readonly Line[])[] {
  const verdict = [...wrap([span(shown.ask, 'quiet')], width), ...verdictLines(shown, chosen, width)]
  const facts = [...wrap([span(storeOf(shown.scene))], width), ...eventText(shown, width), []]
  const ways = EVIDENCE.map(count => [...verdict, [], ...evidenceLines(shown, count, width), []])
  const picture = practicePicture(shown.scene.plan)
  const happened = [...picture, ...eventText(shown, width)]
  const close = EVIDENCE.map(count => [...happened, ...verdict, ...evidenceLines(shown, count, width), []])
  const withFacts = ways.map(way => [...facts, ...way])
  const whole = withFacts.map(way => [...picture, [], ...way])
  return [
    ...whole,
    ...close,
    [...happened, ...verdict, []],
    [...happened, ...verdict],
    ...withFacts,
    ...ways,
    [...verdict, []],
  ]
}

/** What the run says for the answer; where a majority decides, with how many there were on each side. */
function evidenceLines(shown: PracticeCase, count: number, width: number): readonly Line[] {
  const votes =
    shown.scene.plan.policy === 'consistency' ? wrap([span(votesOf(shown.scene), 'quiet')], width) : []
  const evidence = evidenceOf(shown, count).flatMap(({ at, text }) =>
    wrap([span(`${seconds(at)} `, 'quiet'), span(text)], width, 5),
  )
  return [...votes, ...evidence]
}

function verdictLines(shown: PracticeCase, chosen: number, width: number): Line[] {
  const taken = shown.options[chosen]
  const right = shown.options.find(({ misconception }) => misconception === null)
  if (!taken || !right) return []
  const truth = wrap([span('✓ ', 'good'), span(`${right.text}. `, 'text', true), span(right.says)], width, 2)
  if (taken.misconception === null) return truth
  const belief =
    taken.misconception === 'none'
      ? []
      : wrap([span(`Behind it: “${misconceptions[taken.misconception]}”`, 'quiet')], width - 2)
  return [
    ...wrap([span('✗ ', 'bad'), span(`${taken.text}. `, 'text', true), span(taken.says)], width, 2),
    ...belief.map((line): Line => [span('  '), ...line]),
    ...truth,
  ]
}
