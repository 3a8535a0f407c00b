import type { Style } from './style.ts'
import type { Role } from './text.ts'
import type { Background, Capabilities, Depth } from './traits.ts'

/** How text looks on one terminal: how many colours there are, what they stand on, and whether there is more than ASCII. */
export type Look = Pick<Capabilities, 'depth' | 'background' | 'unicode'>

/** A colour for each role but `text`, which is always the terminal's own. */
export type Colours = Readonly<Record<Exclude<Role, 'text'>, string>>

/**
 * The terminal's own sixteen colours, whose shades its owner has chosen to go with the background. So they are also what
 * is drawn with where the background isn't known: no fixed colour has more than 4.58:1 (WCAG 2; the root of 21) on black
 * and on white alike, and on the greys and creams that people have it falls below the 4.5 that text needs.
 * The quiet role is faint, which every palette can show.
 */
const SIXTEEN: Colours = { quiet: '2', focus: '36', good: '32', bad: '31', unsure: '33' }

/**
 * Fixed colours for a known background, as red, green and blue. Good is towards blue and bad towards red and darker or
 * lighter than it, so that whoever lacks one kind of cones sees them apart; a test computes that, and the contrast.
 */
export const TRUE_COLOURS: Readonly<Record<Exclude<Background, 'unknown'>, Colours>> = {
  dark: { quiet: '9aa0a6', focus: '8fb4ff', good: '4fe3c1', bad: 'ff8a66', unsure: 'ffe45c' },
  light: { quiet: '5f6368', focus: '1a1aa6', good: '006f80', bad: '8a1018', unsure: '7d6500' },
}

/** The same from xterm's 256, whose colours from 16 on are fixed. */
export const COLOURS_256: typeof TRUE_COLOURS = {
  dark: { quiet: '246', focus: '111', good: '86', bad: '209', unsure: '227' },
  light: { quiet: '242', focus: '19', good: '23', bad: '88', unsure: '94' },
}

/** The style of a role: its colour, if there is one, and bold. */
export function sgrOf(role: Role, bold: boolean, look: Look): Style {
  const colour = colourOf(role, look)
  return !bold ? colour : colour === '' ? '1' : `1;${colour}`
}

function colourOf(role: Role, { depth, background }: Look): string {
  if (role === 'text' || depth === 0) return ''
  if (depth === 16 || background === 'unknown') return SIXTEEN[role]
  return depth === 256
    ? `38;5;${COLOURS_256[background][role]}`
    : `38;2;${triple(TRUE_COLOURS[background][role])}`
}

function triple(hex: string): string {
  return [0, 2, 4].map(at => Number.parseInt(hex.slice(at, at + 2), 16)).join(';')
}

/** Which of the palettes a look draws with, in words. */
export function paletteName({
  depth,
  background,
}: {
  readonly depth: Depth
  readonly background: Background
}): string {
  if (depth === 0) return 'none'
  if (depth === 16 || background === 'unknown') return 'the terminal’s own sixteen colours'
  return `${depth === 'true' ? 'true colours' : '256 colours'} for a ${background} background`
}
