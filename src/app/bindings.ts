import { EXPERIMENT_KEYS } from './bindings-experiment.ts'
import { LAB_KEYS } from './bindings-lab.ts'
import { LEARNING_KEYS } from './bindings-learning.ts'
import { LESSON_KEYS } from './bindings-lessons.ts'
import { RUN_KEYS } from './bindings-run.ts'
import { BACK, type Binding, OPEN, type Place } from './place.ts'

const EVERYWHERE: readonly Place[] = ['menu', 'line', 'memory', 'help', 'glossary', 'term', ...OPEN]

const LEAVES = 'leave; your place in the lessons is kept'

/** The keys that scroll the help. */
const HELP_KEYS: readonly Binding[] = [
  { keys: ['d'], command: 'glossary', says: 'all words', help: 'all words, from A to Z', places: ['help'] },
  { keys: ['up', 'down'], command: 'up', says: 'scroll', places: ['help', 'verdict'] },
  { keys: ['space', 'page-down'], command: 'page-down', says: 'page on', places: ['help'] },
  { keys: ['page-up'], command: 'page-up', says: 'page back', places: ['help'] },
  {
    keys: ['page-down', 'page-up'],
    command: 'page-down',
    says: 'scroll',
    help: 'scroll what stands above the options, where it goes on',
    places: ['menu'],
    onlyHelp: true,
  },
]

/** The keys that leave something, or ask what there is: the last ones of every line of keys. */
const LAST_KEYS: readonly Binding[] = [
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
    keys: ['!'],
    command: 'stuck',
    says: 'stuck',
    help: 'tell the instructor that you are stuck, or take it back',
    places: ['menu', 'help', ...OPEN],
    room: true,
  },
  {
    keys: ['y'],
    command: 'vote',
    says: 'vote',
    help: 'the vote of the room, once more',
    places: ['menu', ...OPEN],
    room: true,
    onlyHelp: true,
  },
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
    help: LEAVES,
    places: [...OPEN, 'help'],
  },
  // Among options no letter is a command, `q` neither: this is the only way out, and has to be seen.
  {
    keys: ['ctrl-c'],
    command: 'leave',
    says: 'quit',
    help: LEAVES,
    places: ['menu'],
    spare: true,
  },
  {
    keys: ['ctrl-c'],
    command: 'leave',
    says: 'quit',
    help: LEAVES,
    places: EVERYWHERE.filter(place => place !== 'menu'),
    onlyHelp: true,
  },
  {
    keys: ['ctrl-z'],
    command: 'suspend',
    says: 'to the shell',
    help: 'to the shell, until fg (not on Windows)',
    places: EVERYWHERE,
    onlyHelp: true,
  },
]

/** Every key of the program. The screens, the line of keys and the help are all made from this table. */
export const BINDINGS: readonly Binding[] = [
  ...LESSON_KEYS,
  ...RUN_KEYS,
  ...LAB_KEYS,
  ...HELP_KEYS,
  ...EXPERIMENT_KEYS,
  ...LEARNING_KEYS,
  ...LAST_KEYS,
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
  { place: 'menu', keys: '↑↓', says: 'choose', help: 'choose (j and k as well; Home and End)' },
  { place: 'menu', keys: 'Enter', says: 'take', help: 'take the chosen option' },
  { place: 'menu', keys: '1…9', says: 'take', help: 'take that option at once', onlyHelp: true },
  { place: 'glossary', keys: 'a…z', says: 'letter', help: 'to the words that begin with it' },
  { place: 'line', keys: 'Enter', says: 'do it', help: 'do what the line says; an empty one closes it' },
  { place: 'memory', keys: 'Enter', says: 'say it', help: 'say what the line says' },
  { place: 'line', keys: 'Tab', says: 'complete', help: 'take the first of what can come next' },
  { place: 'line', keys: '↑↓', says: 'history', help: 'the lines given before' },
  { place: 'line', keys: 'Ctrl-U', says: 'clear', help: 'clear the line' },
]
