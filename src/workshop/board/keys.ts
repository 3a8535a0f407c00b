import { cutForAll, sharedLab } from '../orders.ts'
import { openVote } from '../room.ts'
import { histograms } from '../tallies.ts'
import { isHeldHere } from './order.ts'
import type { BoardState } from './state.ts'

/** What a key means on the board. */
export type BoardCommand =
  | `panel-${1 | 2 | 3 | 4 | 5}`
  | 'next-panel'
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
  | 'left'
  | 'right'
  | 'take'
  | 'hold'
  | 'lab'
  | 'cut'
  | 'vote'
  | 'message'
  | 'reveal'
  | 'names'
  | 'begin'
  | 'help'
  | 'out'
  | 'leave'

interface BoardKey {
  readonly keys: readonly string[]
  readonly command: BoardCommand
  readonly says: string
  readonly help: string
  /** The panels where it belongs; all, where it is left out. */
  readonly on?: readonly BoardState['panel'][]
  readonly onlyHelp?: boolean
}

/** Every key of the board: its line of keys and its help are printed from this table. */
export const BOARD_KEYS: readonly BoardKey[] = [
  {
    keys: ['h'],
    command: 'hold',
    says: 'hold',
    help: 'hold the room at the chosen page; where it is held there, let it go',
    on: ['room', 'notes'],
  },
  {
    keys: ['r'],
    command: 'reveal',
    says: 'reveal',
    help: 'show which answer holds, or hide it; each learner sees their own at once, so hold at the page before to ask first',
    on: ['questions'],
  },
  {
    keys: ['s'],
    command: 'begin',
    says: 'start clock',
    help: 'start the plan’s clock, or stop it',
    on: ['plan'],
  },
  {
    keys: ['l'],
    command: 'lab',
    says: 'lab',
    help: 'a shared lab: the same cluster and seed for everybody, at once; or its end',
  },
  {
    keys: ['c'],
    command: 'cut',
    says: 'cut now',
    help: 'cut the network in everybody’s cluster, or mend it',
  },
  {
    keys: ['v'],
    command: 'vote',
    says: 'vote',
    help: 'let the room vote on the choice of its lab; close the vote',
  },
  {
    keys: ['m'],
    command: 'message',
    says: 'say',
    help: 'a line to all, which stays; an empty one takes it away',
  },
  { keys: ['n'], command: 'names', says: 'names', help: 'show who is who: not on a projector', on: ['room'] },
  {
    keys: ['up', 'k'],
    command: 'up',
    says: '',
    help: 'choose a page; scroll; choose in a list',
    onlyHelp: true,
  },
  { keys: ['down', 'j'], command: 'down', says: '', help: 'the same, downwards', onlyHelp: true },
  { keys: ['page-up'], command: 'page-up', says: '', help: 'the same, several at once', onlyHelp: true },
  { keys: ['page-down', 'space'], command: 'page-down', says: '', help: 'downwards', onlyHelp: true },
  { keys: ['home', 'g'], command: 'first', says: '', help: 'to the first', onlyHelp: true },
  { keys: ['end', 'G'], command: 'last', says: '', help: 'to the last', onlyHelp: true },
  {
    keys: ['left'],
    command: 'left',
    says: '',
    help: 'the lesson, question, lab or plan before',
    onlyHelp: true,
  },
  { keys: ['right'], command: 'right', says: '', help: 'the one after', onlyHelp: true },
  { keys: ['1'], command: 'panel-1', says: '', help: 'where everybody is', onlyHelp: true },
  { keys: ['2'], command: 'panel-2', says: '', help: 'what was predicted and answered', onlyHelp: true },
  { keys: ['3'], command: 'panel-3', says: '', help: 'what was chosen, and what it cost', onlyHelp: true },
  { keys: ['4'], command: 'panel-4', says: '', help: 'notes on the lesson', onlyHelp: true },
  { keys: ['5'], command: 'panel-5', says: '', help: 'the plan', onlyHelp: true },
  { keys: ['tab'], command: 'next-panel', says: '', help: 'the next of these', onlyHelp: true },
  { keys: ['enter'], command: 'take', says: '', help: 'take what is chosen from a list', onlyHelp: true },
  {
    keys: ['escape'],
    command: 'out',
    says: '',
    help: 'out of a list, of the line, of the help',
    onlyHelp: true,
  },
  { keys: ['?'], command: 'help', says: 'help', help: 'this' },
  { keys: ['q', 'ctrl-c'], command: 'leave', says: 'quit', help: 'leave the board; the room goes on' },
]

export function boardCommand(key: string): BoardCommand | null {
  return BOARD_KEYS.find(({ keys }) => keys.includes(key))?.command ?? null
}

/** What a key that goes back and forth would do now; null for the others, and where that is what the table says. */
export function wordNow(state: BoardState, command: BoardCommand): string | null {
  const { room, content } = state
  switch (command) {
    case 'hold':
      return isHeldHere(state) ? 'let go' : null
    case 'lab':
      return sharedLab(room) === null ? null : 'lab, end'
    case 'cut':
      return cutForAll(room, state.now) === null ? null : 'mend'
    case 'vote':
      return openVote(room) === null ? null : 'close vote'
    case 'begin':
      return state.planSince === null ? null : 'stop clock'
    case 'reveal': {
      const shown = histograms(room, content)[state.question]
      return shown && state.revealed.includes(shown.item) ? 'hide' : null
    }
    case 'names':
      return state.names ? 'no names' : null
    default:
      return null
  }
}
