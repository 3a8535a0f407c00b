import { type AppState, type KeyHelp, keyLine, MARGIN, type Size, type TextInSight } from '../../app/app.ts'
import { clip, columns, type Line, lineColumns, plain, span, wrap } from '../../terminal/text.ts'
import { forText } from '../remembered.ts'

/**
 * A screen as it is to be drawn, from top to bottom: `above`, then the menu if there is one, then `below`. Together
 * they are as many rows as `screenRows` says, so that nothing moves when the content changes.
 */
export interface View {
  readonly above: readonly Line[]
  readonly menu: MenuView | null
  readonly below: readonly Line[]
  /** Which part of the text is in sight, on a screen that has one to scroll. */
  readonly text?: TextInSight
}

/** Options that an input widget draws with a cursor before them. `id` changes when it is another question. */
export interface MenuView {
  readonly id: string
  readonly options: readonly (readonly Line[])[]
  /** Whether what stands above goes on out of sight: then the keys for pages scroll it, and don’t move the cursor. */
  readonly scrolls?: boolean
  /** Where the cursor stands; on the first option where it is left out. */
  readonly at?: number
}

/** One row fewer than the terminal has: Ink clears everything, scrollback too, for a frame as tall as the terminal. */
export function screenRows({ rows }: Size): number {
  return rows - 1
}

/** The frame of every screen but the lab: title, rule, body with a margin, what stands at its foot, rule, keys. */
export function framed(
  size: Size,
  parts: {
    readonly left: string
    readonly right: string
    /** What the keys at the bottom depend on. */
    readonly state: AppState
    readonly body: readonly Line[]
    readonly text?: TextInSight
    readonly menu?: MenuView | null
    readonly foot?: readonly Line[]
    readonly notice: string | null
  },
): View {
  const { menu = null, foot = [], body } = parts
  const [title, ...under] = head(size, parts.left, parts.right, null)
  // A notice has the rule and the blank line under it: two lines say most things.
  const told = parts.notice === null ? [...under, []] : noticeLines(size, parts.notice, 2)
  const above = [title ?? [], ...told, ...body.map(indented)]
  const end = [...foot.map(indented), rule(size), keysLine(parts.state)]
  const menuRows = menu ? menu.options.flat().length : 0
  const free = screenRows(size) - above.length - menuRows - end.length
  const { text } = parts
  return { above, menu, below: [...blank(free), ...end], ...(text === undefined ? {} : { text }) }
}

export function indented(line: Line): Line {
  return line.length === 0 ? line : [span(' '.repeat(MARGIN)), ...line]
}

export function blank(rows: number): Line[] {
  return Array.from({ length: Math.max(0, rows) }, () => [])
}

/** The title line and the rule under it, which also carries what the learner must be told beside the screen's own. */
export function head(
  size: Size,
  left: string,
  right: string,
  notice: string | null,
  under: Line = rule(size),
): Line[] {
  const room = size.columns - 2
  const rightText = clip(right, Math.max(0, room - 12))
  const leftText = clip(left, Math.max(1, room - columns(rightText) - 2))
  const gap = Math.max(1, room - columns(leftText) - columns(rightText))
  const title = [span(' '), span(leftText, 'text', true), span(' '.repeat(gap)), span(rightText, 'quiet')]
  return [title, ...(notice === null ? [under] : noticeLines(size, notice, 1))]
}

function noticeLines(size: Size, notice: string, rows: number): Line[] {
  const width = size.columns - 4
  // Good news needs no warning before it, nor does what the instructor says.
  const role = notice.startsWith('✓ ') ? 'good' : notice.startsWith('» ') ? 'focus' : 'unsure'
  const lines = wrap([span(notice, role)], width)
  const kept = lines.slice(0, rows)
  // What does not fit is told in full on leaving.
  if (lines.length > rows) kept[rows - 1] = [span(clip(`${plain(kept[rows - 1] ?? [])} …`, width), role)]
  return [
    ...kept.map(
      (line, index): Line => [span(index === 0 && role === 'unsure' ? ' ! ' : '   ', role), ...line],
    ),
    ...blank(rows - kept.length),
  ]
}

export function rule({ columns }: Size): Line {
  return [span('─'.repeat(columns), 'quiet')]
}

/** The keys that work here and now, as many as fit; help and quit come last in the table and first in need. */
export function keysLine(state: AppState): Line {
  const stuck = state.room?.stuck ? STUCK : ''
  const keys = keyLine(state).filter(({ keys }) => stuck === '' || keys !== '!')
  // What is in the middle can be looked up with the last ones: help and quit, and before them the word to the instructor.
  const last = state.room === null || stuck !== '' ? 2 : 3
  const room = state.size.columns - columns(stuck)
  const line = keysFitting(room, keys, last)
  if (stuck === '') return line
  return [...line, span(' '.repeat(Math.max(1, room - lineColumns(line)))), span(stuck, 'unsure', true)]
}

/** As long as the learner is stuck it stands in the same place of every screen; the same key takes it back. */
const STUCK = '! stuck, told '

function keysText(room: number, keys: readonly KeyHelp[], last: number): string {
  const words = keys.map(({ keys, says, spare = false }) => `${keys}\t${says}\t${spare}`)
  return [room, last, ...words].join('\n')
}

/** The keys in a row: where not all fit without those that can be spared, then without those before the last ones. */
const keysFitting = forText(keysText, (room: number, keys: readonly KeyHelp[], last: number): Line => {
  const all = keys.map(({ keys, says, spare = false }) => {
    const line: Line = [span(keys, 'focus'), span(` ${says}`, 'quiet')]
    return { line, columns: lineColumns(line) + 2, spare }
  })
  const width = all.reduce((sum, { columns }) => sum + columns, 0)
  const kept = width <= room ? all : all.filter(({ spare }) => !spare)
  let used = kept.reduce((sum, { columns }) => sum + columns, 0)
  while (kept.length > last && used > room)
    for (const { columns } of kept.splice(kept.length - last - 1, 1)) used -= columns
  return [span(' '), ...kept.flatMap(({ line }, index) => (index === 0 ? line : [span('  '), ...line]))]
})
