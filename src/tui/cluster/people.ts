import { clientName, type Run } from '../../lab/lab.ts'
import type { NodeId } from '../../model/cluster.ts'
import { hostOf } from '../../sim/sim.ts'
import type { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import type { Layout } from './layout.ts'
import type { Dot } from './traffic.ts'
import { clientOf, clientSaying, fitting, NOTHING, type Saying } from './words.ts'

/** The clients above their replicas: who they are, what they ask or were told, and what is on the line between. */
export function drawPeople(
  canvas: Canvas,
  layout: Layout,
  run: Run,
  selected: NodeId | null,
  key: string,
): void {
  const { scenario, moment } = run
  for (const [place, replica] of scenario.replicas.entries()) {
    const ids = scenario.clients.filter(({ coordinator }) => coordinator === replica).map(({ id }) => id)
    if (ids.length === 0) continue
    const up = hostOf(moment.world, replica)?.up ?? false
    const { link, boxTop } = layout
    const x = layout.boxes[place]?.centre ?? 0
    if (link.rows > 0) canvas.line(x, link.top, x, up ? boxTop : boxTop - 1)
    drawGroup(canvas, layout, run, place, ids, selected, key)
  }
}

/** One client has a row for its name and one for what it does; several share the rows, one each. */
function drawGroup(
  canvas: Canvas,
  layout: Layout,
  run: Run,
  place: number,
  ids: readonly NodeId[],
  selected: NodeId | null,
  key: string,
): void {
  const { clientRows } = layout
  const [only] = ids
  if (ids.length === 1 && only !== undefined) {
    const first = clientRows - Math.min(2, clientRows)
    const name = clientName(run.scenario, only)
    const long = `${only} ${name}`
    const saying = sayingOf(run, only, key)
    const chosen = only === selected
    if (clientRows > 1) {
      const start = write(canvas, layout, place, first, [long, name], chosen ? 'focus' : 'text', chosen)
      // Beside the name, which stays where it is.
      const beside = layout.gap > 2 && start > 1 ? 2 : 1
      if (chosen) canvas.dot(start - beside, first, '▸', 'focus', true)
      write(canvas, layout, place, first + 1, saying.forms, saying.role, false)
    } else if (clientRows === 1) {
      const mark = chosen ? '▸' : ''
      // What it hears matters more than how it is called.
      const forms = saying.forms.filter(form => form !== '')
      const said = forms.flatMap(form => [`${mark}${name} ${form}`, `${mark}${only} ${form}`])
      write(
        canvas,
        layout,
        place,
        0,
        forms.length > 0 ? said : [mark + name, mark + only],
        saying.role,
        chosen,
      )
    }
    return
  }
  const shown = chosenFirst(run, ids, selected).slice(
    0,
    ids.length > clientRows ? clientRows - 1 : clientRows,
  )
  for (const [row, id] of ids.filter(id => shown.includes(id)).entries()) {
    const { forms, role } = sayingOf(run, id, key)
    const mark = id === selected ? '▸' : ''
    write(
      canvas,
      layout,
      place,
      row,
      forms.map(form => `${mark}${id} ${form || clientName(run.scenario, id)}`),
      role,
      id === selected,
    )
  }
  if (ids.length > shown.length && clientRows > 0)
    write(canvas, layout, place, clientRows - 1, [`+${ids.length - shown.length} more`], 'quiet', false)
}

/** Who is shown where not all can be: the selected one, then those who are asking. */
function chosenFirst(run: Run, ids: readonly NodeId[], selected: NodeId | null): readonly NodeId[] {
  const rank = (id: NodeId) => (id === selected ? 0 : clientOf(run.moment.world, id)?.open ? 1 : 2)
  return [...ids].sort((a, b) => rank(a) - rank(b))
}

function sayingOf(run: Run, id: NodeId, key: string): Saying {
  const client = clientOf(run.moment.world, id)
  return client ? clientSaying(client, key) : NOTHING
}

/**
 * Writes a text above a box, in its middle, and gives the column where it begins. It keeps clear of where a curtain may
 * hang, and in the first row of where the word on it may stand.
 */
function write(
  canvas: Canvas,
  layout: Layout,
  place: number,
  row: number,
  forms: readonly string[],
  role: Saying['role'],
  bold: boolean,
): number {
  const { x = 0, centre = 0 } = layout.boxes[place] ?? {}
  // The word CUT is wider than its curtain, or as narrow and in need of air where boxes stand close.
  const clear = layout.gap < 2 ? -1 : row === 0 ? (layout.gap < 4 ? -1 : 0) : Math.floor((layout.gap - 1) / 2)
  const left = Math.max(0, x - clear)
  const right = Math.min(layout.columns, x + layout.boxWidth + clear)
  const text = fitting(forms, layout.boxWidth + 2 * clear)
  const middle = centre - Math.floor(cellsOf(text) / 2)
  const start = Math.max(left, Math.min(middle, right - cellsOf(text)))
  canvas.put(start, row, text, role, bold)
  return start
}

/** The messages between clients and replicas, on their links. */
export function drawCalls(
  canvas: Canvas,
  layout: Layout,
  dots: readonly (Dot & { readonly place: number; readonly down: boolean })[],
): void {
  const { link, boxTop } = layout
  const top = link.rows > 0 ? link.top : boxTop
  const steps = Math.max(0, link.rows - 1)
  for (const { place, down, progress, fate, look } of dots) {
    const gone = Math.round(progress * steps * (fate === 'deliver' ? 1 : 0.5))
    canvas.dot(
      layout.boxes[place]?.centre ?? 0,
      top + (down ? gone : steps - gone),
      look.glyph,
      look.role,
      look.bold,
    )
  }
}
