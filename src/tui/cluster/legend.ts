import type { Scenario } from '../../lab/lab.ts'
import type { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import type { Role } from '../../terminal/text.ts'
import { forSize } from '../remembered.ts'
import type { Layout } from './layout.ts'

/** A sign of the stage and what it means, in a word and, where there is room for it, in more of them. */
interface StageSign {
  readonly glyph: string
  readonly word: string
  readonly words: string
  readonly role: Role
}

const sign = (glyph: string, word: string, words: string, role: Role): StageSign => ({
  glyph,
  word,
  words,
  role,
})

/** The signs in the order in which they stand, messages first. */
const SIGNS = {
  asks: sign('●', 'asks', 'asks', 'focus'),
  value: sign('◆', 'value', 'new value', 'focus'),
  yes: sign('○', 'yes', 'yes', 'good'),
  lost: sign('×', 'lost', 'lost', 'bad'),
  life: sign('·', 'alive', 'sign of life', 'text'),
  changes: sign('#2', 'changes', 'changes in it', 'text'),
  differ: sign('≠', 'differ', 'copies differ', 'focus'),
  change: sign('a►b', 'a to b', 'change a to b', 'focus'),
  gone: sign('?n4', 'seems gone', 'takes n4 for gone', 'unsure'),
} as const satisfies Record<string, StageSign>

/** What can be guessed soonest is left out first. */
const LEFT_OUT: readonly (keyof typeof SIGNS)[] = [
  'life',
  'changes',
  'yes',
  'lost',
  'value',
  'asks',
  'change',
]

const GAP = 2

/** What the signs mean, in the row of the legend: as many as there is room for, the same ones all through a scenario. */
export function drawLegend(canvas: Canvas, { legend, columns, rows }: Layout, scenario: Scenario): void {
  if (legend === null) return
  const shown = signsOf(scenario, { columns, rows })
  let x = Math.floor((columns - widthOf(shown)) / 2)
  for (const [glyph, meaning, role] of shown) {
    canvas.put(x, legend, glyph, role)
    canvas.put(x + cellsOf(glyph) + 1, legend, meaning, 'quiet')
    x += cellsOf(glyph) + cellsOf(meaning) + 1 + GAP
  }
}

const signsOf = forSize(({ model }: Scenario, { columns }) =>
  fittingSigns(model === 'cas-register', columns - 2),
)

type FittingSigns = readonly (readonly [glyph: string, meaning: string, role: Role])[]

function fittingSigns(swaps: boolean, room: number): FittingSigns {
  const all = Object.entries(SIGNS).filter(([name]) => swaps || name !== 'change')
  const inWords = all.map(([, { glyph, words, role }]) => [glyph, words, role] as const)
  if (widthOf(inWords) <= room) return inWords
  for (let left = 0; left <= LEFT_OUT.length; left += 1) {
    const out: readonly string[] = LEFT_OUT.slice(0, left)
    const shown = all
      .filter(([name]) => !out.includes(name))
      .map(([, { glyph, word, role }]) => [glyph, word, role] as const)
    if (widthOf(shown) <= room) return shown
  }
  return []
}

function widthOf(shown: FittingSigns): number {
  const each = shown.map(([glyph, meaning]) => cellsOf(glyph) + 1 + cellsOf(meaning))
  return each.reduce((sum, columns) => sum + columns, GAP * Math.max(0, shown.length - 1))
}
