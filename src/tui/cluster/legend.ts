import type { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import type { Role } from '../../terminal/text.ts'
import type { Layout } from './layout.ts'

/** What the signs mean, the ones that are hardest to guess first: a narrow stage leaves the others out. */
const SIGNS: readonly (readonly [glyph: string, meaning: string, role: Role])[] = [
  ['●', 'asks', 'focus'],
  ['◆', 'new value', 'focus'],
  ['○', 'yes', 'good'],
  ['×', 'lost', 'bad'],
  ['·', 'sign of life', 'text'],
  ['#2', 'changes in it', 'text'],
  ['?n4', 'takes n4 for gone', 'unsure'],
]

export function drawLegend(canvas: Canvas, { legend, columns: width }: Layout): void {
  if (legend === null) return
  const wide = (from: readonly (typeof SIGNS)[number][]) =>
    from.reduce((sum, [glyph, meaning]) => sum + cellsOf(glyph) + cellsOf(meaning) + 1, (from.length - 1) * 3)
  let shown = SIGNS
  while (shown.length > 0 && wide(shown) > width - 4) shown = shown.slice(0, -1)
  let x = Math.floor((width - wide(shown)) / 2)
  for (const [glyph, meaning, role] of shown) {
    canvas.put(x, legend, glyph, role)
    x += cellsOf(glyph) + 1
    canvas.put(x, legend, meaning, 'quiet')
    x += cellsOf(meaning) + 3
  }
}
