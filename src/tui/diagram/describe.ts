import { inNames, type Run, valueWords } from '../../lab/lab.ts'
import { seconds } from '../../model/time.ts'
import { type Band, bandWords } from './bands.ts'
import type { Diagram } from './model.ts'
import type { Bar } from './operations.ts'

const ENDS: Readonly<Record<Bar['outcome'], string>> = {
  ok: 'answered',
  declined: 'answered with no',
  fail: 'refused',
  unknown: 'never answered, nobody knows whether it happened',
  open: 'still open',
}

/** One operation in words: `Lyon: withdraw 80, from 1.75 s to 2.15 s, answered`. */
export function barWords({ lanes }: Diagram, { lane, forms, from, until, outcome, letter }: Bar): string {
  const when = until === null ? `since ${seconds(from)} s` : `from ${seconds(from)} s to ${seconds(until)} s`
  const mark = letter === null ? '' : `${letter}. `
  // The forms of a bar may say how it ended; here the end is said in full.
  const what = (forms[0] ?? '').replace(/ refused$|: nobody knows$/, '')
  return `${mark}${lanes[lane]?.name ?? ''}: ${what}, ${when}, ${ENDS[outcome]}`
}

/** The diagram as one text. */
export function describe(run: Run, diagram: Diagram): string {
  return sentencesOf(run, diagram).join(' ')
}

/** The diagram in sentences, for those who don't see it: who took part, what was asked, what broke, what it came to. */
export function sentencesOf(run: Run, diagram: Diagram): readonly string[] {
  const { lanes, bars, bands, marks, points, verdict, segments } = diagram
  const names = (kind: string) => lanes.filter(lane => lane.kind === kind).map(({ name }) => name)
  const lost = segments.filter(({ fate }) => fate === 'lost' || fate === 'cut' || fate === 'down').length
  const sentences = [
    `Time runs from left to right, from 0 to ${seconds(diagram.end)} seconds.`,
    `Replicas: ${names('replica').join(', ')}. Clients: ${names('client').join(', ') || 'none'}.`,
    `${segments.length} messages are shown, of which ${lost} never arrived.`,
    ...bars.map(bar => `${barWords(diagram, bar)}.`),
    ...bands.map(band => `${bandSentence(band)}.`),
    ...marks
      .filter(({ type }) => type !== 'stop')
      .map(
        ({ at, type, text }) =>
          `At ${seconds(at)} s: ${type === 'decision' ? 'the choice was: ' : ''}${text}.`,
      ),
  ]
  if (verdict) sentences.push(`Verdict: ${inNames(run.scenario, verdict.explanation)}`)
  else sentences.push(`The run stands at ${seconds(run.now)} s.`)
  if (points.length > 0) {
    const order = points.map(
      ({ bar, state }) => `${barWords(diagram, bars[bar] ?? NO_BAR)} (then ${valueWords(state)})`,
    )
    sentences.push(`The order that explains every answer: ${order.join('; ')}.`)
  }
  return sentences
}

const NO_BAR: Bar = {
  id: -1,
  lane: -1,
  key: null,
  f: 'read',
  value: null,
  from: 0,
  until: null,
  outcome: 'open',
  forms: [],
  letter: null,
}

function bandSentence(band: Band): string {
  const until = band.until === null ? 'to the end' : `to ${seconds(band.until)} s`
  const disk = band.type === 'down' && band.diskLost ? ', and its disk was lost' : ''
  return `From ${seconds(band.from)} s ${until}: ${bandWords(band)}${disk}`
}
