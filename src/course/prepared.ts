import { PROGRAMS } from '../experiment/programs.ts'
import { present } from '../model/assert.ts'
import type { SoundContents } from './contents.ts'

/**
 * A course that was read, as text: reading its Markdown and YAML again takes most of the time of a start. The text
 * belongs to the very program that made it; it is no format for anybody else.
 */
export function prepareCourse(contents: SoundContents): string {
  return JSON.stringify(contents, (key, value) => {
    if (value instanceof Map) return { $map: [...value] }
    return key === 'program' ? value.id : value
  })
}

/** The course that `prepareCourse` wrote down. */
export function restoreCourse(text: string): SoundContents {
  return JSON.parse(text, (key, value) => {
    if (key === 'program') return present(PROGRAMS.get(value), `the program ${value}`)
    return Array.isArray(value?.$map) ? new Map(value.$map) : value
  }) as SoundContents
}
