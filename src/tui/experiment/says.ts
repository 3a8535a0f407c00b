import { type ExperimentScreen, isTold } from '../../app/app.ts'
import { SKIPPED } from '../../progress/progress.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { dialRows } from './dials.ts'

/** What is said under the figures now: what goes on, or what it meant; and what can be done. */
export function saysNow(screen: ExperimentScreen, width: number): readonly Line[] {
  const { experiment, phase, at, playing, turned, row } = screen
  if (phase === 'free') return [...dialRows(experiment, turned, row, width), ...placeSays(screen, width)]
  if (isTold(screen)) return afterwards(screen, width)
  if (at === 0 && !playing) return told(experiment.story, 'Enter runs it as it was built.', width)
  return wrap([span(meanwhile(screen))], width)
}

/** What is told of the dials as they stand, where there is anything to tell. */
function placeSays({ experiment, turned }: ExperimentScreen, width: number): readonly Line[] {
  const place = experiment.expected.find(
    ({ dials, remedy }) =>
      remedy === turned.remedy && turned.dials.every((at, index) => at === (dials[index] ?? 0)),
  )
  return place?.says ? wrap([span(place.says)], width) : []
}

/** The most rows that it takes at any time: the screen keeps them free, so that nothing moves. */
export function saysRows(screen: ExperimentScreen, width: number): number {
  const { experiment } = screen
  const { prediction, dials, remedy, story } = experiment
  const notes = experiment.expected.map(({ says }) =>
    says === undefined ? 0 : wrap([span(says)], width).length,
  )
  const free = dials.length + (remedy ? 1 : 0) + Math.max(0, ...notes)
  if (prediction === null) return free
  const ended = { ...screen, at: screen.outcome.lastsUs }
  const guesses = [...prediction.options.map(({ id }) => id), SKIPPED]
  const all = [
    told(story, NEXT.predict, width),
    afterwards({ ...ended, phase: 'built' }, width),
    ...guesses.map(guess => afterwards({ ...ended, phase: 'broken', prediction: guess }, width)),
    ...(remedy ? [afterwards({ ...ended, phase: 'remedied' }, width)] : []),
  ]
  return Math.max(free, ...all.map(({ length }) => length))
}

const NEXT = {
  predict: 'Enter: say what you expect, then the dial is turned.',
  free: 'Enter: now the dials are yours.',
} as const

/** While it is played: what is expected, so that it can be held against what is seen. */
function meanwhile({ experiment, phase, prediction }: ExperimentScreen): string {
  if (phase === 'built') return experiment.story
  if (phase === 'remedied') return `The remedy: ${experiment.remedy?.text ?? ''}.`
  const guess = experiment.prediction?.options.find(({ id }) => id === prediction)
  return guess ? `You expect: ${sentence(guess.text)}` : 'Nothing was predicted. Watch the figures.'
}

function afterwards(screen: ExperimentScreen, width: number): readonly Line[] {
  const { experiment, phase } = screen
  const { says, remedy } = experiment
  if (phase === 'built') return told(says.built, NEXT.predict, width)
  if (phase === 'remedied') return told(remedy?.says ?? '', NEXT.free, width)
  const next = remedy ? `Enter: the remedy, ${remedy.text}.` : NEXT.free
  return [...guessed(screen, width), ...told(says.broken ?? '', next, width)]
}

/** The prediction beside what happened; nothing where none was made. */
function guessed({ experiment, prediction, held }: ExperimentScreen, width: number): readonly Line[] {
  const options = experiment.prediction?.options ?? []
  const guess = options.find(({ id }) => id === prediction)
  const right = options.filter(({ id }) => held.includes(id)).map(({ text }) => text)
  if (!guess)
    return right.length > 0 ? wrap([span(`What happened: ${sentence(right.join(', '))}`)], width) : []
  const came = held.includes(guess.id)
  const verdict = came ? span('✓ As you expected: ', 'good') : span('✗ You expected: ', 'bad')
  return wrap([verdict, span(`${sentence(guess.text)} `, 'text', true), span(guess.says)], width, 2)
}

/** With a full stop, where it has no end of its own. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

function told(text: string, next: string, width: number): readonly Line[] {
  return [...wrap([span(text)], width), ...wrap([span(next, 'focus')], width)]
}
