import { deedWords } from '../deed-words.ts'
import type { Deed, Run } from '../run.ts'
import type { Words } from './words.ts'

/** What a command comes to: what is to be done, in words too. */
export interface Said {
  readonly deeds: readonly Deed[]
  /** For the log: what was done and anything surprising about it. */
  readonly says: string
  /** The scenario that the learner wants to start anew, by its id; only of `replicas` and `store`. */
  readonly startsAnew?: string
}

/** Something that can be typed next. */
export interface Option {
  readonly text: string
  readonly says: string
}

/** A command of the sandbox: how it is written, what it means, how it is read and how it goes on. */
export interface Command {
  readonly name: string
  readonly aliases: readonly string[]
  readonly usage: string
  /** One sentence for the help. */
  readonly says: string
  readonly examples: readonly string[]
  /** What it breaks or mends, in a few words, for the menu of faults; other commands have none. */
  readonly breaks?: string
  /** Reads what follows the command's name; throws `Misread`. */
  readonly read: (words: Words, run: Run) => Said
  /** What can come next after the words typed so far (in lower case), the command's name left out. */
  readonly next: (typed: readonly string[], run: Run) => readonly Option[]
}

/** Options from words and what they mean. */
export function options(...pairs: readonly (readonly [text: string, says: string])[]): readonly Option[] {
  return pairs.map(([text, says]) => ({ text, says }))
}

/** What a command says that comes to deeds which speak for themselves. */
export function said(...deeds: readonly Deed[]): Said {
  return { deeds, says: deeds.map(deedWords).join('; ') }
}
