import type { Command } from './state.ts'

/** Where keys can mean something. Each screen, and each state of it with keys of its own, is a place. */
export type Place =
  | 'map'
  | 'page'
  | 'question'
  | 'answered'
  | 'lab-page'
  | 'experiment-page'
  | 'sweep-page'
  | 'worlds-page'
  | 'worlds'
  | 'sweep'
  | 'memory-page'
  | 'memory'
  | 'remembered'
  | 'live'
  | 'stopped'
  | 'menu'
  | 'verdict'
  | 'side'
  | 'diagram'
  | 'sandbox'
  | 'line'
  | 'playing'
  | 'played'
  | 'dials'
  | 'help'
  | 'check'
  | 'told'
  | 'learned'
  | 'card'
  | 'glossary'
  | 'term'
  | 'practice'

/** A key by its name: a character as typed, or a name such as `enter`, `up` or `ctrl-c`. */
export type Key = string

/** What keys do at some places. */
export interface Binding {
  readonly keys: readonly Key[]
  readonly command: Command
  /** What it does, in a word or two, for the line of keys. */
  readonly says: string
  /** The same for the help, where there is more to say. */
  readonly help?: string
  readonly places: readonly Place[]
  /** Left out of the line at the bottom, which has room for few; the help has them all. */
  readonly onlyHelp?: boolean
}

const PAGES: readonly Place[] = [
  'page',
  'question',
  'answered',
  'lab-page',
  'experiment-page',
  'sweep-page',
  'memory-page',
  'worlds-page',
]
const LIVE: readonly Place[] = ['live', 'sandbox', 'stopped']
const LAB: readonly Place[] = [...LIVE, 'verdict', 'side', 'diagram']
const TIME: readonly Place[] = [...LIVE, 'side']
const EXPERIMENT: readonly Place[] = ['playing', 'played', 'dials']
/** From the verdict there is only back. */
const BACKWARD: readonly Place[] = [...TIME, 'verdict', 'diagram']
/** The screens about what was learned. */
const LEARNING: readonly Place[] = ['check', 'told', 'learned', 'card']
/** Every place whose keys are not a menu's. */
const OPEN: readonly Place[] = [
  'map',
  ...PAGES,
  ...LAB,
  ...EXPERIMENT,
  ...LEARNING,
  'sweep',
  'worlds',
  'practice',
  'remembered',
]

const ON = ['enter', 'right', 'space']
const BACK = ['left', 'b']

/** Every key of the program. The screens, the line of keys and the help are all made from this table. */
export const BINDINGS: readonly Binding[] = [
  { keys: ['up', 'down'], command: 'up', says: 'choose', places: ['map', 'glossary'] },
  { keys: ON, command: 'on', says: 'open', places: ['map'] },

  { keys: ON, command: 'on', says: 'on', places: ['page', 'answered'] },
  { keys: ['enter'], command: 'menu', says: 'answer', help: 'go to the question', places: ['question'] },
  {
    keys: ['right', 'space'],
    command: 'on',
    says: 'on',
    help: 'on, without an answer',
    places: ['question'],
  },
  { keys: ['enter'], command: 'lab', says: 'open the cluster', places: ['lab-page'] },
  {
    keys: ['enter'],
    command: 'lab',
    says: 'run it',
    help: 'open the experiment',
    places: ['experiment-page'],
  },
  { keys: ['enter'], command: 'lab', says: 'begin', help: 'say it from memory', places: ['memory-page'] },
  {
    keys: ['right', 'space'],
    command: 'on',
    says: 'read on',
    places: ['lab-page', 'experiment-page', 'sweep-page', 'memory-page', 'worlds-page'],
  },
  { keys: ['enter'], command: 'lab', says: 'run them all', places: ['sweep-page'] },
  { keys: ['enter'], command: 'lab', says: 'charge the card', places: ['worlds-page'] },
  { keys: ON, command: 'on', says: 'on', places: ['worlds'] },
  {
    keys: ['e'],
    command: 'another-seed',
    says: 'another world',
    help: 'the same with another seed, in another world',
    places: ['worlds'],
  },
  { keys: BACK, command: 'back', says: 'back', help: 'one step back', places: ['worlds'] },
  { keys: ['escape'], command: 'out', says: 'leave', help: 'up one level', places: ['worlds'] },
  { keys: ['space'], command: 'play', says: 'pause', help: 'pause and go on', places: ['sweep'] },
  { keys: ['enter', 'right'], command: 'on', says: 'on', help: 'on with the lesson', places: ['sweep'] },
  {
    keys: ['escape', 'left', 'b'],
    command: 'out',
    says: 'back',
    help: 'back to the page',
    places: ['sweep'],
  },
  { keys: ON, command: 'on', says: 'on', help: 'on with the lesson', places: ['remembered'] },
  { keys: ['a'], command: 'again', says: 'say it again', places: ['remembered'] },
  { keys: BACK, command: 'back', says: 'back', places: ['remembered'] },
  {
    keys: ['escape'],
    command: 'out',
    says: 'give up',
    help: 'give up, and see what was missing',
    places: ['memory'],
  },
  { keys: ['escape'], command: 'out', says: 'leave', help: 'back to the page', places: ['remembered'] },
  { keys: BACK, command: 'back', says: 'back', places: PAGES },
  { keys: ['a'], command: 'again', says: 'answer again', places: ['answered'] },
  { keys: ['up', 'down'], command: 'up', says: 'scroll', places: PAGES, onlyHelp: true },

  {
    keys: ['space'],
    command: 'play',
    says: 'run',
    help: 'run and pause',
    places: ['live', 'sandbox', 'side'],
  },
  { keys: ON, command: 'menu', says: 'choose', help: 'go to the choice', places: ['stopped'] },
  {
    keys: ['.', 'right'],
    command: 'step-forward',
    says: 'step',
    help: 'one step forward',
    places: ['live', 'sandbox', 'side', 'stopped'],
  },
  {
    keys: [',', ...BACK],
    command: 'step-back',
    says: 'step back',
    help: 'one step back in time',
    places: TIME,
  },
  {
    keys: ['n'],
    command: 'jump-forward',
    says: 'next turn',
    help: 'on to what changes the story',
    places: [...TIME, 'diagram'],
    onlyHelp: true,
  },
  {
    keys: ['p'],
    command: 'jump-back',
    says: 'previous turn',
    help: 'back to what changed the story',
    places: BACKWARD,
    onlyHelp: true,
  },
  {
    keys: [']'],
    command: 'later',
    says: 'later',
    help: 'a tenth of a second later',
    places: [...TIME, 'diagram'],
    onlyHelp: true,
  },
  {
    keys: ['['],
    command: 'earlier',
    says: 'earlier',
    help: 'a tenth of a second earlier',
    places: BACKWARD,
    onlyHelp: true,
  },
  {
    keys: ['home'],
    command: 'first',
    says: 'beginning',
    help: 'to the beginning',
    places: BACKWARD,
    onlyHelp: true,
  },
  {
    keys: ['end'],
    command: 'last',
    says: 'end',
    help: 'to the next stop or the end',
    places: [...TIME, 'diagram'],
    onlyHelp: true,
  },
  {
    keys: ['c'],
    command: 'cut',
    says: 'cut',
    help: 'cut or heal the network by hand',
    places: ['live', 'sandbox'],
  },
  {
    keys: ['w'],
    command: 'write',
    says: 'write',
    help: 'write at the chosen client',
    places: ['live', 'sandbox'],
  },
  {
    keys: ['r'],
    command: 'read',
    says: 'read',
    help: 'read at the chosen client',
    places: ['live', 'sandbox'],
  },
  {
    keys: ['tab'],
    command: 'client',
    says: 'client',
    help: 'choose the next client',
    places: ['live', 'sandbox'],
  },
  {
    keys: ['k'],
    command: 'key',
    says: 'key',
    help: 'show another key; w and r follow it',
    places: LIVE,
    onlyHelp: true,
  },
  { keys: ['+', '='], command: 'faster', says: 'faster', places: TIME, onlyHelp: true },
  { keys: ['-'], command: 'slower', says: 'slower', places: TIME, onlyHelp: true },
  {
    keys: ['v'],
    command: 'branches',
    says: 'branches',
    help: 'the branches of this run',
    places: [...LIVE, 'verdict', 'side'],
    onlyHelp: true,
  },
  {
    keys: ['s'],
    command: 'side',
    says: 'side by side',
    help: 'two branches beside each other',
    places: [...LIVE, 'verdict', 'side'],
    onlyHelp: true,
  },
  {
    keys: [':', '/'],
    command: 'line',
    says: 'command',
    help: 'type a command: cut, crash, withdraw …',
    places: ['sandbox'],
  },
  {
    keys: ['g'],
    command: 'goals',
    says: 'challenges',
    help: 'what to bring about here',
    places: ['sandbox'],
  },
  {
    keys: ['f'],
    command: 'faults',
    says: 'faults',
    help: 'break or mend anything, without typing',
    places: ['sandbox'],
  },
  { keys: ['u'], command: 'undo', says: 'undo', help: 'take the last thing done back', places: ['sandbox'] },
  {
    keys: ['t'],
    command: 'diagram',
    says: 'time',
    help: 'the run as a space-time diagram',
    places: [...LIVE, 'verdict'],
    onlyHelp: true,
  },
  { keys: ['+', '='], command: 'nearer', says: 'nearer', places: ['diagram'] },
  { keys: ['-'], command: 'farther', says: 'farther', places: ['diagram'] },
  {
    keys: ['left'],
    command: 'scroll-left',
    says: 'earlier',
    help: 'scroll to what was before',
    places: ['diagram'],
  },
  {
    keys: ['right'],
    command: 'scroll-right',
    says: 'later',
    help: 'scroll to what comes after',
    places: ['diagram'],
  },
  { keys: ['.'], command: 'step-forward', says: 'step', help: 'one step forward', places: ['diagram'] },
  {
    keys: [','],
    command: 'step-back',
    says: 'step back',
    help: 'one step back in time',
    places: ['diagram'],
  },
  { keys: ['escape', 't'], command: 'out', says: 'back', help: 'back to the cluster', places: ['diagram'] },
  { keys: ON, command: 'menu', says: 'what next', help: 'go to what comes next', places: ['verdict'] },
  {
    keys: [',', ...BACK],
    command: 'step-back',
    says: 'look again',
    help: 'back into the run',
    places: ['verdict'],
  },
  { keys: ['d'], command: 'glossary', says: 'all words', help: 'all words, from A to Z', places: ['help'] },
  { keys: ['up', 'down'], command: 'up', says: 'scroll', places: ['help', 'verdict'] },
  { keys: ['space', 'page-down'], command: 'page-down', says: 'page on', places: ['help'] },
  { keys: ['page-up'], command: 'page-up', says: 'page back', places: ['help'] },

  { keys: ['enter'], command: 'on', says: 'on', help: 'start, then to the end at once', places: ['playing'] },
  { keys: ['enter'], command: 'on', says: 'on', help: 'on to what comes next', places: ['played'] },
  { keys: ['up', 'down'], command: 'up', says: 'dial', help: 'choose a dial', places: ['dials'] },
  {
    keys: ['right'],
    command: 'turn-up',
    says: 'turn',
    help: 'turn the dial on (← turns it back)',
    places: ['dials'],
  },
  { keys: ['left'], command: 'turn-down', says: 'turn back', places: ['dials'], onlyHelp: true },
  { keys: ['m'], command: 'remedy', says: 'remedy', help: 'with the remedy, or without', places: ['dials'] },
  { keys: ['enter'], command: 'on', says: 'done', help: 'on with the lesson', places: ['dials'] },
  { keys: ['space'], command: 'play', says: 'play', help: 'play the run and pause', places: EXPERIMENT },
  {
    keys: ['right', '.'],
    command: 'step-forward',
    says: 'step',
    help: 'one line of the tape on (← one back)',
    places: ['playing', 'played'],
  },
  { keys: ['.'], command: 'step-forward', says: 'step', places: ['dials'], onlyHelp: true },
  {
    keys: ['left', ','],
    command: 'step-back',
    says: 'step back',
    places: ['playing', 'played'],
    onlyHelp: true,
  },
  { keys: [','], command: 'step-back', says: 'step back', places: ['dials'], onlyHelp: true },
  {
    keys: ['p'],
    command: 'jump-back',
    says: 'trouble',
    help: 'back to where it first went wrong, then to the start',
    places: ['playing', 'played'],
  },
  { keys: ['p'], command: 'jump-back', says: 'trouble', places: ['dials'], onlyHelp: true },
  {
    keys: ['n'],
    command: 'jump-forward',
    says: 'next',
    help: 'on to where it first goes wrong, then to the end',
    places: EXPERIMENT,
    onlyHelp: true,
  },
  {
    keys: ['e'],
    command: 'another-seed',
    says: 'seed',
    help: 'the same with another seed',
    places: ['dials'],
  },
  { keys: ['b'], command: 'back', says: 'back', help: 'back to the run before', places: EXPERIMENT },

  { keys: ['up', 'down'], command: 'up', says: 'scroll', places: ['practice'] },
  { keys: ON, command: 'menu', says: 'choose', help: 'go to the options', places: ['practice'] },
  { keys: ['enter'], command: 'on', says: 'where', help: 'where the course brings it', places: ['glossary'] },
  { keys: ['home'], command: 'first', says: 'first', places: ['glossary'], onlyHelp: true },
  { keys: ['end'], command: 'last', says: 'last', places: ['glossary'], onlyHelp: true },
  { keys: ['o', 'enter'], command: 'open', says: 'open that page', places: ['term'] },
  { keys: ['escape', ...BACK], command: 'out', says: 'back to the list', places: ['term'] },
  { keys: ['escape'], command: 'out', says: 'close', places: ['glossary'] },
  {
    keys: ['d'],
    command: 'glossary',
    says: 'words',
    help: 'all words, those of this screen first',
    places: OPEN,
    onlyHelp: true,
  },
  { keys: ['escape'], command: 'out', says: 'leave', help: 'up one level', places: EXPERIMENT },
  { keys: ['enter'], command: 'menu', says: 'answer', help: 'go to the question', places: ['check'] },
  {
    keys: ['right', 'space'],
    command: 'on',
    says: 'on',
    help: 'on; what is not answered stays open',
    places: ['check'],
  },
  { keys: ON, command: 'on', says: 'on', places: ['told'] },
  { keys: BACK, command: 'back', says: 'back', places: ['check', 'told', 'card'] },
  {
    keys: ['up', 'down'],
    command: 'up',
    says: 'scroll',
    places: ['told', 'card'],
    onlyHelp: true,
  },
  { keys: ['up', 'down'], command: 'up', says: 'scroll', places: ['learned'] },
  {
    keys: ['c'],
    command: 'card',
    says: 'card',
    help: 'a card with what you did, to keep',
    places: ['learned'],
  },
  {
    keys: ['escape'],
    command: 'out',
    says: 'map',
    help: 'up one level',
    places: [...PAGES, 'check', 'told', 'learned', 'practice'],
  },
  {
    keys: ['s'],
    command: 'card-svg',
    says: 'SVG',
    help: 'write it as a picture: netsplit-card.svg',
    places: ['card'],
  },
  {
    keys: ['m'],
    command: 'card-md',
    says: 'Markdown',
    help: 'write it as netsplit-card.md',
    places: ['card'],
  },
  { keys: ['escape'], command: 'out', says: 'back', help: 'up one level', places: ['card'] },
  {
    keys: ['escape'],
    command: 'out',
    says: 'leave the lab',
    help: 'up one level',
    places: [...LIVE, 'verdict'],
  },
  { keys: ['escape'], command: 'out', says: 'back to one', help: 'back to one branch', places: ['side'] },
  {
    keys: ['escape'],
    command: 'out',
    says: 'not now',
    help: 'leave the question; Enter comes back to it',
    places: ['menu'],
  },
  { keys: ['escape', '?', 'enter', ...BACK], command: 'out', says: 'close', places: ['help'] },
  { keys: ['escape'], command: 'out', says: 'close', help: 'close the command line', places: ['line'] },
  {
    keys: ['?'],
    command: 'help',
    says: 'help',
    help: 'keys and words of this screen',
    places: ['menu', ...OPEN],
  },
  {
    keys: ['q'],
    command: 'leave',
    says: 'quit',
    help: 'leave; your place in the lessons is kept',
    places: [...OPEN, 'help'],
  },
  {
    keys: ['ctrl-c'],
    command: 'leave',
    says: 'quit',
    help: 'leave; your place in the lessons is kept',
    places: ['menu', 'line', 'memory', 'help', 'glossary', 'term', ...OPEN],
    onlyHelp: true,
  },
]

/** A key that an input widget takes for itself while it has the focus: no command of ours, but the learner's all the same. */
export interface WidgetKey {
  readonly place: 'menu' | 'line' | 'memory' | 'glossary'
  /** As the learner reads it. */
  readonly keys: string
  readonly says: string
  readonly help: string
  readonly onlyHelp?: boolean
}

/** What the menus (ink-select-input) and the command line do with keys. */
export const WIDGET_KEYS: readonly WidgetKey[] = [
  { place: 'menu', keys: '↑↓', says: 'choose', help: 'choose (j and k as well)' },
  { place: 'menu', keys: 'Enter', says: 'take', help: 'take the chosen option' },
  { place: 'menu', keys: '1…9', says: 'take', help: 'take that option at once', onlyHelp: true },
  { place: 'glossary', keys: 'a…z', says: 'letter', help: 'to the words that begin with it' },
  { place: 'line', keys: 'Enter', says: 'do it', help: 'do what the line says; an empty one closes it' },
  { place: 'memory', keys: 'Enter', says: 'say it', help: 'say what the line says' },
  { place: 'line', keys: 'Tab', says: 'complete', help: 'take the first of what can come next' },
  { place: 'line', keys: '↑↓', says: 'history', help: 'the lines given before' },
  { place: 'line', keys: 'Ctrl-U', says: 'clear', help: 'clear the line' },
]
