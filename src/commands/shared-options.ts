import type { LookFlags } from '../terminal/traits.ts'

/** The options that every command takes. */
export interface Shared extends LookFlags {
  readonly course?: string
  readonly lessons?: string
}

/** The same as they are written on a command line. */
export function flagArguments(shared: Shared): readonly string[] {
  const { color, theme, ascii, motion, linear, course, lessons } = shared
  const switches: readonly (readonly [boolean | undefined, string])[] = [
    [!color, '--no-color'],
    [ascii, '--ascii'],
    [!motion, '--no-motion'],
    [linear, '--linear'],
  ]
  const values = Object.entries({ theme, course, lessons })
  return [
    ...switches.flatMap(([on, name]) => (on ? [name] : [])),
    ...values.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`])),
  ]
}

/** Another value of an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
