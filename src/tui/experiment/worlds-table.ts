import { cellsShown, type WorldsScreen } from '../../app/app.ts'
import { chargeTable, DECISIONS, WORLDS } from '../../experiment/worlds/worlds.ts'
import { type Line, pad, span, wrap } from '../../terminal/text.ts'

/** How often the card is charged in each world, whatever is decided: filled in cell by cell, the learner's own marked. */
export function worldsTable(screen: WorldsScreen, width: number): readonly Line[] {
  const shown = cellsShown(screen)
  const cell = Math.max(...DECISIONS.map(({ short }) => short.length)) + 1
  const name = width - cell * DECISIONS.length
  const table = chargeTable(screen.seed)
  const head: Line = [
    span(pad('world', name), 'quiet'),
    ...DECISIONS.map(({ short }) => span(pad(short, cell, 'right'), 'text', true)),
  ]
  const rows = WORLDS.flatMap(({ id, says }, row): Line[] => {
    const lines = wrap([span(`${row + 1} ${says}`)], name - 1, 2)
    const cells = DECISIONS.map((_, column) => {
      const count = table[row]?.[column] ?? 0
      const own = id === screen.world && column === screen.decision
      const text = row * DECISIONS.length + column < shown ? `${own ? 'you ► ' : ''}${count}` : '·'
      const role = text === '·' ? 'quiet' : count === (column === 0 ? 0 : 1) ? 'good' : 'bad'
      return span(pad(text, cell, 'right'), role, own)
    })
    const [first = [], ...rest] = lines
    const used = first.reduce((sum, { text }) => sum + text.length, 0)
    return [[...first, span(' '.repeat(Math.max(0, name - used))), ...cells], ...rest]
  })
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

function ending(width: number): readonly Line[] {
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
