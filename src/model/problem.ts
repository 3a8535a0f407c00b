/**
 * A fault in something that a person wrote: where it stands, what was found, what was expected, what to do. It is told,
 * never thrown away; faults of the program itself are assertions.
 */
export interface Problem {
  readonly file: string
  /** From 1; null where the whole file is meant. */
  readonly line: number | null
  /** One sentence: what was found and what was expected, and where it helps, what to do. */
  readonly message: string
}

/** Something read from a person's input: the value, or the problems that stand in its way. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** `file:line: message`, the form that editors and people follow. */
export function problemLine(problem: Problem): string {
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`
  return printable(`${place}: ${problem.message}`)
}

/** A piece of somebody's input, safe to repeat on a terminal: control characters shown, long text shortened. */
export function excerpt(text: string, maxLength = 40): string {
  const clean = printable(text)
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean
}

/** Text without anything that a terminal would obey. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '�')
}
