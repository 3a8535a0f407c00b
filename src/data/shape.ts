import * as v from 'valibot'
import type { Path } from './nodes.ts'

/** The parts of a valibot schema that lead from a map to what it holds. */
interface SchemaParts {
  readonly type: string
  readonly entries?: Readonly<Record<string, v.GenericSchema>>
  readonly options?: readonly unknown[]
  readonly wrapped?: v.GenericSchema
  readonly item?: v.GenericSchema
  readonly items?: readonly v.GenericSchema[]
  readonly value?: v.GenericSchema
  readonly key?: unknown
  readonly getter?: (input: unknown) => v.GenericSchema
}

/** A fault in the shape of a value: a list where the schema asks for a map, or a key that the schema does not know. */
export type ShapeFault =
  | { readonly kind: 'list'; readonly path: Path; readonly value: unknown }
  | { readonly kind: 'key'; readonly path: Path; readonly known: readonly string[] }

/**
 * What the schema library does not see or does not tell: it takes a list for a map whose keys are 0, 1, 2 and so on,
 * knows keys that every object inherits (`constructor`), and names only the first unknown key of a map.
 */
export function shapeFaults(schema: v.GenericSchema, value: unknown): ShapeFault[] {
  return faultsIn(schemasOf(schema, value), value, [])
}

function faultsIn(reached: readonly SchemaParts[], value: unknown, path: Path): ShapeFault[] {
  if (!isRecord(value) || reached.length === 0) return []
  const isList = Array.isArray(value)
  if (isList && reached.every(parts => MAPS.has(parts.type))) return [{ kind: 'list', path, value }]
  const faults: ShapeFault[] = []
  const known = [...new Set(reached.flatMap(parts => Object.keys(parts.entries ?? {})))]
  const strict = !isList && reached.every(parts => parts.type === 'strict_object')
  for (const step of isList ? value.keys() : Object.keys(value)) {
    if (strict && !known.includes(String(step))) faults.push({ kind: 'key', path: [...path, step], known })
    const inner = reached.flatMap(parts => innerSchema(parts, step))
    const next = inner.flatMap(part => schemasOf(part, value[step]))
    faults.push(...faultsIn(next, value[step], [...path, step]))
  }
  return faults
}

const MAPS = new Set(['strict_object', 'object', 'loose_object', 'record'])

/** The schema of an entry of a list or a map: one, or none where the schema says nothing about it. */
function innerSchema(parts: SchemaParts, step: string | number): v.GenericSchema[] {
  const item = typeof step === 'number' ? (parts.items?.[step] ?? parts.item) : undefined
  const entry = parts.entries && Object.hasOwn(parts.entries, step) ? parts.entries[step] : undefined
  const inner = item ?? entry ?? parts.value
  return inner === undefined ? [] : [inner]
}

/** The schemas that a value may mean, with optional, lazy and alternatives resolved. */
function schemasOf(schema: v.GenericSchema, value: unknown): SchemaParts[] {
  const parts = schema as unknown as SchemaParts
  if (parts.wrapped) return schemasOf(parts.wrapped, value)
  if (parts.getter) return schemasOf(parts.getter(value), value)
  if (schema.type !== 'union' && schema.type !== 'variant' && schema.type !== 'intersect') return [parts]
  const options = (parts.options ?? []) as readonly v.GenericSchema[]
  const all = options.flatMap(option => schemasOf(option, value))
  if (schema.type !== 'variant' || typeof parts.key !== 'string') return all
  const key = parts.key
  return all.filter(option => {
    const tag = option.entries?.[key]
    return tag !== undefined && isRecord(value) && v.is(tag, value[key])
  })
}

function isRecord(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null
}
