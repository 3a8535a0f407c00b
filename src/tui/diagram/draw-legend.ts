import type { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import type { Role } from '../../terminal/text.ts'
import type { Signs } from './glyphs.ts'
import type { Layout } from './layout.ts'

/** What the signs mean, the ones that are hardest to guess first: a narrow diagram leaves the others out. */
export function drawLegend(canvas: Canvas, { legend, columns: width }: Layout, signs: Signs): void {
  if (legend === null) return
  const items: readonly (readonly [glyph: string, meaning: string, role: Role])[] = [
    [`${signs('begin')}${signs('body')}${signs('end')}`, 'request', 'text'],
    [signs('good'), 'answered', 'good'],
    [signs('bad'), 'refused', 'bad'],
    ['?', 'nobody knows', 'unsure'],
    [signs('down'), 'arrived', 'focus'],
    [signs('stopped'), 'lost', 'bad'],
    [signs('decision'), 'choice', 'focus'],
    [signs('wall'), 'cut', 'bad'],
    [signs('stop'), 'it stood and waited', 'quiet'],
  ]
  const wide = (from: typeof items) =>
    from.reduce((sum, [glyph, meaning]) => sum + cellsOf(glyph) + cellsOf(meaning) + 1, (from.length - 1) * 3)
  let shown = items
  while (shown.length > 0 && wide(shown) > width - 2) shown = shown.slice(0, -1)
  let x = Math.floor((width - wide(shown)) / 2)
  for (const [glyph, meaning, role] of shown) {
    canvas.put(x, legend, glyph, role)
    x += cellsOf(glyph) + 1
    canvas.put(x, legend, meaning, 'quiet')
    x += cellsOf(meaning) + 3
  }
}
