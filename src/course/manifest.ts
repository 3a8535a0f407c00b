import * as v from 'valibot'
import { type ReadYaml, readYaml } from '../data/yaml.ts'
import { identifier, words } from './fields.ts'
import type { CourseFile, Source } from './types.ts'

/** The three data files of a course folder. */

export const manifestSchema = v.strictObject({
  title: words(60),
  lessons: v.pipe(v.array(identifier), v.minLength(1), v.maxLength(99)),
})

export const sourceSchema = v.strictObject({
  title: words(300),
  authors: v.optional(v.union([words(300), v.pipe(v.array(words(100)), v.minLength(1))])),
  year: v.optional(v.union([v.pipe(v.number(), v.integer()), words(40)])),
  where: v.optional(words(500)),
  note: v.optional(words(500)),
})

const sourcesSchema = v.record(identifier, sourceSchema)

export const glossarySchema = v.array(
  v.strictObject({
    term: words(60),
    says: words(300),
    lesson: identifier,
  }),
)

type Manifest = v.InferOutput<typeof manifestSchema>
type Glossary = v.InferOutput<typeof glossarySchema>

export function readManifest(file: CourseFile): ReadYaml<Manifest> {
  return readYaml(file.text, file.path, manifestSchema)
}

export function readGlossary(file: CourseFile): ReadYaml<Glossary> {
  return readYaml(file.text, file.path, glossarySchema)
}

/** The sources of a course by their id, in the order of the file. */
export function readSources(file: CourseFile): ReadYaml<ReadonlyMap<string, Source>> {
  const read = readYaml(file.text, file.path, sourcesSchema)
  if (!read.ok) return read
  const entries = Object.entries(read.value).map(([id, source]): [string, Source] => {
    const { title, authors = null, year = null, where = null, note = null } = source
    return [id, { title, authors, year, where, note }]
  })
  return { ...read, value: new Map(entries) }
}
