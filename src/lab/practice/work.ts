import type { Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import type { Dice } from './dice.ts'
import type { QuestionKind } from './levels.ts'

/** Something that a client, by its place, asks at a time in ms. */
export interface PlannedWork {
  readonly atMs: number
  readonly client: number
  readonly f: OperationName
  readonly value: Json
}

/** When clients ask: before the cut, their changes and reads during it, their reads after it has healed. */
const BEFORE_MS = 100
const CHANGES_MS = [1100, 1500, 1300] as const
const READS_MS = [2800, 3000, 2900] as const
const AFTER_MS = [5300, 5400, 5500] as const

/** What each store begins with. */
export const INITIAL: Readonly<Record<'register' | 'account' | 'set', Json>> = {
  register: 1,
  account: 100,
  set: ['milk'],
}

/** What is asked of the store: two clients change it while it is cut, perhaps more do, and some read. */
export function workOf(
  { model, clients, kind }: { model: keyof typeof INITIAL; clients: number; kind: QuestionKind },
  dice: Dice,
): readonly PlannedWork[] {
  const order = dice.shuffled(Array.from({ length: clients }, (_, index) => index))
  const changes = changesOf(model, dice)
  const found: PlannedWork[] = []
  // An account and a set begin with something in them; a register is given a value that is seen to be agreed.
  if (model === 'register')
    found.push({ atMs: BEFORE_MS, client: dice.pick(order), f: 'write', value: dice.whole(2, 4) })
  // The last one in the order asks for nothing more, where only one side is to change anything.
  const changing = ASKS_OF_ONE.has(kind) && dice.once(2) ? order.slice(0, 1) : order
  changing.forEach((client, place) => {
    const change = changes[place % changes.length]
    if (change) found.push({ atMs: CHANGES_MS[place] ?? 1700, client, ...change })
  })
  if (kind === 'sees' || kind === 'judged' || kind === 'figure')
    for (const [place, client] of order.entries())
      if (place === order.length - 1 || dice.once(2))
        found.push({ atMs: READS_MS[place] ?? 3100, client, f: 'read', value: null })
  if (kind === 'judged' || (kind === 'sees' && dice.once(2)))
    found.push({ atMs: AFTER_MS[0], client: dice.pick(order), f: 'read', value: null })
  return found.sort((a, b) => a.atMs - b.atMs)
}

/** Kinds of question for which one change makes a case. */
const ASKS_OF_ONE: ReadonlySet<QuestionKind> = new Set(['sees', 'promises', 'holders', 'told'])

type Change = Pick<PlannedWork, 'f' | 'value'>

function changesOf(model: keyof typeof INITIAL, dice: Dice): readonly Change[] {
  switch (model) {
    case 'register':
      return dice.shuffled([5, 6, 7, 8, 9]).map((value): Change => ({ f: 'write', value }))
    case 'account': {
      const sums = dice.shuffled([40, 60, 70, 80, 90])
      return sums.map((value): Change => ({ f: dice.once(5) ? 'deposit' : 'withdraw', value }))
    }
    case 'set': {
      const [first = '', second = ''] = dice.shuffled(['eggs', 'tea', 'bread', 'rice'])
      const remove: Change = { f: 'remove', value: 'milk' }
      const add = (value: string): Change => ({ f: 'add', value })
      return dice.pick([
        [remove, add(first), add(second)],
        [add(first), remove, add(second)],
        [add(first), add(second), remove],
      ])
    }
  }
}
