import type { Size } from '../../app/app.ts'
import { EMPTY_LINE } from '../../app/typed-line.ts'
import type { EpochMs } from '../../progress/progress.ts'
import type { KeyEvent } from '../../terminal/key-event.ts'
import { lineMeaning } from '../../tui/line-editing.ts'
import type { Room } from '../room.ts'
import { histograms, scenariosRun } from '../tallies.ts'
import { type BoardCommand, boardCommand } from './keys.ts'
import { cutNow, holdHere, sharedLabMenu, shareLab, voteNow } from './order.ts'
import { chosenPage } from './place.ts'
import { type BoardState, type BoardUpdated, PANELS } from './state.ts'

/** What can happen to a board. */
export type BoardEvent =
  | { readonly type: 'key'; readonly key: KeyEvent }
  | { readonly type: 'room'; readonly room: Room }
  | { readonly type: 'time'; readonly now: EpochMs; readonly staleSince: EpochMs | null }
  | { readonly type: 'resized'; readonly size: Size }

export function updateBoard(state: BoardState, event: BoardEvent): BoardUpdated {
  switch (event.type) {
    case 'room':
      return [{ ...state, room: event.room }, []]
    case 'time':
      return [{ ...state, now: event.now, staleSince: event.staleSince }, []]
    case 'resized':
      return [{ ...state, size: event.size }, []]
    case 'key':
      return state.line === null ? pressed(state, event.key) : typed(state, event.key)
  }
}

function pressed(state: BoardState, event: KeyEvent): BoardUpdated {
  if (event.type !== 'key' || event.alt) return [state, []]
  const command = boardCommand(event.ctrl ? `ctrl-${event.key}` : event.key)
  if (command === null) return [state, []]
  const quiet = { ...state, said: null }
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
  switch (command) {
    case 'up':
    case 'down':
      return { ...state, page: chosenPage(state, command === 'down' ? 1 : -1, 0) }
    case 'left':
    case 'right':
      return turned(state, command === 'right' ? 1 : -1)
    case 'names':
      return { ...state, names: !state.names }
    case 'reveal':
      return revealed(state)
    case 'begin':
      return panel === 'plan' ? { ...state, planSince: state.planSince === null ? state.now : null } : state
    case 'help':
      return { ...state, help: !state.help }
    case 'out':
      return { ...state, help: false, page: null }
    case 'leave':
      return { ...state, leaving: true }
    case 'next-panel':
      return { ...state, help: false, panel: PANELS[(PANELS.indexOf(panel) + 1) % PANELS.length] ?? panel }
    default: {
      const place = /^panel-(\d)$/.exec(command)?.[1]
      return place === undefined
        ? state
        : { ...state, help: false, panel: PANELS[Number(place) - 1] ?? panel }
    }
  }
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
  if (shown === undefined || state.panel !== 'questions') return state
  const rest = state.revealed.filter(item => item !== shown.item)
  return { ...state, revealed: rest.length < state.revealed.length ? rest : [...rest, shown.item] }
}

function inMenu(
  state: BoardState,
  menu: NonNullable<BoardState['menu']>,
  command: BoardCommand,
): BoardUpdated {
  const last = menu.options.length - 1
  const to = (at: number): BoardUpdated => [{ ...state, menu: { ...menu, at } }, []]
  switch (command) {
    case 'up':
      return to(menu.at === 0 ? last : menu.at - 1)
    case 'down':
      return to(menu.at === last ? 0 : menu.at + 1)
    case 'take': {
      const option = menu.options[menu.at]
      return option ? shareLab({ ...state, menu: null }, option.id) : [state, []]
    }
    case 'out':
      return [{ ...state, menu: null }, []]
    case 'leave':
      return [{ ...state, leaving: true }, []]
    default:
      return [state, []]
  }
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
  const text = line.text.trim()
  const said = text === '' ? 'What you said to all is taken away.' : 'Said to all.'
  return [{ ...state, line: null, said }, [{ type: 'notice', text: text === '' ? null : text }]]
}
