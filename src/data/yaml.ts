import * as v from 'valibot'
import { LineCounter, parseDocument } from 'yaml'
import type { Problem } from '../model/problem.ts'
import { newlines } from './characters.ts'
import { lineFinder, nodeProblems, type Path } from './nodes.ts'
import { schemaProblems } from './schema.ts'
import { boundProblems, syntaxProblems } from './syntax.ts'

/**
 * What YAML text gave: the checked value, and where each part of it stands, for checks that a schema can't make; or
 * every problem that stands in its way. It can be used as a `Read<T>`.
 */
export type ReadYaml<T> =
  | { readonly ok: true; readonly value: T; readonly lineOf: (path: Path) => number }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads text that nobody has checked yet. It must be one YAML 1.2 document without aliases, of at most 256 KiB, 4096
 * columns and 32 levels, that holds no hidden characters, and what `schema` asks for. It never throws.
 *
 * Use `strictObject` and `variant` in the schema: unknown keys become problems that name the known ones. A message that
 * a schema brings along completes the sentence «x should be …». Lines count from `firstLine`, the line of the file on
 * which `text` begins.
 */
export function readYaml<S extends v.GenericSchema>(
  text: string,
  file: string,
  schema: S,
  options: { readonly firstLine?: number } = {},
): ReadYaml<v.InferOutput<S>> {
  const firstLine = options.firstLine ?? 1
  const source = newlines(text)
  const bounds = boundProblems(source, file, firstLine)
  if (bounds.length > 0) return { ok: false, problems: bounds }
  const counter = new LineCounter()
  // The library compares every key of a map with every other one; `nodeProblems` finds double keys in one pass.
  const document = parseDocument(source, {
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
    // Not 'silent': that would also silence the fault of a second document.
    logLevel: 'error',
  })
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line) + firstLine - 1
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0) return { ok: false, problems: syntaxProblems(faults, file, lineAt) }
  const shape = nodeProblems(document.contents, file, lineAt)
  if (shape.length > 0) return { ok: false, problems: shape }
  const lineOf = lineFinder(document.contents, lineAt)
  const value: unknown = document.toJS()
  const checked = v.safeParse(schema, value)
  const problems = schemaProblems(checked.issues ?? [], schema, value, file, lineOf)
  if (!checked.success || problems.length > 0) return { ok: false, problems }
  return { ok: true, value: checked.output, lineOf }
}
