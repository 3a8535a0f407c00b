import type { Grid } from '../../src/terminal/grid.ts'
import { flat } from '../terminal/flat.ts'

/**
 * How many bytes the plain cell difference of two screens of one size takes: the glyphs of the changed cells in UTF-8,
 * one move of the cursor a run of them (`ESC [ row ; column H`), one SGR sequence a change of style, which
 * sets all of it.
 */
export function referenceBytes(before: Grid, after: Grid): number {
  const [old, now] = [flat(before), flat(after)]
  let bytes = 0
  let style = ''
  let next = -1
  for (const [at, glyph] of now.glyphs.entries()) {
    const own = now.styles[at] ?? ''
    if (old.glyphs[at] === glyph && old.styles[at] === own) continue
    const column = at % after.columns
    if (next !== at || column === 0)
      bytes += `\x1b[${(at - column) / after.columns + 1};${column + 1}H`.length
    if (own !== style) bytes += `\x1b[${style === '' || own === '' ? '' : '0;'}${own}m`.length
    bytes += Buffer.byteLength(glyph)
    style = own
    next = at + 1
  }
  return bytes + (style === '' ? 0 : '\x1b[m'.length)
}
