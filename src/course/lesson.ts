import * as v from 'valibot'
import { characterProblems, newlines } from '../data/characters.ts'
import { readYaml } from '../data/yaml.ts'
import { identifier, OBJECTIVES, words } from './fields.ts'
import { type LessonReading, readPages } from './pages.ts'
import type { Lesson } from './types.ts'

const LENGTH_MAX = 256 * 1024

export const frontSchema = v.strictObject({
  id: identifier,
  title: words(60),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
  summary: words(60),
  objectives: v.pipe(v.array(v.picklist(OBJECTIVES)), v.minLength(1), v.maxLength(4)),
})

/**
 * Reads one lesson: front matter between `---` lines, then pages. `name` is what its file's name says about it. Null
 * means that it can't be read at all; there may be problems in either case.
 */
export function readLesson(
  source: string,
  name: { readonly number: number; readonly id: string },
  reading: LessonReading,
): Lesson | null {
  const { file, problems } = reading
  if (source.length > LENGTH_MAX) {
    const message = `a lesson is at most ${LENGTH_MAX / 1024} KiB long`
    problems.push({ file, line: null, message })
    return null
  }
  const text = newlines(source)
  const hidden = characterProblems(text, file)
  problems.push(...hidden)
  if (hidden.length > 0) return null
  const lines = text.split('\n')
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  if (lines[0]?.trimEnd() !== '---' || end < 0) {
    const message = 'a lesson begins with its front matter (id, title, …) between two lines of ---'
    problems.push({ file, line: 1, message })
    return null
  }
  const front = readYaml(lines.slice(1, end).join('\n'), file, frontSchema, { firstLine: 2 })
  const pages = readPages(lines.slice(end + 1).join('\n'), end + 2, reading)
  if (!front.ok) {
    problems.push(...front.problems)
    return null
  }
  if (front.value.id !== name.id) {
    const message = `«id» should be as in the name of the file, "${name.id}", found "${front.value.id}"`
    problems.push({ file, line: front.lineOf(['id']), message })
  }
  return { ...front.value, number: name.number, pages, file }
}
