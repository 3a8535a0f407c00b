import { type AppState, commandsNow, helpLines, keymap, lineOf, type NewEvent, placeOf } from '../app/app.ts'
import { excerpt } from '../model/problem.ts'
import { plain } from '../terminal/text.ts'
import { choicesOf, menuChoices } from './choices.ts'
import { asked, type Choice } from './list-choices.ts'
import { spoken } from './spoken.ts'

/**
 * What a typed line comes to: things that happen, each told by itself; something said; the way to the map, step by step;
 * or everything told once more.
 */
export type Heard =
  | { readonly kind: 'do'; readonly steps: readonly (readonly NewEvent[])[] }
  | { readonly kind: 'say'; readonly lines: readonly string[] }
  | { readonly kind: 'to-map' | 'again' | 'choices' }

/** Understands a typed line: a number, a word, or how a choice begins; on a line of its own, what is said there. */
export function hear(state: AppState, typed: string): Heard {
  const text = typed.trim()
  const word = wordHeard(state, text)
  if (word !== null) return word
  if (lineOf(state) !== null) return lineHeard(state, text)
  if (text === '') return enterHeard(state)
  const place = placeOf(state)
  if (text.startsWith(':') && place === 'sandbox')
    return { kind: 'do', steps: [[asked('line'), edited(text.slice(1)), { type: 'given' }], [asked('out')]] }
  const choices = choicesOf(state)
  const named = choices.some(({ label }) => said(label) === 'on')
  if (text.toLowerCase() === 'on' && !named) return enterHeard(state)
  // The texts of the course name a key here and there: its letter does what the key does.
  const key = keymap(place, text)
  const begun = choices.some(({ label }) => label.toLowerCase().startsWith(text.toLowerCase()))
  if (text.length === 1 && key !== null && !begun && !/\d/.test(text))
    return { kind: 'do', steps: [[asked(key)]] }
  return choiceHeard(choices, text)
}

/** The words that mean the same everywhere. */
function wordHeard(state: AppState, text: string): Heard | null {
  const place = placeOf(state)
  // On the sandbox's own line «help» is a command of the sandbox.
  switch (text.toLowerCase()) {
    case 'quit':
    case 'exit':
      return { kind: 'do', steps: [[asked('leave')]] }
    case 'map':
      return place === 'map' ? { kind: 'again' } : { kind: 'to-map' }
    case 'again':
      return { kind: 'again' }
    case 'glossary':
      return glossaryHeard(state)
    case 'help':
    case '?':
      return place === 'line' ? null : { kind: 'say', lines: help(state) }
    case 'esc':
      return { kind: 'do', steps: [[asked('out')]] }
    case 'back':
      return { kind: 'do', steps: [back(state)] }
    default:
      return null
  }
}

/** One step back: as the screen has it, out of a question on a page to the page before, and else up one level. */
function back(state: AppState): readonly NewEvent[] {
  const place = placeOf(state)
  if (place === 'menu' && state.screen.type === 'page') return [asked('out'), asked('back')]
  const key = keymap(place, 'b')
  const does = commandsNow(state).some(({ command }) => command === key)
  return [asked(key !== null && does ? key : 'out')]
}

/** All words of the course, over whatever is told now; closing it comes back there. */
function glossaryHeard({ glossary }: AppState): Heard {
  if (glossary === null) return { kind: 'do', steps: [[asked('glossary')]] }
  return glossary.open ? { kind: 'do', steps: [[asked('out')]] } : { kind: 'again' }
}

function lineHeard(state: AppState, text: string): Heard {
  const given = choicesOf(state).find(({ label }) => said(label) === text.toLowerCase())
  if (given) return { kind: 'do', steps: [given.events] }
  if (text === '')
    return placeOf(state) === 'line' ? { kind: 'do', steps: [[asked('out')]] } : { kind: 'choices' }
  return { kind: 'do', steps: [[edited(text), { type: 'given' }]] }
}

/** Enter alone does what the key does; of several options it takes none. */
function enterHeard(state: AppState): Heard {
  const place = placeOf(state)
  if (place === 'menu') {
    const [only, other] = menuChoices(state)
    return only && !other ? { kind: 'do', steps: [only.events] } : { kind: 'choices' }
  }
  if (place === 'glossary') return { kind: 'choices' }
  const on = choicesOf(state).find(({ label }) => said(label) === 'on')
  const command = keymap(place, 'enter')
  if (command === null) return on ? { kind: 'do', steps: [on.events] } : { kind: 'choices' }
  return { kind: 'do', steps: [[asked(command)]] }
}

function edited(text: string): NewEvent {
  return { type: 'edited', text: text.trim(), cursor: text.trim().length }
}

function choiceHeard(choices: readonly Choice[], text: string): Heard {
  // As somebody writes a number who reads it so in the list.
  const number = /^(\d{1,4})[.)]?$/.exec(text)?.[1]
  const numbered = number === undefined ? undefined : choices[Number(number) - 1]
  if (numbered) return { kind: 'do', steps: [numbered.events] }
  const low = text.toLowerCase()
  const begins = choices.filter(({ label }) => label.toLowerCase().startsWith(low))
  const exact = begins.find(({ label }) => said(label) === low)
  const [first] = begins
  if (exact || (first && begins.length === 1))
    return { kind: 'do', steps: [(exact ?? first ?? { events: [] }).events] }
  if (begins.length > 1)
    return {
      kind: 'say',
      lines: [`More than one begins so: ${begins.map(({ label }) => said(label)).join('; ')}.`],
    }
  return {
    kind: 'say',
    lines: [`«${excerpt(text)}» is none of the choices. Type a number, how a choice begins, or help.`],
  }
}

/** A choice by its name, without what it explains. */
function said(label: string): string {
  return (label.split(': ')[0] ?? label).toLowerCase()
}

/** A list of choices with their numbers. */
export function numbered(choices: readonly Choice[]): readonly string[] {
  return choices.map(({ label }, index) => `${index + 1}. ${label}`)
}

export const WORDS = 'Also: back, map, glossary, again, help, quit.'

/** All choices, the words that work everywhere, and those of the course that this screen uses. */
function help(state: AppState): readonly string[] {
  const lines = helpLines({ ...state, size: { columns: 1000, rows: 400 } }).map(plain)
  const heading = lines.indexOf('Words of this screen')
  const words = heading === -1 ? [] : lines.slice(heading).filter(line => line.trim() !== '')
  const all = placeOf(state) === 'glossary' ? [] : numbered(choicesOf(state))
  return [
    'What you can do here. Type a number, or how a choice begins.',
    ...all,
    'Everywhere: back, one step back; map, to the course; glossary, the words of the course; again, all of this once more; quit, leave, and your place is kept. An empty line goes on; where something is asked, it takes the option that is the only one.',
    ...(placeOf(state) === 'sandbox'
      ? ['A command can be typed at once, behind a colon: «: cut n1 n2». «: help» lists them.']
      : []),
    ...(state.wayBack === null ? [] : [`Your return code: ${state.wayBack.code}. ${state.wayBack.line}.`]),
    ...words.map(spoken),
  ]
}
