import { type Assessment, choiceName, decisionsOf, type Run } from '../../lab/lab.ts'
import { describe } from './describe.ts'
import { ticksOf } from './layout.ts'
import { type Diagram, diagramOf } from './model.ts'
import { legendParts } from './svg-legend.ts'
import {
  bandParts,
  barPart,
  cutParts,
  escaped,
  laneParts,
  line,
  networkBands,
  orderParts,
  type Sheet,
  segmentPart,
  text,
} from './svg-parts.ts'
import { styleSheet } from './svg-style.ts'

const LEFT = 130
const RIGHT = 40
const LANE_STEP = 46
/** So wide that a message is a slant, and no wider than a browser shows at ease. */
const PER_SECOND = 200
const WIDTH_MIN = 900
const WIDTH_MAX = 6000

/**
 * A run as a space-time diagram in one SVG file that needs nothing else: no script, no font, no network. It is light or
 * dark as the reader's system is, and says in words what it shows. The same run gives the same bytes.
 */
export function diagramSvg(run: Run, assessment: Assessment | null): string {
  const diagram = diagramOf(run, assessment)
  const sheet = sheetOf(diagram)
  const { width, height } = sheet
  const title = `${run.scenario.title} – seed ${run.seed}, a space-time diagram`
  const body = [
    `<rect width="${width}" height="${height}" class="ground"/>`,
    text(12, 24, headingOf(run), 'text strong'),
    ...group('cuts', cutParts(diagram, sheet)),
    ...group('lanes', laneParts(diagram, sheet)),
    ...group(
      'messages',
      [...diagram.segments].sort(newsFirst).map(segment => segmentPart(diagram, segment, sheet)),
    ),
    ...group('operations', barParts(diagram, sheet)),
    ...group('order', orderParts(diagram, sheet)),
    ...group('events', eventParts(diagram, sheet)),
    ...group('faults', bandParts(diagram, sheet)),
    ...group('axis', axisParts(diagram, sheet)),
    ...group('legend', legendParts(diagram, sheet)),
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="netsplit-title netsplit-desc">`,
    `<title id="netsplit-title">${escaped(title)}</title>`,
    `<desc id="netsplit-desc">${escaped(describe(run, diagram))}</desc>`,
    `<style>${styleSheet()}</style>`,
    ...body,
    '</svg>',
    '',
  ].join('\n')
}

function sheetOf(diagram: Diagram): Sheet {
  const { lanes, end } = diagram
  const seconds = Math.ceil(end / 1_000_000)
  const width = Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, LEFT + RIGHT + seconds * PER_SECOND))
  const laneTop = 96
  const below = laneTop + Math.max(0, lanes.length - 1) * LANE_STEP
  const x = (at: number) => LEFT + ((width - LEFT - RIGHT) * at) / end
  const rows = Math.max(0, ...networkBands(diagram, x).map(({ row }) => row)) + 1
  const bands = below + 78
  const axis = bands + rows * 22
  return {
    width,
    height: axis + 64,
    left: LEFT,
    right: RIGHT,
    laneTop,
    laneStep: LANE_STEP,
    x,
    y: lane => laneTop + lane * LANE_STEP,
    events: 56,
    order: below + 46,
    bands,
    axis,
    legend: axis + 48,
  }
}

/** Which run this is: the scenario, the seed, and what was chosen. */
function headingOf(run: Run): string {
  const choices = decisionsOf(run).map(({ choice }) => choiceName(run.scenario, choice))
  const chosen = choices.length === 0 ? '' : ` · chosen: ${choices.join(' · ')}`
  return `${run.scenario.title} · seed ${run.seed}${chosen}`
}

function group(id: string, parts: readonly string[]): string[] {
  return parts.length === 0 ? [] : [`<g id="netsplit-${id}">`, ...parts, '</g>']
}

/** What is told in passing lies below everything else; otherwise messages keep their order. */
function newsFirst(a: Diagram['segments'][number], b: Diagram['segments'][number]): number {
  return (a.kind === 'news' ? 0 : 1) - (b.kind === 'news' ? 0 : 1) || a.id - b.id
}

function barParts(diagram: Diagram, sheet: Sheet): string[] {
  return diagram.bars.map((bar, place) => {
    const next = diagram.bars.slice(place + 1).find(({ lane }) => lane === bar.lane)
    return barPart(diagram, bar, sheet, next ? sheet.x(next.from) : sheet.width)
  })
}

const STOPPED = 'the run stood still and waited'

function eventParts({ marks }: Diagram, sheet: Sheet): string[] {
  return marks.flatMap(({ at, type, text: words }) => {
    const role = type === 'stop' ? 'quiet' : 'focus'
    const x = sheet.x(at)
    return [
      line(x, sheet.events + 6, x, sheet.axis, `${role} dashes`),
      text(x, sheet.events, type === 'stop' ? `◇ ${STOPPED}` : `◆ ${words}`, `${role} small`),
    ]
  })
}

function axisParts({ end }: Diagram, sheet: Sheet): string[] {
  const ticks = ticksOf({ from: 0, to: end }, (sheet.width - LEFT - RIGHT) / 8)
  return [
    line(LEFT, sheet.axis, sheet.width - RIGHT, sheet.axis, 'quiet'),
    ...ticks.flatMap(({ at, label }) => [
      line(sheet.x(at), sheet.axis - 4, sheet.x(at), sheet.axis + 4, 'quiet'),
      text(sheet.x(at), sheet.axis + 20, label, 'text small', 'middle'),
    ]),
  ]
}
