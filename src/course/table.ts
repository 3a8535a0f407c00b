import { type Line, lineColumns, span, wrap } from '../terminal/text.ts'
import { proseLine, type Style } from './prose.ts'
import type { Table } from './types.ts'

const GAP = 2

/** A table with aligned columns and a rule under its head. What does not fit is wrapped inside its cell. */
export function layoutTable(table: Table, width: number, style: Style): Line[] {
  const head = table.head.map(cell => proseLine(cell, style, 'text', true))
  const rows = table.rows.map(row => row.map(cell => proseLine(cell, style)))
  const widths = fitted(naturalWidths([head, ...rows]), width)
  const lay = (cells: readonly Line[]) => layoutRow(cells, widths, table.aligns)
  const total = widths.reduce((sum, column) => sum + column + GAP, -GAP)
  return [...lay(head), [span(style.tableRule.repeat(Math.max(1, total)), 'quiet')], ...rows.flatMap(lay)]
}

function naturalWidths(rows: readonly (readonly Line[])[]): number[] {
  const first = rows[0] ?? []
  return first.map((_, index) => Math.max(1, ...rows.map(row => lineColumns(row[index] ?? []))))
}

/** The widest column gives way, one column of the screen at a time, until the table fits. */
function fitted(natural: readonly number[], width: number): number[] {
  const widths = [...natural]
  let over = widths.reduce((sum, column) => sum + column + GAP, -GAP) - width
  while (over > 0) {
    const widest = Math.max(...widths)
    if (widest <= 1) break
    widths[widths.indexOf(widest)] = widest - 1
    over--
  }
  return widths
}

function layoutRow(cells: readonly Line[], widths: readonly number[], aligns: Table['aligns']): Line[] {
  const wrapped = widths.map((width, index) => wrap(cells[index] ?? [], width))
  const height = Math.max(1, ...wrapped.map(lines => lines.length))
  return Array.from({ length: height }, (_, row) =>
    widths.flatMap((width, index) => {
      const line = wrapped[index]?.[row] ?? []
      const isLast = index === widths.length - 1
      const space = Math.max(0, width - lineColumns(line))
      const align = aligns[index] ?? 'left'
      const before = align === 'left' ? 0 : align === 'right' ? space : Math.floor(space / 2)
      const after = isLast ? 0 : space - before + GAP
      return [...blank(before), ...line, ...blank(after)]
    }),
  )
}

function blank(width: number): Line {
  return width > 0 ? [span(' '.repeat(width))] : []
}
