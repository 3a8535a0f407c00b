import { clip, type Line, lineColumns, span } from '../../terminal/text.ts'
import { blank, head, indented, rule, type View } from '../../tui/views/view.ts'
import { openVote } from '../room.ts'
import { present } from '../tallies.ts'
import { bodyRows, type InSight, inSight } from './body.ts'
import { BOARD_KEYS, wordNow } from './keys.ts'
import { type BoardState, PANELS, type Panel } from './state.ts'
import { statusLine } from './status.ts'

const PANEL_WORDS: Readonly<Record<Panel, string>> = {
  room: 'Room',
  questions: 'Predictions',
  choices: 'Choices',
  notes: 'Notes',
  plan: 'Plan',
}

/** Title, panels, what holds for the room, the body, a word on what was done, keys: the same rows whatever there is. */
export function boardView(state: BoardState): View {
  const { size } = state
  const shown = inSight(state)
  const top = [...head(size, title(state), clock(state), null), panels(state), statusLine(state), []]
  const rows = bodyRows(state)
  const body = shown.lines.slice(0, rows).map(indented)
  const end = [indented(foot(state)), rule(size), keysOf(state, shown)]
  return { above: [...top, ...body, ...blank(rows - body.length)], menu: null, below: end }
}

function title({ room }: BoardState): string {
  const here = present(room).length
  return here === 0 ? 'Nobody is here yet' : here === 1 ? 'One is here' : `${here} are here`
}

function clock({ now, staleSince, room }: BoardState): string {
  if (room.unkept !== null && room.unkept.value !== null) return `not kept: ${room.unkept.value}`
  if (staleSince === null) return 'the board'
  return `stale for ${Math.max(1, Math.round((now - staleSince) / 1000))} s: others are not heard`
}

function panels({ panel }: BoardState): Line {
  return [
    span(' '),
    ...PANELS.flatMap((name, place) => {
      const shown = name === panel
      return [
        span(` ${place + 1} `, 'focus'),
        span(`${PANEL_WORDS[name]} `, shown ? 'focus' : 'quiet', shown),
      ]
    }),
  ]
}

/** What is typed to all, or a word on what the last key did. */
function foot({ line, said, room, size }: BoardState): Line {
  const width = size.columns - 4
  if (line !== null) {
    const before = line.text.slice(0, line.cursor)
    const under = line.text.slice(line.cursor, line.cursor + 1) || '█'
    return [
      span('to all: ', 'quiet'),
      span(before),
      span(under, 'focus', true),
      span(line.text.slice(line.cursor + 1)),
    ]
  }
  if (said !== null) return [span(clip(said, width), 'focus')]
  const notice = room.orders.notice?.value.text
  return notice ? [span(clip(`to all: ${notice}`, width), 'quiet')] : []
}

interface KeyWord {
  readonly key: string
  readonly says: string
}

/** The keys of a line, a list or the help; null where the table has them. */
function fixedKeys({ line, menu, help }: BoardState, scrolls: readonly KeyWord[]): readonly KeyWord[] | null {
  if (line)
    return [
      { key: 'Enter', says: 'say it' },
      { key: 'Esc', says: 'not now' },
    ]
  if (menu)
    return [
      { key: '↑↓', says: 'choose' },
      { key: 'Enter', says: 'take' },
      { key: 'Esc', says: 'not now' },
    ]
  return help ? [...scrolls, { key: '?', says: 'close' }] : null
}

function panelKeys(state: BoardState, scrolls: readonly KeyWord[]): readonly KeyWord[] {
  const { panel } = state
  // While a vote is shown there is nothing to reveal, and no other question.
  const votes = panel === 'questions' && openVote(state.room) !== null
  const pages = panel === 'room' || panel === 'notes'
  const beside = { key: '←→', says: pages ? 'lesson' : panel === 'plan' ? 'plan' : 'other' }
  const own = BOARD_KEYS.filter(
    ({ on, onlyHelp, command }) =>
      !onlyHelp && (on === undefined || on.includes(panel)) && !(votes && command === 'reveal'),
  ).map(({ keys, says, command }) => ({ key: keys[0] ?? '', says: wordNow(state, command) ?? says }))
  return [...(pages ? [{ key: '↑↓', says: 'page' }] : scrolls), ...(votes ? [] : [beside]), ...own]
}

function keysOf(state: BoardState, { top, below }: InSight): Line {
  const { size } = state
  const scrolls = top + below > 0 ? [{ key: '↑↓', says: 'scroll' }] : []
  const all = fixedKeys(state, scrolls) ?? panelKeys(state, scrolls)
  const parts = all.map(({ key, says }): Line => [span(key, 'focus'), span(` ${says}`, 'quiet')])
  const width = () => parts.reduce((sum, part) => sum + lineColumns(part) + 2, 0)
  // Arrows are found without being told of; then what is nearest to the end, but for help and quit.
  let left = all.filter(({ key, says }) => /^[←↑]/.test(key) && says !== 'scroll').length
  const first = all.findIndex(({ key, says }) => /^[←↑]/.test(key) && says !== 'scroll')
  while (parts.length > 3 && width() > size.columns) {
    parts.splice(left > 0 ? first : parts.length - 3, 1)
    left -= 1
  }
  return [span(' '), ...parts.flatMap((part, index) => (index === 0 ? part : [span('  '), ...part]))]
}
