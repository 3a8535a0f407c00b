import { findDataFolder } from '../effects/data-folder.ts'
import { misunderstood } from '../terminal/capabilities.ts'
import { type Look, paint, shownText } from '../terminal/paint.ts'
import { paletteName } from '../terminal/palette.ts'
import { type Line, pad, type Role, span, wrap } from '../terminal/text.ts'
import type { Capabilities, Trait } from '../terminal/traits.ts'
import { withAnswer } from './ask-background.ts'
import { EXIT, type ScreenEnv, textWidth } from './io.ts'

/** The smallest terminal in which every screen is complete. */
const SIZE_MIN = { columns: 60, rows: 20 }

/** What was found out, how it is called, and what overrides it: the option first, then the variable for good. */
const TRAITS: readonly { readonly trait: Trait; readonly name: string; readonly change: string }[] = [
  { trait: 'depth', name: 'colours', change: '--no-color, NETSPLIT_COLORS=0|16|256|true, NO_COLOR=1' },
  { trait: 'background', name: 'background', change: '--theme dark|light, NETSPLIT_THEME=dark|light' },
  { trait: 'unicode', name: 'signs', change: '--ascii, NETSPLIT_ASCII=1 (0: more than ASCII)' },
  { trait: 'motion', name: 'motion', change: '--no-motion, NETSPLIT_NO_MOTION=1' },
  { trait: 'linear', name: 'screen reader', change: '--linear, NETSPLIT_LINEAR=1' },
  { trait: 'synchronized', name: 'whole frames', change: 'NETSPLIT_SYNC=0|1' },
]

/** What is told of where the program runs. */
interface Place {
  readonly node: string
  readonly platform: string
  readonly stdin: boolean
  readonly stdout: boolean
  readonly size: { readonly columns: number; readonly rows: number } | null
  readonly dataFolder: string | null
  /** Variables of ours that say what nothing understands. */
  readonly misunderstood: readonly string[]
}

/** `netsplit doctor`: what was found out about this terminal, why, and how to override it. */
export async function doctor({ json }: { readonly json?: boolean }, env: ScreenEnv): Promise<number> {
  const { stdin, stdout } = env
  const capabilities = await withAnswer(env)
  const data = await findDataFolder(env.env)
  const { columns, rows } = stdout
  const place: Place = {
    node: process.versions.node,
    platform: process.platform,
    stdin: stdin.isTTY === true,
    stdout: stdout.isTTY === true,
    size: stdout.isTTY && columns > 0 && rows > 0 ? { columns, rows } : null,
    dataFolder: data.ok ? data.folder : null,
    misunderstood: misunderstood(env.env),
  }
  if (json) stdout.write(`${JSON.stringify(asJson(place, capabilities), null, 2)}\n`)
  else
    for (const line of report(place, data.ok ? null : data.message, capabilities, textWidth(env)))
      stdout.write(`${written(line, capabilities, place.stdout)}\n`)
  return EXIT.DONE
}

function asJson(place: Place, capabilities: Capabilities): object {
  const { reasons } = capabilities
  const found = TRAITS.map(({ trait, change }) => [
    trait,
    { value: capabilities[trait], because: reasons[trait], change },
  ])
  return { format: 'netsplit-doctor/1', ...place, capabilities: Object.fromEntries(found) }
}

/** A line for a terminal; a file or a pipe gets its text alone. */
function written(line: Line, look: Look, onTerminal: boolean): string {
  return onTerminal ? paint(line, look) : line.map(part => shownText(part, look)).join('')
}

const NAME_COLUMNS = 17

function report(
  place: Place,
  noFolder: string | null,
  capabilities: Capabilities,
  width: number,
): readonly Line[] {
  return [
    heading('Where it runs'),
    ...row('Node', `${place.node} on ${place.platform}`, width),
    ...row('input', place.stdin ? 'a terminal' : 'no terminal: screens need one', width),
    ...row('output', place.stdout ? 'a terminal' : 'no terminal: screens need one', width),
    ...row('size', sizeWords(place), width),
    ...row('your progress', place.dataFolder ?? noFolder ?? '', width),
    ...changed('NETSPLIT_HOME=<folder>', width),
    [],
    heading('What was found out, and how to change it'),
    ...TRAITS.flatMap(({ trait, name, change }) => [
      ...row(name, `${valueWords(trait, capabilities)} (${capabilities.reasons[trait]})`, width),
      ...changed(change, width),
    ]),
    ...place.misunderstood.flatMap(text => [[], ...wrap([span(`? ${text}`, 'unsure')], width)]),
    [],
    heading('A sample'),
    ...sample(),
    ...advice(capabilities).flatMap(text => [[], ...wrap([span(text, 'quiet')], width)]),
  ]
}

function heading(text: string): Line {
  return [span(text, 'text', true)]
}

function row(name: string, text: string, width: number): Line[] {
  return wrap([span(text)], width - NAME_COLUMNS).map((line, at) => [
    span(pad(at === 0 ? `  ${name}` : '', NAME_COLUMNS), 'quiet'),
    ...line,
  ])
}

function changed(how: string, width: number): Line[] {
  return row('', `change: ${how}`, width).map(line => line.map(part => ({ ...part, role: 'quiet' as const })))
}

function sizeWords({ size }: Place): string {
  if (size === null) return 'not known'
  const fits = size.columns >= SIZE_MIN.columns && size.rows >= SIZE_MIN.rows
  const words = fits ? 'every screen fits' : `too small: ${SIZE_MIN.columns}x${SIZE_MIN.rows} at least`
  return `${size.columns}x${size.rows}, ${words}`
}

function valueWords(trait: Trait, capabilities: Capabilities): string {
  switch (trait) {
    case 'depth':
      return paletteName(capabilities)
    case 'background':
      return capabilities.background
    case 'unicode':
      return capabilities.unicode ? 'all signs' : 'ASCII alone'
    case 'motion':
      return capabilities.motion ? 'on' : 'off: told by steps'
    case 'linear':
      return capabilities.linear ? 'on: told in lines' : 'off'
    case 'synchronized':
      return capabilities.synchronized ? 'written between marks' : 'written as they are'
  }
}

const ROLES: readonly (readonly [Role, string])[] = [
  ['text', 'text'],
  ['quiet', 'quiet'],
  ['focus', '❯ focus'],
  ['good', '✓ good'],
  ['bad', '✗ bad'],
  ['unsure', '? nobody knows'],
]

/** Every role and every kind of sign, to be looked at: what is wrong here is wrong on the screens. */
function sample(): readonly Line[] {
  return [
    ROLES.flatMap(([role, text]) => [span('  '), span(text, role)]),
    [span('  ╭─ n1 ──╮   ┇   ● asks  ◆ brings  ○ yes  × lost', 'quiet')],
    [span('  │  100  ├───┇─► ▁▂▃▄▅▆▇█  ├──┤  ┣━━┫  ╲ ▼ ╱ ▲', 'quiet')],
    [span('  ╰───────╯   ┇   ①②③ ’ “ ” – … ≠', 'quiet')],
  ]
}

function advice({ unicode, background, depth }: Capabilities): readonly string[] {
  return [
    ...(unicode ? ['Boxes with gaps, question marks or wide signs above: --ascii.'] : []),
    ...(depth !== 0 && background === 'unknown'
      ? ['Hard to read? --theme dark or --theme light has colours made for it.']
      : []),
    ...(depth === 0 ? ['Without colour every screen says the same, by signs and words.'] : []),
  ]
}
