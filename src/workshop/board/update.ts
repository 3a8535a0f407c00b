import type { Size } from '../../app/app.ts'
import { EMPTY_LINE } from '../../app/typed-line.ts'
import type { EpochMs } from '../../progress/progress.ts'
import type { KeyEvent } from '../../terminal/key-event.ts'
import { lineMeaning } from '../../tui/line-editing.ts'
import { openVote, type Room } from '../room.ts'
import { histograms, scenariosRun } from '../tallies.ts'
import { bodyRows, inSight } from './body.ts'
import { type BoardCommand, boardCommand } from './keys.ts'
import { inMenu } from './menu.ts'
import { cutNow, holdHere, sharedLabMenu, voteNow } from './order.ts'
import { chosenPage } from './place.ts'
import { type BoardState, type BoardUpdated, PANELS } from './state.ts'

/** What can happen to a board. */
export type BoardEvent =
  | { readonly type: 'key'; readonly key: KeyEvent }
  | { readonly type: 'room'; readonly room: Room }
  | { readonly type: 'time'; readonly now: EpochMs; readonly staleSince: EpochMs | null }
  | { readonly type: 'resized'; readonly size: Size }

/** How long a word on what a key did stands there. */
const SAID_MS = 8000

export function updateBoard(state: BoardState, event: BoardEvent): BoardUpdated {
  switch (event.type) {
    case 'room':
      return [{ ...state, room: event.room }, []]
    case 'time': {
      const said = event.now - state.saidAt < SAID_MS ? state.said : null
      return [{ ...state, now: event.now, staleSince: event.staleSince, said }, []]
    }
    case 'resized':
      return [{ ...state, size: event.size }, []]
    case 'key': {
      const [next, orders] = state.line === null ? pressed(state, event.key) : typed(state, event.key)
      return [next.said === state.said ? next : { ...next, saidAt: next.now }, orders]
    }
  }
}

function pressed(state: BoardState, event: KeyEvent): BoardUpdated {
  if (event.type !== 'key' || event.alt) return [state, []]
  const command = boardCommand(event.ctrl ? `ctrl-${event.key}` : event.key)
  if (command === null) return [state, []]
  const quiet = { ...state, said: null, saidAt: state.now }
  return state.menu === null ? commanded(quiet, command) : inMenu(quiet, state.menu, command)
}

function commanded(state: BoardState, command: BoardCommand): BoardUpdated {
  switch (command) {
    case 'hold':
      return holdHere(state)
    case 'lab':
      return sharedLabMenu(state)
    case 'cut':
      return cutNow(state)
    case 'vote':
      return voteNow(state)
    case 'message':
      return [{ ...state, line: EMPTY_LINE }, []]
    default:
      return [looked(state, command), []]
  }
}

/** What only changes what the board shows. */
function looked(state: BoardState, command: BoardCommand): BoardState {
  const { panel } = state
  const by = MOVES[command]
  if (by !== undefined) return moved(state, by)
  switch (command) {
    case 'left':
    case 'right':
      return { ...turned(state, command === 'right' ? 1 : -1), scroll: null }
    case 'names':
      // Only where they are seen: nobody finds them on the projector later.
      return panel === 'room' && !state.help
        ? { ...state, names: !state.names, said: NAMES[state.names ? 1 : 0] }
        : state
    case 'reveal':
      return revealed(state)
    case 'begin':
      return panel === 'plan' ? { ...state, planSince: state.planSince === null ? state.now : null } : state
    case 'help':
      return { ...state, help: !state.help, scroll: null }
    case 'out':
      return { ...state, help: false, page: null, scroll: null }
    case 'leave':
      return { ...state, leaving: true }
    case 'next-panel':
      return shown(state, (PANELS.indexOf(panel) + 1) % PANELS.length)
    default: {
      const place = /^panel-(\d)$/.exec(command)?.[1]
      return place === undefined ? state : shown(state, Number(place) - 1)
    }
  }
}

function shown(state: BoardState, place: number): BoardState {
  return { ...state, help: false, scroll: null, panel: PANELS[place] ?? state.panel }
}

const NAMES = ['Names are shown: not on a projector.', 'Nobody is named.'] as const

/** How far a key goes, in lines or pages of the lesson; null for as many as are in sight. */
const MOVES: Readonly<Partial<Record<BoardCommand, { readonly sign: 1 | -1; readonly by: number | null }>>> =
  {
    up: { sign: -1, by: 1 },
    down: { sign: 1, by: 1 },
    'page-up': { sign: -1, by: null },
    'page-down': { sign: 1, by: null },
    first: { sign: -1, by: Number.POSITIVE_INFINITY },
    last: { sign: 1, by: Number.POSITIVE_INFINITY },
  }

/** Chooses a page of the lesson where one can be chosen, and scrolls the rest. */
function moved(
  state: BoardState,
  { sign, by }: { readonly sign: 1 | -1; readonly by: number | null },
): BoardState {
  const lines = sign * (by ?? Math.max(1, bodyRows(state) - 2))
  if (!state.help && (state.panel === 'room' || state.panel === 'notes'))
    return { ...state, page: chosenPage(state, lines, 0) }
  const { top, below } = inSight(state)
  return { ...state, scroll: Math.max(0, Math.min(top + below, top + lines)) }
}

/** The lesson, question, lab or plan beside the one that is shown. */
function turned(state: BoardState, by: number): BoardState {
  const { room, content } = state
  const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at + by))
  switch (state.panel) {
    case 'questions':
      return { ...state, question: within(state.question, histograms(room, content).length) }
    case 'choices':
      return { ...state, scenario: within(state.scenario, scenariosRun(room).length) }
    case 'plan':
      return { ...state, plan: within(state.plan, content.course.facilitation.plans.length), planSince: null }
    default:
      return { ...state, page: chosenPage(state, 0, by) }
  }
}

function revealed(state: BoardState): BoardState {
  const shown = histograms(state.room, state.content)[state.question]
  if (shown === undefined || state.panel !== 'questions' || openVote(state.room)) return state
  const rest = state.revealed.filter(item => item !== shown.item)
  return { ...state, revealed: rest.length < state.revealed.length ? rest : [...rest, shown.item] }
}

/** A key while the word to all is typed. */
function typed(state: BoardState, event: KeyEvent): BoardUpdated {
  const { line } = state
  if (line === null) return [state, []]
  if (event.type === 'key' && event.key === 'escape') return [{ ...state, line: null }, []]
  if (event.type === 'key' && event.ctrl && event.key === 'c') return [{ ...state, leaving: true }, []]
  const meaning = lineMeaning(line, event)
  if (meaning?.type === 'edited')
    return [{ ...state, line: { ...line, text: meaning.text, cursor: meaning.cursor } }, []]
  if (meaning?.type !== 'given') return [state, []]
  return saidToAll({ ...state, line: null }, line.text)
}

/** A word to all, which stays; an empty one takes it away. */
export function saidToAll(state: BoardState, text: string): BoardUpdated {
  const word = text.trim() === '' ? null : text.trim()
  const told = word === null ? 'What you said to all is taken away.' : 'Said to all.'
  return [{ ...state, said: told }, [{ type: 'notice', text: word }]]
}
