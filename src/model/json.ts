/** Any JSON value: what a key can hold, what an operation carries, what a history line says. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * The one spelling of a JSON value: object keys sorted by code unit, no spaces. Two values are the same value exactly
 * when their canonical spellings are, on every platform (no locale takes part).
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`)
  return `{${entries.join(',')}}`
}

/** Whether two values are the same value. */
export function sameJson(a: Json, b: Json): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b)
}

/** `Array.isArray` that TypeScript believes for readonly arrays. */
export function isJsonArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
