import { valueWords } from '../../lab/lab.ts'
import { printable } from '../../model/problem.ts'
import type { Micros } from '../../model/time.ts'
import { clip, columns, type Role } from '../../terminal/text.ts'
import { type Band, bandWords, separates, stoppedAt } from './bands.ts'
import { barWords } from './describe.ts'
import { OUTCOMES, SEGMENT_ROLES } from './glyphs.ts'
import type { Diagram } from './model.ts'
import { type Bar, noOrderWords } from './operations.ts'
import type { Segment } from './segments.ts'

/** The measures of a picture, in its own units. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly laneTop: number
  readonly laneStep: number
  readonly x: (at: Micros) => number
  readonly y: (lane: number) => number
  /** The rows below the lanes, and the one above. */
  readonly events: number
  readonly order: number
  readonly bands: number
  readonly axis: number
  readonly legend: number
}

/** The width of a character of the diagram's texts. */
export const LETTER = 7.9
const BAR = 18

/** Text that an XML file can hold: escaped, and without what no XML file or terminal can show. */
export function escaped(text: string): string {
  const clean = printable(text).replace(/[\ud800-\udfff\ufffe\uffff]/gu, '�')
  return clean
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A coordinate with one decimal at most: the same bytes wherever it is computed. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export function text(x: number, y: number, words: string, classes: string, anchor = 'start'): string {
  const where = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return `<text x="${n(x)}" y="${n(y)}" class="${classes}"${where}>${escaped(words)}</text>`
}

export function line(x1: number, y1: number, x2: number, y2: number, classes: string): string {
  return `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" class="${classes}"/>`
}

function box(x: number, y: number, width: number, height: number, classes: string, more = ''): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(Math.max(0, width))}" height="${n(height)}" class="${classes}"${more}/>`
}

/** The ground under what a cut separates, and the wall between lanes beside each other. */
export function cutParts({ bands, lanes, now }: Diagram, sheet: Sheet): string[] {
  return bands.flatMap(band => {
    if (band.type !== 'cut') return []
    const [from, to] = [sheet.x(band.from), sheet.x(band.until ?? now)]
    const ground = box(
      from,
      sheet.laneTop - 20,
      to - from,
      sheet.y(lanes.length - 1) - sheet.laneTop + 40,
      'cut',
    )
    const walls = lanes.slice(1).flatMap((lane, place) => {
      const above = lanes[place]
      if (!above || !separates(band.partition, above.replica, lane.replica)) return []
      const y = sheet.y(place) + sheet.laneStep / 2
      return [line(from, y, to, y, 'bad dashes')]
    })
    return [ground, ...walls]
  })
}

/** The lanes' names and lines; dots where a node does not run. */
export function laneParts({ lanes, bands, now }: Diagram, sheet: Sheet): string[] {
  return lanes.flatMap(({ id, name, kind }, place) => {
    const y = sheet.y(place)
    const words = clip(name === id ? id : `${id} ${name}`, Math.floor((sheet.left - 20) / LETTER))
    const label = text(12, y + 4, words, kind === 'client' ? 'text strong' : 'text')
    if (kind === 'client') return [label]
    const downs = bands.filter(band => band.type === 'down' && band.node === id)
    let x = sheet.left
    const parts = [label]
    for (const band of downs) {
      const [from, to] = [sheet.x(band.from), sheet.x(band.until ?? now)]
      parts.push(line(x, y, from, y, 'quiet'), line(from, y, to, y, 'bad dots'))
      parts.push(
        text(
          from + 4,
          y - 6,
          `✗ ${bandWords(band)}${band.type === 'down' && band.diskLost ? ', disk lost' : ''}`,
          'bad small',
        ),
      )
      x = to
    }
    return [...parts, line(x, y, sheet.x(now), y, 'quiet')]
  })
}

/** A message: a line with an arrow head where it arrived, and a cross where it came to nothing. */
export function segmentPart({ lanes, bands }: Diagram, segment: Segment, sheet: Sheet): string {
  const { from, to, sentAt, endsAt, reach, kind, fate } = segment
  const role: Role = fate === 'held' ? 'unsure' : SEGMENT_ROLES[kind]
  const [x1, y1, x2] = [sheet.x(sentAt), sheet.y(from), sheet.x(endsAt)]
  const wall = stoppedAt(lanes, bands, segment)
  // A client's bar is thick: its answer comes to the edge.
  const edge = lanes[to]?.kind === 'client' ? (Math.sign(to - from) * BAR) / 2 : 0
  const y2 = wall === null ? y1 + (sheet.y(to) - edge - y1) * reach : sheet.y(wall) + sheet.laneStep / 2
  const way = line(x1, y1, x2, y2, fate === 'arrived' || fate === 'moving' ? role : `${role} dashes`)
  if (fate === 'arrived') {
    const head = to > from ? -6 : 6
    return `${way}<path d="M${n(x2)} ${n(y2)}l-3.5 ${head}h7z" class="${role}"/>`
  }
  if (fate === 'moving' || fate === 'held')
    return `${way}<circle cx="${n(x2)}" cy="${n(y2)}" r="3.5" class="${role}${fate === 'held' ? ' open' : ''}"/>`
  return `${way}<path d="M${n(x2 - 4)} ${n(y2 - 4)}l8 8m0 -8l-8 8" class="bad"/>`
}

/** An operation: its bar, its name, how it ended. Whoever points at it is told all of it. */
export function barPart(diagram: Diagram, bar: Bar, sheet: Sheet, next: number): string {
  const { letter, outcome, forms, lane, from, until } = bar
  const y = sheet.y(lane)
  const role: Role =
    letter !== null ? 'bad' : outcome === 'open' ? 'focus' : outcome === 'unknown' ? 'unsure' : 'text'
  const [x1, x2] = [sheet.x(from), Math.max(sheet.x(from) + 3, sheet.x(until ?? diagram.now))]
  const { mark, role: ended } = OUTCOMES[outcome]
  const names = letter === null ? forms : forms.map(form => `${letter}: ${form}`)
  const wide = (form: string) => columns(form) * LETTER
  // Where the next one follows at once, how it ended stands within the bar.
  const tight = next - x2 < 18
  const isInside = (form: string) => wide(form) + (tight ? 24 : 10) <= x2 - x1
  const fits = names.find(form => isInside(form) || wide(form) + 26 <= next - x2)
  // An operation of the witness is named wherever it is; any other can be pointed at.
  const words = fits ?? (letter === null ? '' : letter)
  const at = isInside(words)
    ? [x1 + 5, y + 4]
    : fits === undefined
      ? [x1, y + BAR / 2 + 12]
      : [x2 + 20, y + 4]
  return [
    `<g><title>${escaped(barWords(diagram, bar))}</title>`,
    box(x1, y - BAR / 2, x2 - x1, BAR, `${role} open${letter === null ? '' : ' thick'}`, ' rx="3"'),
    ...(tight && x2 - x1 < 14 ? [] : [text(tight ? x2 - 12 : x2 + 5, y + 4, mark, `${ended} strong`)]),
    ...(words === ''
      ? []
      : [text(at[0] ?? x1, at[1] ?? y, words, letter === null ? role : `${role} strong`)]),
    '</g>',
  ].join('')
}

/** The order that explains every answer, as numbers on the bars, and the state after each below. */
export function orderParts({ points, verdict, bars }: Diagram, sheet: Sheet): string[] {
  if (verdict?.result === 'violation') {
    return [text(12, sheet.order, noOrderWords(bars), 'bad strong')]
  }
  if (verdict?.result === 'unknown') return [text(12, sheet.order, '? undecided', 'unsure')]
  const keys = new Set(points.map(({ key }) => key)).size
  let free = 0
  return points.flatMap(({ number, at, lane, key, state }) => {
    const x = sheet.x(at)
    const y = sheet.y(lane) - BAR / 2 - 9
    const mark = `<circle cx="${n(x)}" cy="${n(y)}" r="8.5" class="good open"/>${text(x, y + 4, `${number}`, 'good small', 'middle')}`
    const words = `${number}: ${keys > 1 && key !== null ? `${key} ` : ''}${clip(valueWords(state), 16)}`
    const begin = Math.max(x - 8, free)
    free = begin + (columns(words) + 1) * LETTER
    const state_ = free < sheet.width ? [text(begin, sheet.order, words, 'good')] : []
    return [mark, ...state_]
  })
}

/** The faults of the network on the axis, each on a row of its own where they or their names overlap. */
export function bandParts(diagram: Diagram, sheet: Sheet): string[] {
  return networkBands(diagram, sheet.x).map(({ band, row }) => {
    const [from, to] = [sheet.x(band.from), sheet.x(band.until ?? diagram.now)]
    const y = sheet.bands + row * 22
    return box(from, y, to - from, 4, 'bad') + text(from + 2, y - 4, bandWords(band), 'bad small strong')
  })
}

/** Cuts and broken links with the row of each: the first one that is free. */
export function networkBands(
  { bands, now }: Diagram,
  x: Sheet['x'],
): readonly { readonly band: Band; readonly row: number }[] {
  const ends: number[] = []
  return bands.flatMap(band => {
    if (band.type === 'down') return []
    const begin = x(band.from)
    const free = ends.findIndex(end => end <= begin)
    const row = free < 0 ? ends.length : free
    ends[row] = Math.max(x(band.until ?? now), begin + (bandWords(band).length + 1) * LETTER)
    return [{ band, row }]
  })
}
