import { type Door, isDoor, isQuestion } from '../course/course.ts'
import { isSandbox } from '../lab/lab.ts'
import { BINDINGS, WIDGET_KEYS } from './bindings.ts'
import { entryAt } from './check-update.ts'
import { isMoreBelow } from './course-places.ts'
import { atEnd, dialAt, type ExperimentScreen, isTold, turnBefore } from './experiment-state.ts'
import { writeByHand } from './lab-hand.ts'
import { isAskedUnderWay } from './lab-screen.ts'
import type { Binding, Key, Place } from './place.ts'
import { waitsForRoom } from './room-vote.ts'
import type { AppState, Command } from './state.ts'
import { sweepDone } from './sweep-screen.ts'

/** Two keys that share a row of the help but go opposite ways: the second one, and what becomes of the command. */
const PAIRED: Readonly<Record<string, Partial<Record<Command, Command>>>> = {
  down: { up: 'down' },
  end: { first: 'last' },
  'page-up': { 'page-down': 'page-up' },
}

/** The arrows as vi has them, wherever the letter means nothing else. */
const LETTERS: Readonly<Record<string, Key>> = { h: 'left', j: 'down', k: 'up', l: 'right' }

/** What a key means at a place; null where it means nothing there. */
export function keymap(place: Place, key: Key): Command | null {
  // Every letter jumps there, so none can be a command.
  if (place === 'glossary' && /^[a-z]$/i.test(key)) return `letter-${key.toLowerCase()}`
  const named = bindingOf(place, key) === undefined ? (LETTERS[key] ?? key) : key
  const binding = bindingOf(place, named)
  return binding ? (PAIRED[named]?.[binding.command] ?? binding.command) : null
}

function bindingOf(place: Place, key: Key): Binding | undefined {
  return BINDINGS.find(({ keys, places }) => places.includes(place) && keys.includes(key))
}

const DOOR_PLACES: Readonly<Record<Door['kind'], Place>> = {
  lab: 'lab-page',
  experiment: 'experiment-page',
  sweep: 'sweep-page',
  recall: 'memory-page',
  worlds: 'worlds-page',
}

/** Where the keys are now. While a menu has the focus only a few pass: letters typed into it are never commands. */
export function placeOf(state: AppState): Place {
  const { help, screen, glossary, room } = state
  if (glossary !== null) return glossary.open ? 'term' : 'glossary'
  if (help !== null) return 'help'
  if (room?.asks) return 'menu'
  switch (screen.type) {
    case 'map':
      return 'map'
    case 'page': {
      if (screen.focus) return 'menu'
      const block = state.course.lessons.find(({ id }) => id === screen.lesson)?.pages[screen.page]?.block
      if (!block) return 'page'
      if (isDoor(block)) return DOOR_PLACES[block.kind]
      if (!isQuestion(block)) return 'page'
      if (screen.question.kind === 'unanswered') return 'question'
      return block.kind === 'quiz' ? 'answered' : 'page'
    }
    case 'sweep':
      return 'sweep'
    case 'memory':
      return screen.ended ? 'remembered' : 'memory'
    case 'worlds':
      return screen.phase === 'guess' || screen.phase === 'decide' ? 'menu' : 'worlds'
    case 'experiment':
      if (screen.phase === 'predict') return 'menu'
      if (screen.phase === 'free') return 'dials'
      return atEnd(screen) ? 'played' : 'playing'
    case 'check':
      if (screen.focus) return 'menu'
      // What is answered already can only be looked at.
      return screen.phase === 'ask' && entryAt(state, screen)?.option == null ? 'check' : 'told'
    case 'recall':
      if (screen.focus) return 'menu'
      return screen.question.kind === 'unanswered' ? 'check' : 'told'
    case 'learned':
      return screen.phase === 'card' ? 'card' : 'learned'
    case 'practice':
      return screen.focus ? 'menu' : 'practice'
    case 'lab':
      if (screen.line !== null) return 'line'
      if (waitsForRoom(state)) return 'stopped'
      if (screen.focus) return 'menu'
      if (screen.phase === 'side' || screen.phase === 'diagram') return screen.phase
      if (screen.phase !== 'live') return 'verdict'
      if (screen.run.moment.standsAt !== null) return 'stopped'
      return isSandbox(screen.run.scenario) ? 'sandbox' : 'live'
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
  home: 'Home',
  end: 'End',
  'page-up': 'PgUp',
  'page-down': 'PgDn',
  'ctrl-c': 'Ctrl-C',
  'ctrl-d': 'Ctrl-D',
  'ctrl-z': 'Ctrl-Z',
}

/** Keys that go both ways, each by its first one. */
const PAIRS: Readonly<Record<string, string>> = { 'up up': '↑↓', 'right step-forward': '←→' }

export interface KeyHelp {
  readonly keys: string
  readonly says: string
  /** The first to be left out of a line that has no room for all. */
  readonly spare?: boolean
}

/** The keys that work now, for the line at the bottom: the first key of each, and a word for what it would do. */
export function keyLine(state: AppState): readonly KeyHelp[] {
  const place = placeOf(state)
  const own = shownAt(place, state.room !== null)
    .filter(({ command }) => !isIdle(state, command))
    .map(({ keys, command, says, spare = false }) => ({
      keys: keysNow(state, command) ?? PAIRS[`${keys[0]} ${command}`] ?? keyWord(keys[0] ?? ''),
      says: wordNow(state, command) ?? says,
      ...(spare && { spare }),
    }))
  const widgets = WIDGET_KEYS.filter(widget => widget.place === place && !widget.onlyHelp)
  return [...widgets, ...own]
}

/** The bindings that have a place in the line of keys, by `place` and whether there is a room: found once for each. */
const SHOWN = new Map<string, typeof BINDINGS>()

function shownAt(at: Place, inRoom: boolean): typeof BINDINGS {
  const key = `${at} ${inRoom}`
  const known = SHOWN.get(key)
  if (known !== undefined) return known
  const shown = BINDINGS.filter(
    ({ places, onlyHelp, room }) => places.includes(at) && !onlyHelp && (inRoom || !room),
  )
  SHOWN.set(key, shown)
  return shown
}

/** The arrows in which the dial that has the cursor can still be turned; null for other commands. */
function keysNow({ screen }: AppState, command: Command): string | null {
  if (command !== 'turn-up' || screen.type !== 'experiment') return null
  const { place, last } = dialAt(screen)
  return `${place > 0 ? '←' : ''}${place < last ? '→' : ''}`
}

/** Whether a key of this place would do nothing now. */
export function isIdle({ screen }: AppState, command: Command): boolean {
  if (screen.type === 'lab') return command === 'write' && writeByHand(screen) === null
  if (screen.type === 'sweep') return command === 'play' && sweepDone(screen) >= screen.seeds
  if (screen.type !== 'experiment') return false
  if (command === 'remedy') return screen.experiment.remedy === null
  if (command === 'play') return screen.experiment.prediction === null
  if (command === 'jump-back') {
    return screen.playing || turnBefore(screen) === null
  }
  return command === 'back' && (screen.phase === 'built' || screen.experiment.prediction === null)
}

/** What a key that goes back and forth would do now. */
export function wordNow(state: AppState, command: Command): string | null {
  const { screen, motion } = state
  if (screen.type === 'page' && (command === 'on' || command === 'lab') && isMoreBelow(state, screen))
    return 'more'
  if (!motion && command === 'play')
    return screen.type === 'experiment' && atEnd(screen) ? 'from the start' : 'next'
  if (screen.type === 'experiment') return experimentWord(screen, command)
  if (screen.type === 'sweep' && command === 'play') return screen.playing ? 'pause' : 'go on'
  if (screen.type === 'sweep' && command === 'on' && screen.playing) return 'enough'
  if (screen.type !== 'lab') return null
  // Under way there is no going on without an answer: Esc leaves the run, and asks once more before it does.
  if (command === 'out') return isAskedUnderWay(screen) ? 'leave' : null
  if (command === 'play' && screen.playing) return 'pause'
  if (command === 'menu') return waitsForRoom(state) ? 'vote' : null
  return command === 'cut' && screen.run.moment.world.network.partition !== null ? 'heal' : null
}

function experimentWord(screen: ExperimentScreen, command: Command): string | null {
  if (command === 'play') return screen.playing ? 'pause' : null
  if (command !== 'on') return null
  // Enter has run everything so far; here it leaves, and says where to.
  if (screen.phase === 'free') return screen.from === null ? 'leave' : 'next page'
  if (isTold(screen)) return null
  return screen.at === 0 && !screen.playing ? 'run it' : 'to the end'
}

/**
 * All keys that work at a place, for the help, without those of a command that it hasn’t. Where nothing moves, no key
 * makes it faster.
 */
export function keyHelp(
  place: Place,
  {
    motion = true,
    inRoom = false,
    without = null,
  }: {
    readonly motion?: boolean
    readonly inRoom?: boolean
    readonly without?: Command | null
  } = {},
): readonly KeyHelp[] {
  const own = BINDINGS.filter(
    ({ places, command, room }) =>
      places.includes(place) && command !== without && (motion || !isPace(command)) && (inRoom || !room),
  ).map(({ keys, says, help, command }) => ({
    keys: keys.map(keyWord).join(' '),
    says: !motion && command === 'play' ? STEPS : (help ?? says),
  }))
  const widgets = WIDGET_KEYS.filter(widget => widget.place === place)
  return [...widgets.map(({ keys, help }) => ({ keys, says: help })), ...own, ...letterHelp(place)]
}

/** Which letters are arrows at a place, in one line. */
function letterHelp(place: Place): readonly KeyHelp[] {
  // In a list of words every letter is a place to go.
  const letters = Object.entries(LETTERS).filter(
    ([letter, arrow]) => place !== 'glossary' && !bindingOf(place, letter) && bindingOf(place, arrow),
  )
  if (letters.length === 0) return []
  const arrows = letters.map(([, arrow]) => keyWord(arrow)).join(' ')
  return [{ keys: letters.map(([letter]) => letter).join(' '), says: `as ${arrows}` }]
}

/** What the key for playing does where nothing moves. */
const STEPS = 'on to the next thing to be told (motion is off)'

function isPace(command: Command): boolean {
  return command === 'faster' || command === 'slower'
}

/** A key as it is called on the screen: `↑`, `Enter`, `q`. */
export function keyWord(key: Key): string {
  return KEY_WORDS[key] ?? key
}
