import {
  type AppState,
  type CommandNow,
  challengesHere,
  commandsNow,
  isMet,
  labMenu,
  lineOf,
  placeOf,
  predictionMenu,
  waitsForRoom,
} from '../app/app.ts'
import { plain } from '../terminal/text.ts'
import { appView } from '../tui/views/app-view.ts'
import { asked, type Choice, dialChoices, mapChoices, wordChoices } from './list-choices.ts'
import { WHOLE_SCREEN } from './scene.ts'
import { spoken } from './spoken.ts'

/**
 * Everything that can be done on the screen now: the options of its menu, the lines of its list, and what its keys do,
 * from the same table that prints the help. What only moves a cursor or a part of a screen has no meaning here.
 */
export function choicesOf(state: AppState): readonly Choice[] {
  const place = placeOf(state)
  const own =
    place === 'menu'
      ? menuChoices(state)
      : place === 'map'
        ? mapChoices(state)
        : place === 'glossary'
          ? wordChoices(state)
          : place === 'dials'
            ? dialChoices(state)
            : []
  const commands = commandsNow(state).filter(one => !isSilent(state, one))
  const all = [...own, ...commands.map(one => commandChoice(state, one))].map(one => ({
    ...one,
    label: spoken(one.label),
  }))
  // The numbers of those that are offered run on into those that are told only when asked for.
  return [...all.filter(({ rare }) => !rare), ...all.filter(({ rare }) => rare)]
}

/** The options of the menu that has the focus, apart from the way out of it. */
export function menuChoices(state: AppState): readonly Choice[] {
  const { screen, room } = state
  const does = screen.type === 'lab' && !room?.asks ? (labMenu(screen)?.options ?? []) : []
  return menuOptions(state).map((label, option) => ({
    label,
    // Where a stop asked nothing, the way on leads to the next thing at once.
    events: [{ type: 'selected', option }, ...(does[option]?.does.type === 'go-on' ? [asked('play')] : [])],
    rare: false,
  }))
}

/** The texts of the menu that has the focus. */
function menuOptions(state: AppState): readonly string[] {
  const { screen, room } = state
  if (room?.asks && room.vote) return room.vote.options.map(({ text }) => text)
  if (screen.type === 'experiment') return predictionMenu(screen).options.map(({ text }) => text)
  if (screen.type === 'lab' && screen.phase === 'goals')
    return challengesHere(state, screen).map(challenge => {
      const met = isMet(state, screen, challenge) ? ' (met)' : ''
      return `A hint for ${challenge.title}${met}`
    })
  if (screen.type === 'lab')
    return (labMenu(screen)?.options ?? []).map(({ text, says }) =>
      says === undefined ? text : `${text}: ${says}`,
    )
  const menu = appView({ ...state, size: WHOLE_SCREEN }).menu
  return (menu?.options ?? []).map(lines => lines.map(line => plain(line).trim()).join(' '))
}

/** What moves a cursor, scrolls, or is said in a word of its own everywhere. */
const SILENT: ReadonlySet<string> = new Set([
  'up',
  'down',
  'page-down',
  'page-up',
  'help',
  'leave',
  'suspend',
  'faster',
  'slower',
  'nearer',
  'farther',
  'scroll-left',
  'scroll-right',
  'turn-up',
  'turn-down',
])

/** What can be done beside choosing a line of a list. */
const IN_LISTS: ReadonlySet<string> = new Set(['out', 'glossary', 'stuck', 'vote'])

function isSilent(state: AppState, { command, says }: CommandNow): boolean {
  if (SILENT.has(command)) return true
  if (command === 'vote') return !state.room?.vote
  // Of a choice that the room makes «vote» says it.
  if (command === 'menu' && waitsForRoom(state)) return true
  const place = placeOf(state)
  // Among what can be typed there it is told by its own word.
  if (command === 'glossary' && lineOf(state) !== null) return true
  // «on» goes to the next turn there.
  if (command === 'jump-forward' && place === 'live') return true
  // The way up leaves it too.
  if (command === 'on' && says === 'leave') return true
  if (place === 'map' || place === 'glossary') return !IN_LISTS.has(command)
  // A key for the beginning of a text: here all of it is told.
  return command === 'first' && !(state.screen.type === 'lab')
}

function commandChoice(state: AppState, { command, says, help, onlyHelp }: CommandNow): Choice {
  if (command === 'play') return onChoice(state, says)
  if (command === 'cut' && says === 'heal')
    return { label: 'heal: mend the network by hand', events: [asked(command)], rare: onlyHelp }
  // Of an experiment «next» is the next thing on its tape.
  const word = command === 'jump-forward' ? 'next turn' : says
  const label = help === null || help === says ? word : `${word}: ${explained(says, help)}`
  // Told only while there is one.
  return { label, events: [asked(command)], rare: onlyHelp && command !== 'vote' }
}

/** A tenth of a second each. */
const SECOND = Array.from({ length: 10 }, () => asked('later'))

/** On to what comes next; in a sandbox, where nothing need come of itself, a second on. */
function onChoice(state: AppState, says: string): Choice {
  if (placeOf(state) === 'sandbox') return { label: 'on: one second on', events: SECOND, rare: false }
  const { type } = state.screen
  const word = type === 'experiment' ? says : 'on'
  const does = word === 'from the start' ? 'the same run once more' : PLAYS[type]
  return { label: `${word}: ${does ?? ''}`, events: [asked('play')], rare: false }
}

const PLAYS: Readonly<Record<string, string>> = {
  lab: 'to the next thing that changes the story',
  experiment: 'to the next thing that happens',
  sweep: 'fifty tries more',
}

/** What the help says beyond the word itself, without what is said about keys. */
function explained(word: string, help: string): string {
  const repeated = [`${word}, `, `${word}; `, `${word} to `].find(start => help.startsWith(start))
  const own = repeated === undefined ? help : help.slice(word.length).replace(/^[,;]? /, '')
  return own.replace(/ ?\([^)]*[←→↑↓][^)]*\)/g, '').replace(/; w and r follow it/, '')
}
