import { clip, type Line, lineColumns, pad, span, wrap } from '../../terminal/text.ts'
import { blank, head, indented, rule, screenRows, type View } from '../../tui/views/view.ts'
import { isCutForAll, sharedLab } from '../orders.ts'
import { openVote } from '../room.ts'
import { present, stuckHere, voteStands } from '../tallies.ts'
import { choicesBody } from './choices-view.ts'
import { BOARD_KEYS } from './keys.ts'
import { notesBody } from './notes-view.ts'
import { planBody } from './plan-view.ts'
import { questionsBody } from './questions-view.ts'
import { roomBody } from './room-view.ts'
import { type BoardState, PANELS, type Panel } from './state.ts'

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
  const top = [...head(size, title(state), clock(state), null), panels(state), status(state), []]
  const end = [indented(foot(state)), rule(size), keysOf(state)]
  const rows = Math.max(0, screenRows(size) - top.length - end.length)
  const width = size.columns - 4
  const body = bodyOf(state, width, rows).slice(0, rows).map(indented)
  return { above: [...top, ...body, ...blank(rows - body.length)], menu: null, below: end }
}

function bodyOf(state: BoardState, width: number, rows: number): readonly Line[] {
  if (state.help) return helpBody(width)
  if (state.menu !== null) return menuBody(state, width, rows)
  switch (state.panel) {
    case 'room':
      return roomBody(state, width, rows)
    case 'questions':
      return questionsBody(state, width)
    case 'choices':
      return choicesBody(state, width)
    case 'notes':
      return notesBody(state, width, rows)
    case 'plan':
      return planBody(state, width, rows)
  }
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

/** What holds for everybody now: stuck, held, the shared lab, the cut, the vote. Nothing where nothing does. */
function status(state: BoardState): Line {
  const { room, size } = state
  const stuck = stuckHere(room).length
  const hold = room.orders.hold?.value.page
  const lab = sharedLab(room)
  const vote = openVote(room)
  const votes = vote ? Object.values(voteStands(room, vote).counts).reduce((sum, count) => sum + count, 0) : 0
  const parts: Line[] = [
    stuck > 0 ? [span(`! ${stuck} stuck`, 'unsure', true)] : [],
    hold ? [span(`held at ${pageNumber(state, hold.lesson)}.${hold.page + 1}`, 'focus')] : [],
    lab ? [span(`lab ${lab.scenario}, seed ${lab.seed}`)] : [],
    isCutForAll(room) ? [span('✗ you cut the network: c mends it', 'bad')] : [],
    vote ? [span(`vote: ${votes} of ${present(room).length}`, 'focus')] : [],
  ].filter(part => part.length > 0)
  const line = parts.flatMap((part, index) => (index === 0 ? part : [span(' · ', 'quiet'), ...part]))
  return lineColumns(line) > size.columns - 4 ? [span('  '), ...line.slice(0, 5)] : [span('  '), ...line]
}

function pageNumber({ content }: BoardState, lesson: string): number {
  return content.course.lessons.find(({ id }) => id === lesson)?.number ?? 0
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

function keysOf({ panel, size, menu, line, help }: BoardState): Line {
  const fixed = line
    ? ['Enter say it', 'Esc not now']
    : menu
      ? ['↑↓ choose', 'Enter take', 'Esc not now']
      : help
        ? ['? close']
        : null
  const own = fixed ?? [
    ...(panel === 'room' ? ['↑↓ page', '←→ lesson'] : panel === 'plan' ? ['←→ plan'] : ['←→ other']),
    ...BOARD_KEYS.filter(({ on, onlyHelp }) => !onlyHelp && (on === undefined || on.includes(panel))).map(
      ({ keys, says }) => `${keys[0]} ${says}`,
    ),
  ]
  const parts = own.map((text): Line => {
    const [key = '', ...says] = text.split(' ')
    return [span(key, 'focus'), span(` ${says.join(' ')}`, 'quiet')]
  })
  const width = () => parts.reduce((sum, part) => sum + lineColumns(part) + 2, 0)
  // Arrows are found without being told of; then what is nearest to the end, but for help and quit.
  let arrows = own.filter(text => /^[←↑]/.test(text)).length
  while (parts.length > 3 && width() > size.columns) {
    parts.splice(arrows > 0 ? 0 : parts.length - 3, 1)
    arrows -= 1
  }
  return [span(' '), ...parts.flatMap((part, index) => (index === 0 ? part : [span('  '), ...part]))]
}

function helpBody(width: number): readonly Line[] {
  return BOARD_KEYS.map(({ keys, help }): Line => {
    const names = keys.map(key => KEY_WORDS[key] ?? key).join(' ')
    return [span(pad(names, 10), 'focus'), span(clip(help, width - 10))]
  })
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  'ctrl-c': 'Ctrl-C',
}

function menuBody({ menu }: BoardState, width: number, rows: number): readonly Line[] {
  if (menu === null) return []
  const room = Math.max(1, rows - 2)
  const from = Math.max(0, Math.min(menu.at - Math.floor(room / 2), menu.options.length - room))
  const options = menu.options.slice(from, from + room).map(({ text }, index): Line => {
    const chosen = from + index === menu.at
    return [span(chosen ? '❯ ' : '  ', 'focus', true), span(clip(text, width - 2), chosen ? 'focus' : 'text')]
  })
  return [...wrap([span(menu.ask, 'text', true)], width), [], ...options]
}
