/** Where the cursor stands, from 0. In the column behind the last one it waits to wrap: only `\r` is sure to be obeyed. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** The shortest sequence that takes the cursor to a cell; absolute where that is as short, or nobody knows where it is. */
export function move(from: Place | null, to: Place, columns: number): string {
  const absolute = cursorPosition(to)
  if (from === null) return absolute
  if (from.row === to.row && from.column === to.column) return ''
  const ways = [absolute, ...lineFeeds(from, to)]
  if (from.row === to.row) ways.push(`\x1b[${to.column === 0 ? '' : to.column + 1}G`, ...backFromEdge(to))
  if (from.column < columns) {
    const down = steps(to.row - from.row, 'B', 'A')
    const right = steps(to.column - from.column, 'C', 'D')
    const back = from.column - to.column
    ways.push(down + right)
    if (back > 0 && back < 4) ways.push(down + '\b'.repeat(back))
    if (to.column === 0) ways.push(`${down}\r`)
    if (from.column === to.column) ways.push(`\x1b[${to.row + 1}d`)
  }
  return ways.reduce((best, way) => (way.length < best.length ? way : best))
}

function cursorPosition({ row, column }: Place): string {
  const first = row === 0 ? '' : String(row + 1)
  return column === 0 ? `\x1b[${first}H` : `\x1b[${first};${column + 1}H`
}

/** A line feed alone keeps the column in some modes and not in others; after `\r` they agree. */
function lineFeeds(from: Place, to: Place): string[] {
  const rows = to.row - from.row
  return rows > 0 && rows < 4 ? [`\r${'\n'.repeat(rows)}${steps(to.column, 'C', 'D')}`] : []
}

function backFromEdge({ column }: Place): string[] {
  return [`\r${steps(column, 'C', 'D')}`]
}

function steps(count: number, ahead: string, back: string): string {
  if (count === 0) return ''
  const size = Math.abs(count)
  return `\x1b[${size === 1 ? '' : size}${count > 0 ? ahead : back}`
}
