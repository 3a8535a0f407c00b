import { readFileSync } from 'node:fs'
import { act, findWithVariants, parseCommand, type Run, type Scenario, startRun } from '../../src/lab/lab.ts'
import { draw, type Random } from '../../src/model/random.ts'
import { shippedScenario } from './scenarios.ts'

const SHIPPED: Readonly<Record<string, Scenario>> = Object.fromEntries(
  ['sandbox', 'sandbox-set', 'sandbox-register'].map(id => [id, shippedScenario(id)]),
)

export const FAMILY = Object.keys(SHIPPED)

export function findSandbox(id: string): Scenario | undefined {
  return findWithVariants(id, known => SHIPPED[known])
}

/** A fresh run of a sandbox, with five replicas or as many as its id says. */
export function sandboxRun(id = 'sandbox', seed = 1): Run {
  const scenario = findSandbox(id)
  if (!scenario) throw new Error(`no sandbox «${id}»`)
  return startRun(scenario, seed)
}

/** The run with a line typed; throws where it is no command. */
export function typed(run: Run, line: string): Run {
  const parsed = parseCommand(run, line)
  if (!parsed.ok) throw new Error(`${line}: ${parsed.message}`)
  return parsed.deeds.reduce(act, run)
}

/** The challenges' file as it is shipped. */
export function challengesText(): string {
  return readFileSync(new URL('../../lessons/challenges.yaml', import.meta.url), 'utf8')
}

/** Chance for a test: each call draws the next number. */
export class Dice {
  private random: Random

  constructor(random: Random) {
    this.random = random
  }

  below(limit: number): number {
    const [value, next] = draw(this.random, 0, limit - 1)
    this.random = next
    return value
  }

  of<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)]
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }
}

const WORDS = [
  'cut',
  'heal',
  'link',
  'hold',
  'release',
  'crash',
  'restart',
  'loss',
  'delay',
  'tail',
  'duplicate',
  'in-order',
  'bandwidth',
  'clock',
  'policy',
  'withdraw',
  'deposit',
  'read',
  'write',
  'cas',
  'add',
  'remove',
  'help',
  'replicas',
  'store',
  'n1',
  'n2',
  'n3',
  'n4',
  'n5',
  'n9',
  'c1',
  'c3',
  '|',
  '>',
  '->',
  'and',
  ',',
  'at',
  'from',
  'to',
  'under',
  'on',
  'off',
  '10',
  '0',
  '-3',
  '+300',
  '5%',
  '20-80',
  '80-20',
  '1e9',
  'availability',
  'consistency',
  'account',
  'cart',
  'x',
  'milk',
  '--lose-disk',
  '__proto__',
  'constructor',
  'ü',
  '\u0000',
  '\u001b[31m',
  '🙂',
  '\ud800',
  '999999999999',
  '%',
] // prettier-ignore

/** A line of words that belong to the language, in any order: most are no command. */
export function randomWords(dice: Dice): string {
  const count = dice.below(9)
  return Array.from({ length: count }, () => dice.of(WORDS)).join(dice.of([' ', ' ', '  ', '', ',']))
}

/** A line that is a command, or nearly one. */
export function randomCommand(dice: Dice, { scenario }: Run): string {
  const { replicas } = scenario
  const node = () => dice.of(replicas)
  const client = () => dice.of(scenario.clients).id
  const key = () => dice.of(Object.keys(scenario.keys))
  const split = () => {
    const marked = replicas.map(id => [id, dice.below(2)] as const)
    const side = (which: number) => marked.flatMap(([id, s]) => (s === which ? [id] : [])).join(' ')
    return `cut ${side(0)} ${dice.of(['|', '|', '|', '>'])} ${side(1)}`
  }
  const sum = () => dice.below(90)
  const under = () => dice.of(['', '', ' under availability', ' under consistency'])
  const change = {
    account: () => `${dice.of(['withdraw', 'deposit'])} ${sum()}`,
    set: () => `${dice.of(['add', 'remove'])} ${dice.of(['milk', 'eggs'])}`,
    'cas-register': () => dice.of([`write ${sum()}`, `cas ${dice.below(3)} ${dice.below(3)}`]),
    register: () => `write ${sum()}`,
  }[scenario.model]
  const ask = () => `${dice.of([change(), change(), 'read'])} ${key()} at ${client()}${under()}`
  return dice.of<() => string>([
    ask,
    ask,
    ask,
    ask,
    ask,
    ask,
    split,
    split,
    () => 'heal',
    () => `crash ${node()}${dice.of(['', ' --lose-disk'])}`,
    () => `restart ${node()}${dice.of(['', ' lose-disk'])}`,
    () => `link ${node()} ${node()} ${dice.of(['cut', 'hold', 'free'])}`,
    () => `${dice.of(['hold', 'release'])} ${node()}>${node()}`,
    () =>
      dice.of([
        'loss 5%',
        'loss 0',
        'duplicate 10%',
        'tail 5% 200-600',
        'tail off',
        'in-order on',
        'in-order off',
      ]),
    () => dice.of(['delay 20-80', 'delay 40-110', 'bandwidth 64', 'bandwidth off']),
    () => `clock ${node()} ${dice.of(['+300', '-300', '0', '1.5s'])}`,
    () => `policy ${dice.of(['availability', 'consistency'])} ${dice.of(['', key()])}`,
  ])() // prettier-ignore
}
