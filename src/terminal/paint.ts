import type { Line, Role, Span } from './text.ts'

/** How roles look: with the terminal's own sixteen colours, or without any. */
export interface Look {
  readonly colour: boolean
}

/** Select Graphic Rendition parameters (ECMA-48). The quiet role is faint, which every palette can show. */
const COLOURS: Readonly<Record<Role, string>> = {
  text: '',
  quiet: '2',
  focus: '36',
  good: '32',
  bad: '31',
  unsure: '33',
}

/** A line as the bytes that a terminal shows it by. Every style that is begun is ended within the line. */
export function paint(line: Line, look: Look): string {
  return line.map(part => paintSpan(part, look)).join('')
}

function paintSpan({ text, role, bold }: Span, { colour }: Look): string {
  const codes = [bold ? '1' : '', colour ? COLOURS[role] : ''].filter(code => code !== '')
  return codes.length === 0 || text === '' ? text : `\x1b[${codes.join(';')}m${text}\x1b[0m`
}
