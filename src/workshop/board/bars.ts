import { type Line, pad, type Role, span } from '../../terminal/text.ts'

/** A bar of so many, of which the most is `most`: up to `unit` columns for each one, and never more than there are. */
export function bar(count: number, most: number, columns: number, unit = 1, role: Role = 'focus'): Line {
  const width = Math.max(1, columns)
  const each = Math.max(1, Math.min(unit, Math.floor(width / Math.max(1, most))))
  const length = Math.min(width, most > width ? Math.ceil((count * width) / most) : count * each)
  return [span('█'.repeat(length), role), span(' '.repeat(width - length))]
}

/** How long ago, in a few columns. */
export function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`
}

export function count(value: number, width = 4): Line {
  return [span(pad(String(value), width, 'right'))]
}
