import { columns, pad, plain, span, wrap } from '../terminal/text.ts'

/** A heading and what stands under it. */
export function section(title: string, lines: readonly string[]): string[] {
  return [title, ...lines]
}

/** A paragraph in lines of at most `width` columns, all indented. */
export function paragraph(text: string, width: number, indent: number): string[] {
  return wrap([span(text)], width - indent).map(line => ' '.repeat(indent) + plain(line))
}

/** A paragraph after a mark of its own; the lines after the first stand under its text. */
export function hung(mark: string, text: string, width: number): string[] {
  const indent = columns(mark)
  return paragraph(text, width, indent).map((line, index) => (index === 0 ? mark + line.slice(indent) : line))
}

/**
 * Rows of cells in aligned columns, indented by two; cells that hold a number stand to the right, and the last one is
 * wrapped within `width`.
 */
export function table(rows: readonly (readonly string[])[], width: number): string[] {
  const count = Math.max(0, ...rows.map(row => row.length))
  const widths = Array.from({ length: count }, (_, i) => Math.max(...rows.map(row => columns(row[i] ?? ''))))
  return rows.flatMap(row => {
    const cells = row
      .slice(0, -1)
      .map((cell, i) => pad(cell, widths[i] ?? 0, isNumber(cell) ? 'right' : 'left'))
    const mark = `  ${cells.map(cell => `${cell}  `).join('')}`
    return hung(mark, row.at(-1) ?? '', Math.max(width, columns(mark) + 10)).map(line => line.trimEnd())
  })
}

function isNumber(cell: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(cell)
}
