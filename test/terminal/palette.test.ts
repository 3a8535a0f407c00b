import { describe, expect, test } from 'vitest'
import { paint, styleOf } from '../../src/terminal/paint.ts'
import { COLOURS_256, type Colours, sgrOf, TRUE_COLOURS } from '../../src/terminal/palette.ts'
import { type Role, span } from '../../src/terminal/text.ts'
import { contrast, deltaE, linear, SIGHTS, seenBy } from '../support/colours.ts'
import { PLAIN, SIXTEEN } from '../support/looks.ts'

/** Backgrounds that people have: black and white, and of well-known themes the one that is hardest to write on. */
const GROUNDS = {
  // VS Code, One Dark, Solarized, Ubuntu, Nord.
  dark: ['000000', '1e1e1e', '282c34', '002b36', '300a24', '2e3440'],
  // Solarized, Catppuccin Latte, GitHub, macOS.
  light: ['ffffff', 'fdf6e3', 'eff1f5', 'f6f8fa', 'f2f2f2'],
} as const

/** A colour of xterm's cube or of its greys. */
function hexOf256(number: number): string {
  const cube = (part: number) => (part === 0 ? 0 : 55 + part * 40)
  const at = number - 16
  const parts =
    number >= 232
      ? [8 + (number - 232) * 10, 8 + (number - 232) * 10, 8 + (number - 232) * 10]
      : [cube(Math.floor(at / 36)), cube(Math.floor(at / 6) % 6), cube(at % 6)]
  return parts.map(part => part.toString(16).padStart(2, '0')).join('')
}

const inHex = (colours: Colours) =>
  Object.fromEntries(
    Object.entries(colours).map(([role, number]) => [role, hexOf256(Number(number))]),
  ) as Colours

const PALETTES = (['dark', 'light'] as const).flatMap(ground => [
  { name: `true colour, ${ground}`, ground, colours: TRUE_COLOURS[ground] },
  { name: `256 colours, ${ground}`, ground, colours: inHex(COLOURS_256[ground]) },
])

const TOLD = ['focus', 'good', 'bad', 'unsure'] as const

describe.each(PALETTES)('$name', ({ ground, colours }) => {
  test('can be read on every background of its kind', () => {
    for (const role of TOLD)
      for (const under of GROUNDS[ground])
        expect(contrast(colours[role], under), `${role} on ${under}`).toBeGreaterThanOrEqual(4.5)
    for (const under of GROUNDS[ground])
      expect(contrast(colours.quiet, under), `quiet on ${under}`).toBeGreaterThanOrEqual(3)
  })

  test.each(SIGHTS)('good and bad are far apart, and no two roles alike, with %s missing', sight => {
    const seen = (role: keyof Colours) => seenBy(sight, linear(colours[role]))
    expect(deltaE(seen('good'), seen('bad'))).toBeGreaterThanOrEqual(25)
    for (const one of TOLD)
      for (const other of TOLD)
        if (one < other) expect(deltaE(seen(one), seen(other)), `${one}, ${other}`).toBeGreaterThanOrEqual(15)
  })
})

test('the yardstick itself: pure red and green are far apart, and not without the one kind of cones', () => {
  const apart = (sight: (typeof SIGHTS)[number], one: string, other: string) =>
    deltaE(seenBy(sight, linear(one)), seenBy(sight, linear(other)))
  // ΔE of sRGB's red and green in the literature: 170.6.
  expect(apart('none', 'ff0000', '00ff00')).toBeCloseTo(170.6, 0)
  // A red and a green that protanopes confuse.
  expect(apart('deuteranopia', '8b4513', '4b6b13')).toBeLessThan(15)
  expect(contrast('000000', 'ffffff')).toBeCloseTo(21, 5)
})

const ROLES: readonly Role[] = ['text', 'quiet', 'focus', 'good', 'bad', 'unsure']

describe('styles', () => {
  test('sixteen colours are the terminal’s own, and nothing is written where there is no colour', () => {
    expect(ROLES.map(role => sgrOf(role, false, SIXTEEN))).toEqual(['', '2', '36', '32', '31', '33'])
    expect(ROLES.map(role => sgrOf(role, false, PLAIN))).toEqual(['', '', '', '', '', ''])
    expect(ROLES.map(role => sgrOf(role, true, PLAIN))).toEqual(['1', '1', '1', '1', '1', '1'])
  })

  test('an unknown background leaves the colours to the terminal, however many it has', () => {
    for (const depth of [256, 'true'] as const)
      for (const role of ROLES)
        expect(sgrOf(role, true, { ...PLAIN, depth })).toBe(sgrOf(role, true, SIXTEEN))
  })

  test('fixed colours are written as their terminals read them', () => {
    const dark = { ...PLAIN, background: 'dark' } as const
    expect(styleOf(span('', 'bad', true), { ...dark, depth: 256 })).toBe('1;38;5;209')
    expect(styleOf(span('', 'bad'), { ...dark, depth: 'true' })).toBe('38;2;255;138;102')
    expect(paint([span('a', 'text'), span('b', 'good')], { ...dark, depth: 256 })).toBe(
      'a\x1b[38;5;86mb\x1b[0m',
    )
  })
})
