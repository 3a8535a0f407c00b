import { expect, test } from 'vitest'
import { encode } from '../../src/terminal/encode.ts'
import { type DrawnGrid, gridOf } from '../../src/terminal/grid.ts'
import { type Line, type Role, span } from '../../src/terminal/text.ts'
import { repeatWith, seedsOf } from '../sim/seeds.ts'
import { PLAIN, SIXTEEN } from '../support/looks.ts'
import { type Draw, drawFrom } from './random-grid.ts'

const TEXTS = ['a', 'b ', '日本', '● ', '', 'é', '   ']
const ROLES: readonly Role[] = ['text', 'quiet', 'focus']

const one = <T>(draw: Draw, of: readonly T[]): T => of[draw(of.length)] as T

function randomLine(draw: Draw): Line {
  return Array.from({ length: draw(4) }, () => span(one(draw, TEXTS), one(draw, ROLES), draw(2) === 0))
}

/** Lines of which most say what they said before, in the same objects or in others; some differ in the style alone. */
function changedLine(draw: Draw, line: Line): Line {
  if (draw(4) === 0) return randomLine(draw)
  if (draw(4) === 0) return line.map(({ text, role, bold }) => span(text, role, !bold))
  if (draw(4) === 0) return line.map(({ text, bold }) => span(text, one(draw, ROLES), bold))
  return draw(2) === 0 ? line : line.map(({ text, role, bold }) => span(text, role, bold))
}

test('rows kept from the screen before are the cells that their lines would make anew, and their difference too', () => {
  for (const seed of seedsOf(0.05)) {
    const draw = drawFrom(seed)
    let lines = Array.from({ length: 5 }, () => randomLine(draw))
    let before: DrawnGrid | null = null
    let anew: DrawnGrid | null = null
    for (let frame = 0; frame < 8; frame += 1) {
      const look = draw(6) === 0 ? PLAIN : SIXTEEN
      const rows = draw(6) === 0 ? 4 : 6
      const columns = draw(6) === 0 ? 5 : 7
      const kept: DrawnGrid = gridOf(lines, columns, rows, look, before)
      const fresh: DrawnGrid = gridOf(lines, columns, rows, look)
      expect(kept, repeatWith(seed)).toEqual(fresh)
      expect(encode(before, kept), repeatWith(seed)).toBe(encode(anew, fresh))
      before = kept
      anew = fresh
      lines = lines.map(line => changedLine(draw, line))
    }
  }
})
