import type { Key as InkKey } from 'ink'
import type { Key } from '../app/app.ts'

const NAMES: readonly (readonly [keyof InkKey, Key])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['home', 'home'],
  ['end', 'end'],
  ['pageUp', 'page-up'],
  ['pageDown', 'page-down'],
]

/** The names of the keys in one input from Ink: usually one, and several where they arrived together. */
export function keyName(input: string, key: InkKey): readonly Key[] {
  if (key.ctrl) return input === 'c' ? ['ctrl-c'] : []
  const named = NAMES.find(([flag]) => key[flag])
  if (named) return [named[1]]
  if (key.meta) return []
  return [...input].map(character =>
    character === ' ' ? 'space' : character === '\r' || character === '\n' ? 'enter' : character,
  )
}
