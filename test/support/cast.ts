import { shownTerminal } from '../terminal/shown.ts'

/** An asciicast as its format has it (docs.asciinema.org/manual/asciicast/v2). */
export interface Cast {
  readonly header: {
    readonly version: number
    readonly width: number
    readonly height: number
    readonly timestamp?: number
    readonly title?: string
    readonly env?: object
  }
  readonly events: readonly (readonly [seconds: number, code: string, data: string])[]
}

/** Reads a cast, or as much of it as is whole; throws where a line is no event, or comes before its time. */
export function readCast(text: string): Cast {
  const [first = '', ...lines] = text.slice(0, text.lastIndexOf('\n')).split('\n')
  const events = lines.map(line => JSON.parse(line) as Cast['events'][number])
  let last = 0
  for (const [seconds, code, data] of events) {
    if (!(seconds >= last) || !/^[oirm]$/.test(code) || typeof data !== 'string')
      throw new Error(`no event of a cast, ${last} seconds after its beginning: ${seconds} ${code} ${data}`)
    last = seconds
  }
  return { header: JSON.parse(first), events }
}

/** What was written in a cast, in one piece. */
export function outputOf({ events }: Cast): string {
  return events.flatMap(([, code, data]) => (code === 'o' ? [data] : [])).join('')
}

/** What a terminal shows at the end of a cast, cell by cell. */
export async function lastScreen({ header, events }: Cast) {
  const terminal = shownTerminal(header.width, header.height)
  for (const [, code, data] of events) {
    const [columns = 0, rows = 0] = data.split('x').map(Number)
    if (code === 'r') terminal.resize(columns, rows)
    if (code === 'o') await terminal.write(data)
  }
  const shown = terminal.shown()
  terminal.dispose()
  return shown
}
