import type { Experiment, Turned } from '../../experiment/experiment.ts'
import { columns, type Line, pad, span } from '../../terminal/text.ts'

/** The cursor before a dial, and the arrows on either side of its value. */
const SIGN_COLUMNS = 6

/** Said of a dial that the remedy overrules, in as many words as there is room for. */
const OVERRULED = ['  (the remedy decides)', '  (overruled)', ' (remedy)', ' (–)'] as const

/** The dials, a row each, and the remedy's switch behind them: `❯ the server is in   ◄ another continent ►`. */
export function dialRows(experiment: Experiment, turned: Turned, row: number, width: number): Line[] {
  const { dials, remedy } = experiment
  const names = [...dials.map(({ text }) => text), ...(remedy ? [remedy.text] : [])]
  const values = dials.flatMap(({ values }) => values.map(({ text }) => columns(text)))
  const value = Math.max(...values, 'without'.length)
  const wide = Math.min(Math.max(...names.map(columns)) + 2, width - value - SIGN_COLUMNS)
  const rows = dials.map(({ text, setting, values }, index): Line => {
    const place = turned.dials[index] ?? 0
    const line = dialRow(
      text,
      values[place]?.text ?? '',
      { place, last: values.length - 1 },
      index === row,
      wide,
      value,
    )
    const overruled = turned.remedy && remedy !== null && Object.hasOwn(remedy.settings, setting)
    const room = width - wide - value - SIGN_COLUMNS
    return overruled ? [...line, span(OVERRULED.find(form => columns(form) <= room) ?? '', 'quiet')] : line
  })
  if (!remedy) return rows
  const place = turned.remedy ? 1 : 0
  const word = turned.remedy ? 'with' : 'without'
  return [...rows, dialRow(remedy.text, word, { place, last: 1 }, row === dials.length, wide, value)]
}

function dialRow(
  name: string,
  value: string,
  { place, last }: { readonly place: number; readonly last: number },
  chosen: boolean,
  wide: number,
  valueColumns: number,
): Line {
  const role = chosen ? 'focus' : 'text'
  return [
    span(chosen ? '❯ ' : '  ', 'focus', true),
    span(pad(name, wide), role),
    span(place > 0 ? '◄ ' : '  ', 'focus'),
    span(pad(value, valueColumns, 'center'), role, chosen),
    span(place < last ? ' ►' : '  ', 'focus'),
  ]
}
