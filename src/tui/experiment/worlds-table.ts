import { cellsShown, type WorldsScreen } from '../../app/app.ts'
import { chargeTable, DECISIONS, WORLDS } from '../../experiment/worlds/worlds.ts'
import { type Line, pad, span, wrap } from '../../terminal/text.ts'

/** How often the card is charged in each world, whatever is decided: filled in cell by cell, the learner's own marked. */
export function worldsTable(screen: WorldsScreen, width: number): readonly Line[] {
  const shown = cellsShown(screen)
  const cells = DECISIONS.map(({ short }) => Math.max(short.length, 'you ► 2'.length) + 2)
  const name = Math.min(28, width - cells.reduce((sum, cell) => sum + cell, 0))
  const table = chargeTable(screen.seed)
  const head: Line = [
    span(pad('world', name), 'quiet'),
    ...DECISIONS.map(({ short }, column) => span(pad(short, cells[column] ?? 0, 'right'), 'text', true)),
  ]
  const rows = WORLDS.map(
    ({ id, short }, row): Line => [
      span(pad(`${row + 1} ${short}`, name)),
      ...DECISIONS.map((_, column) => {
        const count = table[row]?.[column] ?? 0
        const own = id === screen.world && column === screen.decision
        const text = row * DECISIONS.length + column < shown ? `${own ? 'you ► ' : ''}${count}` : '·'
        const role = text === '·' ? 'quiet' : count === (column === 0 ? 0 : 1) ? 'good' : 'bad'
        return span(pad(text, cells[column] ?? 0, 'right'), role, own)
      }),
    ],
  )
  const all = shown === WORLDS.length * DECISIONS.length
  return [
    [span('How often is the card charged? Twelve runs, same seed:')],
    [],
    head,
    ...rows,
    [],
    ...(all ? ending(width) : []),
  ]
}

export function ending(width: number): readonly Line[] {
  return [
    ...wrap(
      [
        span('You can’t choose a row: you can’t see which one you are in. You choose a column. '),
        span('One is right in every row.', 'text', true),
      ],
      width,
    ),
    [],
    [span('Enter: on.  e: another world.', 'focus')],
  ]
}
