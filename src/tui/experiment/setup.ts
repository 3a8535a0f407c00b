import { type ExperimentScreen, paceOf, type Size } from '../../app/app.ts'
import type { Experiment, Turned } from '../../experiment/experiment.ts'
import { clip, columns, type Line, pad, span } from '../../terminal/text.ts'
import { clockWords } from './numbers.ts'
import { tapeRows } from './stage.ts'
import { tapeLines } from './tape-lines.ts'

/** How fast it is played, and how far; where nothing moves, that it is told by steps. */
export function status({ outcome, phase, at, seed, experiment }: ExperimentScreen, motion: boolean): string {
  // A calculator shows no time that passes.
  if (experiment.prediction === null) return `seed ${seed}`
  const [now, end] = [clockWords(at, outcome.lastsUs), clockWords(outcome.lastsUs, outcome.lastsUs)]
  return [
    `seed ${seed}`,
    motion ? paceWords(paceOf(outcome, phase)) : 'steps',
    `t ${now.padStart(end.length)}`,
  ].join(' · ')
}

function paceWords(pace: number): string {
  if (pace > 1.05) return `${pace < 10 ? pace.toFixed(1) : Math.round(pace)}× faster than real`
  if (pace >= 0.95 || pace === 0) return 'in real time'
  return `slowed ${1 / pace < 10 ? (1 / pace).toFixed(1) : Math.round(1 / pace)}×`
}

const NAMES = {
  built: 'As it was built',
  broken: 'Dial turned',
  remedied: 'With the remedy',
  free: 'Now',
} as const

/** What is played: the run's name, and where the dials stand; and how much of its tape is out of sight. */
export function setupLine(
  { experiment, phase, turned, outcome, at, playing }: ExperimentScreen,
  size: Size,
  stage: number,
): Line {
  if (experiment.prediction === null) return [span(experiment.says.built, 'quiet')]
  const name = phase === 'predict' ? '' : NAMES[phase]
  const told = { remedied: experiment.remedy?.text ?? '', free: 'as the dials stand' }
  const words = phase === 'remedied' || phase === 'free' ? told[phase] : setupWords(experiment, turned)
  const rows = tapeRows(outcome, stage)
  const { lanes, entries } = outcome.tape
  const happened = entries.filter(entry => entry.at <= at)
  const before = tapeLines(happened, lanes).length - (rows - 1)
  const earlier = before > 0 && rows > 0 && !playing
  const hint = earlier ? `${before} earlier (,)` : ''
  const room = size.columns - name.length - 6 - (hint === '' ? 0 : columns(hint) + 2)
  const line = [span(`${name}: `, 'text', true), span(hint === '' ? clip(words, room) : pad(words, room))]
  return hint === '' ? line : [...line, span('  '), span(hint, 'quiet')]
}

/**
 * Where the dials stand, in a line of words: each dial and its value read as a sentence. Those that nothing has turned
 * yet, and that the prediction is not about, are left out; who has the dials reads them there.
 */
function setupWords({ dials, prediction }: Experiment, turned: Turned): string {
  const words = dials.flatMap(({ text, values }, index) => {
    const place = turned.dials[index] ?? 0
    const known = place > 0 || (prediction?.about[index] ?? 0) > 0
    return known ? [`${text} ${values[place]?.text ?? ''}`] : []
  })
  return words.join(' · ')
}
