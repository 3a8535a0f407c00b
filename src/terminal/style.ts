/**
 * How a cell looks: the parameters of Select Graphic Rendition (ECMA-48, and xterm's for 256 and true colour), in one
 * canonical order, so that two styles that look the same are the same text. `''` is the terminal's own style.
 */
export type Style = string

/** The parts of a style in canonical order, each with what switches it off. Bold and faint are switched off together. */
const OFF: Readonly<Record<string, string>> = {
  '1': '22',
  '2': '22',
  '3': '23',
  '4': '24',
  '5': '25',
  '7': '27',
  '8': '28',
  '9': '29',
  '53': '55',
  fg: '39',
  bg: '49',
}
const PARTS = ['1', '2', '3', '4', '5', '7', '8', '9', '53', 'fg', 'bg'] as const
type Part = (typeof PARTS)[number]
/** Each part that is on, with the parameters that switch it on. */
type Parts = ReadonlyMap<Part, string>

/** The style after an SGR sequence with these parameters (`'1;36'`, `''` for none: a reset). What is unknown is skipped. */
export const applySgr = remembered((style, parameters) => styleOfParts(applied(partsOf(style), parameters)))

/** The shortest sequence that changes the terminal from one style to another; empty where they are the same. */
export const transition = remembered((from, to) => {
  if (from === to) return ''
  if (to === '') return '\x1b[m'
  const whole = from === '' ? to : `0;${to}`
  const step = stepwise(partsOf(from), partsOf(to))
  return `\x1b[${step.length < whole.length ? step : whole}m`
})

/** Whether a blank in this style looks other than a blank: underlined, reversed, struck out, or on a colour. */
export function showsOnBlank(style: Style): boolean {
  if (style === '') return false
  const known = shownMade.get(style)
  if (known !== undefined) return known
  const parts = partsOf(style)
  const shows = SHOWN.some(part => parts.has(part))
  keep(shownMade, style, shows)
  return shows
}

const shownMade = new Map<Style, boolean>()

const SHOWN = ['4', '7', '9', '53', 'bg'] as const

function stepwise(from: Parts, to: Parts): string {
  const off = new Set<string>()
  for (const part of from.keys()) if (!to.has(part)) off.add(OFF[part] ?? '')
  const on = [...to].filter(
    ([part, value]) => from.get(part) !== value || ((part === '1' || part === '2') && off.has('22')),
  )
  return [...off, ...on.map(([, value]) => value)].join(';')
}

function styleOfParts(parts: Parts): Style {
  return PARTS.flatMap(part => parts.get(part) ?? []).join(';')
}

const partsMade = new Map<Style, Parts>()

function partsOf(style: Style): Parts {
  const known = partsMade.get(style)
  if (known !== undefined) return known
  const made = style === '' ? new Map() : applied(new Map(), style)
  keep(partsMade, style, made)
  return made
}

function applied(before: Parts, parameters: string): Parts {
  const parts = new Map(before)
  const codes = parameters.split(';')
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? ''
    const [main = '', kind = ''] = code.split(':')
    if (main === '38' || main === '48' || main === '58') {
      const [colour, used] = code.includes(':') ? [colonColour(code), 0] : semicolonColour(codes, at)
      at += used
      if (colour !== null && main !== '58') parts.set(main === '38' ? 'fg' : 'bg', `${main};${colour}`)
    } else switchPart(parts, main === '4' && kind === '0' ? '24' : main)
  }
  return parts
}

/** `38;5;n` and `38;2;r;g;b`: what follows the first number, and how many numbers that is. */
function semicolonColour(
  codes: readonly string[],
  at: number,
): readonly [colour: string | null, used: number] {
  const length = codes[at + 1] === '5' ? 2 : codes[at + 1] === '2' ? 4 : 0
  const rest = codes.slice(at + 1, at + 1 + length).map(number)
  return [length > 0 && rest.length === length ? rest.join(';') : null, length]
}

/** `38:5:n`, `38:2::r:g:b` (the third is a colour space, which nobody uses) and `38:2:r:g:b`. */
function colonColour(code: string): string | null {
  const [, kind, ...rest] = code.split(':')
  if (kind === '5' && rest.length >= 1) return `5;${number(rest[0] ?? '')}`
  const rgb = rest.length >= 4 ? rest.slice(1, 4) : rest
  return kind === '2' && rgb.length === 3 ? `2;${rgb.map(number).join(';')}` : null
}

function switchPart(parts: Map<Part, string>, code: string): void {
  const value = Number(code)
  if (value === 0) parts.clear()
  else if ((value >= 30 && value <= 37) || (value >= 90 && value <= 97)) parts.set('fg', code)
  else if ((value >= 40 && value <= 47) || (value >= 100 && value <= 107)) parts.set('bg', code)
  else if (value === 6) parts.set('5', '5')
  else if (value === 21) parts.set('4', '4')
  else {
    const part = PARTS.find(one => one === code)
    if (part !== undefined) parts.set(part, code)
    else for (const one of PARTS) if (OFF[one] === code) parts.delete(one)
  }
}

function number(text: string): string {
  return String(Number(text) || 0)
}

/** Remembers what a function of two texts gave: a screen has few styles, and asks for them a thousand times a second. */
function remembered(work: (one: string, other: string) => string): (one: string, other: string) => string {
  const made = new Map<string, string>()
  return (one, other) => {
    const key = `${one}|${other}`
    const known = made.get(key)
    if (known !== undefined) return known
    const result = work(one, other)
    keep(made, key, result)
    return result
  }
}

function keep<Value>(made: Map<string, Value>, key: string, value: Value): void {
  // Whoever draws in all true colours must not fill the memory.
  if (made.size >= 10_000) made.clear()
  made.set(key, value)
}
