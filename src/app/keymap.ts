import type { AppState, Command } from './state.ts'

/** Where keys can mean something. Each screen, and each state of it with keys of its own, is a place. */
export type Place =
  | 'map'
  | 'page'
  | 'question'
  | 'answered'
  | 'lab-page'
  | 'live'
  | 'stopped'
  | 'menu'
  | 'verdict'
  | 'help'

/** A key by its name: a character as typed, or one of the names below. */
export type Key = string

interface Binding {
  readonly keys: readonly Key[]
  readonly command: Command
  /** What it does, in a word or two, for the line of keys; a longer one for the help where it says more. */
  readonly says: string
  readonly help?: string
  readonly places: readonly Place[]
  /** Left out of the line at the bottom, which has room for few; the help has them all. */
  readonly onlyHelp?: boolean
}

const LIVE: readonly Place[] = ['live', 'stopped']

/** Every key of the program. The screens, the line of keys and the help are all made from this table. */
const BINDINGS: readonly Binding[] = [
  { keys: ['up', 'down'], command: 'up', says: 'choose', places: ['map'] },
  { keys: ['enter', 'right', 'space'], command: 'on', says: 'open', places: ['map'] },
  { keys: ['enter', 'right', 'space'], command: 'on', says: 'on', places: ['page', 'answered'] },
  { keys: ['enter'], command: 'menu', says: 'answer', help: 'go to the question', places: ['question'] },
  {
    keys: ['right', 'space'],
    command: 'on',
    says: 'on',
    help: 'on, without an answer',
    places: ['question'],
  },
  { keys: ['enter'], command: 'lab', says: 'open the cluster', places: ['lab-page'] },
  { keys: ['right', 'space'], command: 'on', says: 'read on', places: ['lab-page'] },
  {
    keys: ['left', 'b'],
    command: 'back',
    says: 'back',
    places: ['page', 'question', 'answered', 'lab-page'],
  },
  { keys: ['a'], command: 'again', says: 'answer again', places: ['answered'] },
  {
    keys: ['up', 'down'],
    command: 'up',
    says: 'scroll',
    places: ['page', 'question', 'answered', 'lab-page'],
    onlyHelp: true,
  },
  { keys: ['space'], command: 'play', says: 'run', help: 'run and pause', places: ['live'] },
  {
    keys: ['enter', 'right'],
    command: 'play',
    says: 'run',
    help: 'run and pause',
    places: ['live'],
    onlyHelp: true,
  },
  {
    keys: ['enter', 'right', 'space'],
    command: 'menu',
    says: 'choose',
    help: 'go to the choice',
    places: ['stopped'],
  },
  { keys: ['.'], command: 'step-forward', says: 'step', help: 'one step forward', places: LIVE },
  {
    keys: [',', 'left', 'b'],
    command: 'step-back',
    says: 'step back',
    help: 'one step back in time',
    places: LIVE,
  },
  { keys: ['c'], command: 'cut', says: 'cut', help: 'cut or heal the network by hand', places: ['live'] },
  { keys: ['w'], command: 'write', says: 'write', help: 'write at the chosen client', places: ['live'] },
  { keys: ['r'], command: 'read', says: 'read', help: 'read at the chosen client', places: ['live'] },
  { keys: ['tab'], command: 'client', says: 'client', help: 'choose the next client', places: LIVE },
  { keys: ['+', '='], command: 'faster', says: 'faster', places: LIVE, onlyHelp: true },
  { keys: ['-'], command: 'slower', says: 'slower', places: LIVE, onlyHelp: true },
  {
    keys: ['enter', 'right', 'space'],
    command: 'menu',
    says: 'what next',
    help: 'go to what comes next',
    places: ['verdict'],
  },
  {
    keys: [',', 'left', 'b'],
    command: 'step-back',
    says: 'look again',
    help: 'back into the run',
    places: ['verdict'],
  },
  { keys: ['up', 'down'], command: 'up', says: 'scroll', places: ['help', 'verdict'], onlyHelp: false },
  {
    keys: ['escape'],
    command: 'out',
    says: 'map',
    help: 'up one level',
    places: ['page', 'question', 'answered', 'lab-page'],
  },
  {
    keys: ['escape'],
    command: 'out',
    says: 'leave the lab',
    help: 'up one level',
    places: ['live', 'stopped', 'verdict'],
  },
  {
    keys: ['escape'],
    command: 'out',
    says: 'not now',
    help: 'leave the question; Enter comes back to it',
    places: ['menu'],
  },
  { keys: ['escape', '?', 'enter', 'space', 'left', 'b'], command: 'out', says: 'close', places: ['help'] },
  {
    keys: ['?'],
    command: 'help',
    says: 'help',
    help: 'keys and words of this screen',
    places: ['map', 'page', 'question', 'answered', 'lab-page', 'live', 'stopped', 'menu', 'verdict'],
  },
  {
    keys: ['q'],
    command: 'leave',
    says: 'quit',
    help: 'leave; everything is kept',
    places: ['map', 'page', 'question', 'answered', 'lab-page', 'live', 'stopped', 'verdict', 'help'],
  },
  {
    keys: ['ctrl-c'],
    command: 'leave',
    says: 'quit',
    help: 'leave; everything is kept',
    places: ['map', 'page', 'question', 'answered', 'lab-page', 'live', 'stopped', 'menu', 'verdict', 'help'],
    onlyHelp: true,
  },
]

/** Two keys that share a row of the help but go opposite ways. */
const PAIRED: Readonly<Record<string, Command>> = { down: 'down' }

/** What a key means at a place; null where it means nothing there. */
export function keymap(place: Place, key: Key): Command | null {
  const binding = BINDINGS.find(({ keys, places }) => places.includes(place) && keys.includes(key))
  return binding ? (PAIRED[key] ?? binding.command) : null
}

/** Where the keys are now. While a menu has the focus only a few pass: letters typed into it are never commands. */
export function placeOf(state: AppState): Place {
  const { help, screen } = state
  if (help !== null) return 'help'
  switch (screen.type) {
    case 'map':
      return 'map'
    case 'page': {
      if (screen.focus) return 'menu'
      const block = state.course.lessons.find(({ id }) => id === screen.lesson)?.pages[screen.page]?.block
      if (!block) return 'page'
      if (block.kind === 'lab') return 'lab-page'
      return screen.question.kind === 'unanswered' ? 'question' : 'answered'
    }
    case 'lab':
      if (screen.focus) return 'menu'
      if (screen.phase !== 'live') return 'verdict'
      return screen.run.moment.standsAt === null ? 'live' : 'stopped'
  }
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: 'Enter',
  space: 'Space',
  escape: 'Esc',
  tab: 'Tab',
  'ctrl-c': 'Ctrl-C',
}

export interface KeyHelp {
  readonly keys: string
  readonly says: string
}

/** The keys that work at a place, for the line at the bottom: the first key of each, and a word. */
export function keyLine(place: Place): readonly KeyHelp[] {
  const own = BINDINGS.filter(({ places, onlyHelp }) => places.includes(place) && !onlyHelp).map(
    ({ keys, command, says }) => ({ keys: command === 'up' ? '↑↓' : keyWord(keys[0] ?? ''), says }),
  )
  return place === 'menu' ? [{ keys: '↑↓', says: 'choose' }, { keys: 'Enter', says: 'take' }, ...own] : own
}

/** All keys that work at a place, for the help. */
export function keyHelp(place: Place): readonly KeyHelp[] {
  const own = BINDINGS.filter(({ places }) => places.includes(place)).map(({ keys, says, help }) => ({
    keys: keys.map(keyWord).join(' '),
    says: help ?? says,
  }))
  if (place !== 'menu') return own
  return [{ keys: '↑ ↓', says: 'choose' }, { keys: 'Enter', says: 'take the chosen option' }, ...own]
}

function keyWord(key: Key): string {
  return KEY_WORDS[key] ?? key
}
