import { didYouMean } from '../../data/nearest.ts'
import { excerpt } from '../../model/problem.ts'
import type { Deed, Run } from '../run.ts'
import { familyId, REPLICAS_MAX, REPLICAS_MIN, STORES, variantId } from './family.ts'
import { FAULT_COMMANDS } from './fault-commands.ts'
import { type Command, type Option, options, type Said } from './kind.ts'
import { LINK_COMMANDS } from './link-commands.ts'
import { OPERATION_COMMANDS } from './operation-commands.ts'
import { isKnown } from './operation-order.ts'
import { RULE_COMMANDS } from './rule-commands.ts'
import { LINE_LENGTH_MAX, tokensOf } from './tokens.ts'
import { Misread, Words } from './words.ts'

/** What a command line came to. `at` is the column, from 0, of what was not understood. */
export type Parsed =
  | {
      readonly ok: true
      readonly deeds: readonly Deed[]
      readonly says: string
      /** The id of the scenario to start anew; see `findWithVariants`. */
      readonly startsAnew?: string
    }
  | { readonly ok: false; readonly message: string; readonly at: number }

/** What can come next at the cursor: `options` replace the line from `from` up to the cursor. */
export interface Completions {
  readonly from: number
  readonly options: readonly Option[]
}

/** More deeds than this fit in no replay code. */
const DEEDS_MAX = 500

const ANEW_COMMANDS: readonly Command[] = [
  {
    name: 'replicas',
    aliases: ['nodes'],
    usage: 'replicas 3',
    says: `Starts anew with so many replicas, ${REPLICAS_MIN} to ${REPLICAS_MAX}.`,
    examples: ['replicas 3', 'replicas 7'],
    read: (words, { scenario }) => {
      const bounds = { min: REPLICAS_MIN, max: REPLICAS_MAX, units: { '': 1 } }
      const at = words.at
      const count = words.number(bounds, `a number of replicas from ${REPLICAS_MIN} to ${REPLICAS_MAX}`)
      if (!Number.isInteger(count)) throw new Misread('Expected a whole number of replicas.', at)
      words.over('replicas 3')
      const startsAnew = variantId(scenario.id, count)
      return { deeds: [], says: `a new cluster of ${count} replicas`, startsAnew }
    },
    next: typed => (typed.length > 0 ? [] : options(['3', 'replicas'], ['5', 'replicas'], ['7', 'replicas'])),
  },
  {
    name: 'store',
    aliases: ['model'],
    usage: 'store account|set|register',
    says: 'Starts anew with another kind of store.',
    examples: STORES.map(({ name }) => `store ${name}`),
    read: (words, { scenario }) => {
      const names = STORES.map(({ name }) => name)
      const name = words.choice(names, `a store: ${names.join(', ')}`)
      words.over('store account|set|register')
      const store = STORES.find(known => known.name === name)
      const startsAnew = variantId(store?.scenario ?? familyId(scenario.id), scenario.replicas.length)
      return { deeds: [], says: `a new cluster with ${store?.says ?? name}`, startsAnew }
    },
    next: typed => (typed.length > 0 ? [] : STORES.map(({ name, says }) => ({ text: name, says }))),
  },
]

const HELP: Command = {
  name: 'help',
  aliases: ['?', 'h', 'commands'],
  usage: 'help [command]',
  says: 'Lists the commands, or explains one.',
  examples: ['help', 'help cut'],
  read: (words, run) => {
    const found = words.isOver() ? null : commandOf(words, run)
    words.over('help [command]')
    return { deeds: [], says: found === null ? listing(run) : explanation(found) }
  },
  next: (typed, run) => (typed.length > 0 ? [] : commandOptions(run)),
}

const COMMANDS: readonly Command[] = [
  ...FAULT_COMMANDS,
  ...OPERATION_COMMANDS,
  ...LINK_COMMANDS,
  ...RULE_COMMANDS,
  ...ANEW_COMMANDS,
  HELP,
]

/** The commands of a sandbox, for a help screen. */
export function sandboxCommands({
  scenario,
}: Run): readonly Pick<Command, 'name' | 'usage' | 'says' | 'examples' | 'breaks'>[] {
  return COMMANDS.filter(({ name }) => isKnown(name, scenario))
}

/**
 * Reads a command line: the deeds that it comes to here and now, in the order in which they are to be done, or what was
 * expected instead. Any text gives one or the other; it never throws. An operation that names no client is asked at
 * `asking`, the one that is marked on the screen.
 */
export function parseCommand(run: Run, text: string, asking: string | null = null): Parsed {
  try {
    if (text.length > LINE_LENGTH_MAX)
      throw new Misread(`A command has at most ${LINE_LENGTH_MAX} characters.`, LINE_LENGTH_MAX)
    const words = new Words(run.scenario, text, asking)
    if (words.isOver())
      throw new Misread('Expected a command, such as: cut n1 n2 | n3. «help» lists them.', 0)
    const said = commandOf(words, run).read(words, run)
    checkRoom(run, said)
    return { ok: true, ...said }
  } catch (error) {
    if (!(error instanceof Misread)) throw error
    return { ok: false, message: error.message, at: Math.min(error.at, text.length) }
  }
}

/** What can come next at the cursor (a column from 0), the word under it completed. Any text and cursor will do. */
export function completions(run: Run, text: string, cursor: number): Completions {
  const end = Math.max(0, Math.min(Math.floor(cursor) || 0, text.length, LINE_LENGTH_MAX))
  const tokens = tokensOf(text.slice(0, end))
  const last = tokens.at(-1)
  const typing = last !== undefined && last.at + last.text.length === end && !'|>'.includes(last.text)
  const from = typing && last ? last.at : end
  const begun = typing && last ? last.text.toLowerCase() : ''
  const [first, ...typed] = (typing ? tokens.slice(0, -1) : tokens).map(({ text }) => text.toLowerCase())
  const command = first === undefined ? null : named(first)
  const all = first === undefined ? commandOptions(run) : (command?.next(typed, run) ?? [])
  return { from, options: all.filter(option => option.text.startsWith(begun)) }
}

/** A run that is over, or holds as much as a replay code can, takes no more. */
function checkRoom({ moment, acted }: Run, { deeds }: Said): void {
  if (deeds.length === 0) return
  if (moment.ended) throw new Misread('This run is over: go back in time, or start anew with: replicas 5', 0)
  if (acted + deeds.length > DEEDS_MAX)
    throw new Misread(`A run holds at most ${DEEDS_MAX} deeds; start anew with: replicas 5`, 0)
}

function named(word: string): Command | undefined {
  return COMMANDS.find(({ name, aliases }) => name === word || aliases.includes(word))
}

function commandOf(words: Words, run: Run): Command {
  const at = words.at
  const word = words.word('a command')
  const found = named(word.toLowerCase())
  if (found) return found
  const known = COMMANDS.map(({ name }) => name).filter(name => isKnown(name, run.scenario))
  throw new Misread(
    `There is no command «${excerpt(word, 20)}»${didYouMean(word.toLowerCase(), known)}. «help» lists them all.`,
    at,
  )
}

function commandOptions(run: Run): readonly Option[] {
  return [...sandboxCommands(run)].map(({ name, usage }) => ({ text: name, says: usage }))
}

function listing(run: Run): string {
  return `commands: ${sandboxCommands(run)
    .map(({ name }) => name)
    .join(', ')}. «help cut» explains one.`
}

function explanation({ usage, says, examples }: Command): string {
  return `${usage} – ${says} For example: ${examples.join('; ')}`
}
