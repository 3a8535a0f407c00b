import { keyWord } from '../../app/app.ts'
import { clip, type Line, pad, span, wrap } from '../../terminal/text.ts'
import { screenRows } from '../../tui/views/view.ts'
import { choicesBody } from './choices-view.ts'
import { BOARD_KEYS } from './keys.ts'
import { notesBody } from './notes-view.ts'
import { type Body, planBody } from './plan-view.ts'
import { questionsBody } from './questions-view.ts'
import { roomBody } from './room-view.ts'
import type { BoardState } from './state.ts'

/** Title, rule, panels, what holds, a blank line; below a word on what was done, a rule, keys. */
const HEAD_ROWS = 5
const FOOT_ROWS = 3

export function bodyRows({ size }: BoardState): number {
  return Math.max(0, screenRows(size) - HEAD_ROWS - FOOT_ROWS)
}

/** The part of the body that is in sight: where it begins, and how many lines are below it. */
export interface InSight {
  readonly lines: readonly Line[]
  readonly top: number
  readonly below: number
}

/** As much of the body as there is room for. Where that isn't all, its last row says so. */
export function inSight(state: BoardState): InSight {
  const { lines, from = 0 } = bodyOf(state)
  const rows = bodyRows(state)
  if (lines.length <= rows) return { lines, top: 0, below: 0 }
  const shown = Math.max(1, rows - 1)
  const top = Math.max(0, Math.min(state.scroll ?? from, lines.length - shown))
  const below = lines.length - shown - top
  const more = [top > 0 ? `↑ ${top} above` : '', below > 0 ? `↓ ${below} more` : '']
  const marker: Line = [span(more.filter(words => words !== '').join(' · '), 'quiet')]
  return { lines: [...lines.slice(top, top + shown), marker], top, below }
}

function bodyOf(state: BoardState): Body {
  const width = state.size.columns - 4
  const rows = bodyRows(state)
  if (state.help) return { lines: helpBody(width) }
  if (state.menu !== null) return { lines: menuBody(state.menu, width, rows) }
  switch (state.panel) {
    case 'room':
      return { lines: roomBody(state, width, rows) }
    case 'questions':
      return { lines: questionsBody(state, width) }
    case 'choices':
      return { lines: choicesBody(state, width) }
    case 'notes':
      return { lines: notesBody(state, width, rows) }
    case 'plan':
      return planBody(state, width)
  }
}

const KEY_COLUMNS = 12

function helpBody(width: number): readonly Line[] {
  return BOARD_KEYS.flatMap(({ keys, help }) => {
    const names = keys.map(keyWord).join(' ')
    return wrap([span(help)], width - KEY_COLUMNS).map(
      (line, row): Line => [span(pad(row === 0 ? names : '', KEY_COLUMNS), 'focus'), ...line],
    )
  })
}

function menuBody(menu: NonNullable<BoardState['menu']>, width: number, rows: number): readonly Line[] {
  const ask = wrap([span(menu.ask, 'text', true)], width)
  const room = Math.max(1, rows - ask.length - 1)
  const from = Math.max(0, Math.min(menu.at - Math.floor(room / 2), menu.options.length - room))
  const options = menu.options.slice(from, from + room).map(({ text }, index): Line => {
    const chosen = from + index === menu.at
    return [span(chosen ? '❯ ' : '  ', 'focus', true), span(clip(text, width - 2), chosen ? 'focus' : 'text')]
  })
  return [...ask, [], ...options]
}
