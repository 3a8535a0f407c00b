import type { Background, Capabilities, Environment } from './traits.ts'

/**
 * Asks a terminal for its background (xterm's OSC 11), and then what it is (DA1), which every terminal answers: once that
 * answer is there, the other one won't come any more. To be written where the whole screen is drawn after it, since a
 * terminal that knows neither may show it.
 */
export const BACKGROUND_QUESTION = '\x1b]11;?\x07\x1b[c'

/** Longer than an answer takes over any line on which one can work: whoever is silent for so long won't answer. */
export const ANSWER_MS_MAX = 2000

/**
 * How long the way out waits for an answer that is still owed: as long as nobody minds, and longer than most lines take
 * there and back.
 */
export const LATE_MS_MAX = 300

/** What a terminal's answer says: its background, that all is answered, or nothing of these. */
export type BackgroundAnswer = { readonly background: Background; readonly colour: string } | 'all' | null

/** What is no terminal of a window, or shows the question, or has no answer: consoles, old terminals, GNU screen. */
const SILENT = /^(dumb|linux|cons|vt|ansi|sun|screen|$)/

/**
 * Whether there is something to ask: nobody has said what the background is, there are colours that depend on it, and
 * the terminal is one that is known to take such a question.
 */
export function asksBackground(env: Environment, { background, depth }: Capabilities): boolean {
  if (background !== 'unknown' || depth === 0 || depth === 16) return false
  // In tmux, which answers, TERM is often that of GNU screen, which doesn't.
  return (env['TMUX'] ?? '') !== '' || !SILENT.test(env['TERM'] ?? '') || env['WT_SESSION'] !== undefined
}

/** Reads an answer as the decoder gives it, `ESC` at its front. */
export function readBackground(answer: string): BackgroundAnswer {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the sequences are made of.
  if (/^\x1b\[\?[\d;]*c$/.test(answer)) return 'all'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the sequences are made of.
  const body = /^\x1b\]11;([^\x07\x1b]*)(?:\x07|\x1b\\)$/.exec(answer)?.[1]
  const parts = body === undefined ? null : partsOf(body)
  return parts === null ? null : { background: backgroundOf(parts), colour: hexOf(parts) }
}

/** What was typed, without the answers to the question. */
export function withoutAnswers(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the sequences are made of.
  return text.replace(/\x1b\[\?[\d;]*c|\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)/g, '')
}

/** Red, green and blue, each from 0 to 1, as X writes a colour: `rgb:` with one to four digits a part, or `#rrggbb`. */
function partsOf(colour: string): readonly number[] | null {
  const found =
    /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})(?:\/[\da-f]{1,4})?$/i.exec(colour) ??
    /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour)
  return found === null
    ? null
    : found.slice(1).map(digits => Number.parseInt(digits, 16) / ((1 << (4 * digits.length)) - 1))
}

/** As light as a background may be for the colours of a dark one, and as dark for those of a light one: 4.5:1 on it. */
const [DARK_MAX, LIGHT_MIN] = [0.05, 0.82]

/** Between the two no fixed colour can be read: there the terminal's own are better. */
function backgroundOf([red = 0, green = 0, blue = 0]: readonly number[]): Background {
  // The relative luminance (WCAG 2) with a gamma of 2, which is near enough, and needs no power.
  const luminance = 0.2126 * red * red + 0.7152 * green * green + 0.0722 * blue * blue
  if (luminance <= DARK_MAX) return 'dark'
  return luminance >= LIGHT_MIN ? 'light' : 'unknown'
}

function hexOf(parts: readonly number[]): string {
  return `#${parts
    .map(part =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
