import { didYouMean } from '../../data/nearest.ts'
import type { NodeId } from '../../model/cluster.ts'
import { excerpt } from '../../model/problem.ts'
import type { Scenario } from '../scenario.ts'
import { numberOf, type Token, tokensOf } from './tokens.ts'

/** Why a line is no command: what was found, what was expected, and where. Caught where parsing begins. */
export class Misread extends Error {
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

/** Words that help a person and mean nothing to a command. */
const FILLERS: ReadonlySet<string> = new Set(['and', 'the', 'a', '&', '+'])

/** The words of a command line, taken one after the other; throws `Misread` where they are not what is asked for. */
export class Words {
  readonly scenario: Scenario
  /** The client that asks where the line names none; null where nobody is marked. */
  readonly asking: string | null
  private readonly tokens: readonly Token[]
  private readonly end: number
  private place = 0

  constructor(scenario: Scenario, line: string, asking: string | null = null) {
    this.scenario = scenario
    this.asking = asking
    this.tokens = tokensOf(line)
    this.end = line.trimEnd().length
  }

  /** The next word in lower case, without taking it; null at the end. */
  peek(): string | null {
    return this.tokens[this.place]?.text.toLowerCase() ?? null
  }

  /** Where the next word begins. */
  get at(): number {
    return this.tokens[this.place]?.at ?? this.end
  }

  /** Takes the next word as it was typed. */
  word(expected: string): string {
    const token = this.tokens[this.place]
    if (token === undefined) throw new Misread(`Expected ${expected} next.`, this.end)
    this.place += 1
    return token.text
  }

  /** Takes the next word if it is one of these. */
  take(...words: readonly string[]): string | null {
    const next = this.peek()
    if (next === null || !words.includes(next)) return null
    this.place += 1
    return next
  }

  skipFillers(): void {
    while (FILLERS.has(this.peek() ?? '')) this.place += 1
  }

  /** Takes one of some words, or the beginning of just one of them. */
  choice<T extends string>(words: readonly T[], expected: string): T {
    const at = this.at
    const found = this.word(expected).toLowerCase()
    const begun = words.filter(word => word === found || (found.length > 2 && word.startsWith(found)))
    const [only] = begun
    if (only !== undefined && (begun.length === 1 || only === found)) return only
    throw new Misread(`Expected ${expected}, not «${excerpt(found)}»${didYouMean(found, words)}.`, at)
  }

  replica(): NodeId {
    const { replicas, clients } = this.scenario
    const at = this.at
    const found = this.word('a replica such as n2').toLowerCase()
    if (replicas.includes(found)) return found
    const known = `the replicas are ${replicas.join(' ')}`
    if (clients.some(({ id }) => id === found))
      throw new Misread(
        `${found} is a client, and stands on the side of its replica by itself; ${known}.`,
        at,
      )
    throw new Misread(`There is no replica «${excerpt(found)}»; ${known}.`, at)
  }

  /** A number in a unit, from `min` to `max`; `expected` says what it is, with an example. */
  number(
    bounds: {
      readonly min: number
      readonly max: number
      readonly units: Readonly<Record<string, number>>
    },
    expected: string,
  ): number {
    const at = this.at
    const found = this.word(expected)
    const value = numberOf(found, bounds.units)
    if (value === null) throw new Misread(`Expected ${expected}, not «${excerpt(found)}».`, at)
    this.take(...Object.keys(bounds.units), 'percent')
    if (value < bounds.min || value > bounds.max)
      throw new Misread(`${excerpt(found)} is out of bounds: expected ${expected}.`, at)
    return value
  }

  isOver(): boolean {
    return this.place >= this.tokens.length
  }

  /** Nothing may follow. */
  over(usage: string): void {
    const next = this.tokens[this.place]
    if (next) throw new Misread(`«${excerpt(next.text)}» is too much here; the command is: ${usage}`, next.at)
  }
}
