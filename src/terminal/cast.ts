import type { Json } from '../model/json.ts'

/**
 * What happened at a terminal, in the file format asciicast 2 (docs.asciinema.org/manual/asciicast/v2): a line of JSON
 * that says how large the terminal is, and one for each event after it. A file that breaks off can be played up to there.
 */
export interface CastHeader {
  readonly columns: number
  readonly rows: number
  readonly title: string
  /** Seconds since 1970; left out where the same recording is to be the same bytes. */
  readonly timestamp?: number
  readonly env: { readonly [name: string]: string }
}

/** `o`: written to the terminal; `i`: typed; `r`: the terminal has another size, `80x24`. */
export type CastCode = 'o' | 'i' | 'r'

export function castHeader({ columns, rows, title, timestamp, env }: CastHeader): string {
  const when = timestamp === undefined ? {} : { timestamp }
  return row({ version: 2, width: columns, height: rows, ...when, title, env })
}

/** An event so many microseconds after the beginning. */
export function castEvent(atUs: number, code: CastCode, data: string): string {
  return row([Math.round(atUs) / 1_000_000, code, data])
}

/** Lines as a terminal gets them, where a program wrote line feeds alone: the terminal's driver adds the rest. */
export function asDriven(text: string): string {
  return text.replace(/\r?\n/g, '\r\n')
}

function row(value: Json): string {
  return `${JSON.stringify(value)}\n`
}
