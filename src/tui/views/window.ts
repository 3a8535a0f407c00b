import type { TextInSight } from '../../app/app.ts'
import { type Line, span } from '../../terminal/text.ts'

/** The keys that scroll what stands above a menu, whose own keys the arrows are. */
export const ABOVE_MENU = { down: 'PgDn', up: 'PgUp' } as const

/** The part of a text that fits, and which part it is. */
interface Window {
  readonly body: readonly Line[]
  readonly text: TextInSight
}

/**
 * The part of a text that fits, with a word where more of it is out of sight, and with the keys that bring it where
 * they are not the arrows.
 */
export function window(
  lines: readonly Line[],
  rows: number,
  scroll: number,
  keys: { readonly down: string; readonly up: string } | null = null,
): Window {
  if (lines.length <= rows) return { body: lines, text: { top: 0, below: 0 } }
  const inner = Math.max(1, rows - 1)
  const top = Math.min(scroll, lines.length - inner)
  const below = lines.length - top - inner
  const words = below > 0 ? `↓ ${below} more ${below === 1 ? 'line' : 'lines'}` : '↑ the beginning is above'
  const key = keys === null ? '' : ` · ${below > 0 ? keys.down : keys.up}`
  const body = [...lines.slice(top, top + inner), [span(words, 'quiet'), span(key, 'focus')]]
  return { body, text: { top, below } }
}
