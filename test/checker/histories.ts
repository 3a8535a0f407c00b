import type { ModelName } from '../../src/checker/checker.ts'
import type { Json } from '../../src/model/json.ts'
import type { HistoryEvent, OperationName } from '../../src/model/operation.ts'
import { draw, type Random, seededRandom } from '../../src/model/random.ts'

/** A die that remembers its state. */
export interface Dice {
  /** From 0 to `below - 1`. */
  roll(below: number): number
  pick<T>(items: readonly T[]): T
}

export function createDice(seed: number, stream = 0): Dice {
  let random: Random = seededRandom(seed, stream)
  const roll = (below: number): number => {
    const [value, next] = draw(random, 0, below - 1)
    random = next
    return value
  }
  return { roll, pick: <T>(items: readonly T[]): T => items[roll(items.length)] as T }
}

/** The seed of a random test: from NETSPLIT_SEED to repeat a failure, otherwise always the same. */
export const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_260)

export const INITIALS: { readonly [model in ModelName]: Json } = {
  register: null,
  'cas-register': 0,
  account: 3,
  set: [],
}

interface Shape {
  readonly operations: number
  readonly processes: number
  /** In percent, of the operations. */
  readonly lost: number
  readonly failed: number
  readonly values: number
}

interface Going {
  readonly f: OperationName
  readonly value: Json
  readonly ending: 'ok' | 'fail' | 'info' | 'silence'
  done: boolean
  said: Partial<HistoryEvent>
}

/**
 * A history that a single copy really gave: each operation takes effect at a random moment between invoke and return;
 * a lost one maybe, and maybe long after.
 */
export function randomHistory(model: ModelName, dice: Dice, shape: Shape): HistoryEvent[] {
  const history: HistoryEvent[] = []
  const going = new Map<string, Going>()
  const late: Going[] = []
  const names = Array.from({ length: shape.processes }, (_, i) => `c${i + 1}`)
  let fresh = shape.processes
  let left = shape.operations
  const copy = createCopy(model)

  while (left > 0 || going.size > 0) {
    if (late.length > 0 && dice.roll(4) === 0) copy.apply(late.splice(dice.roll(late.length), 1)[0] as Going)
    const slot = dice.roll(names.length)
    const name = names[slot] as string
    const operation = going.get(name)
    if (!operation) {
      if (left-- <= 0) {
        if (going.size === 0) break
        continue
      }
      const { f, value } = randomRequest(model, dice, shape.values)
      const chance = dice.roll(100)
      const ending =
        chance < shape.failed
          ? 'fail'
          : chance < shape.failed + shape.lost
            ? dice.pick(['info', 'silence'])
            : 'ok'
      going.set(name, { f, value, ending: ending as Going['ending'], done: false, said: {} })
      history.push({ process: name, type: 'invoke', f, value })
    } else if (!operation.done && operation.ending !== 'fail' && dice.roll(2) === 0) {
      if (operation.ending === 'ok') copy.apply(operation)
      else if (dice.roll(2) === 0) late.push(operation)
      operation.done = true
    } else if (operation.done || operation.ending === 'fail') {
      going.delete(name)
      const { f, value, ending, said } = operation
      if (ending === 'ok' || ending === 'fail')
        history.push({ process: name, type: ending, f, value, ...said })
      else {
        if (ending === 'info')
          history.push({ process: name, type: 'info', f, value: dice.pick([null, value]) })
        names[slot] = `c${++fresh}`
      }
    }
  }
  return history
}

/** The one copy, written once more so that the tests don't believe the models. */
function createCopy(model: ModelName): { apply(operation: Going): void } {
  let state: Json = INITIALS[model]
  const items = (): readonly Json[] => (Array.isArray(state) ? state : [])
  return {
    apply(operation) {
      const { f, value } = operation
      if (f === 'read') operation.said = { value: state }
      if (f === 'write') state = value
      if (f === 'cas' && Array.isArray(value)) {
        const swapped = JSON.stringify(state) === JSON.stringify(value[0])
        operation.said = { swapped }
        if (swapped) state = value[1]
      }
      if (f === 'deposit') state = Number(state) + Number(value)
      if (f === 'withdraw') {
        const declined = Number(state) < Number(value)
        operation.said = declined ? { declined } : {}
        if (!declined) state = Number(state) - Number(value)
      }
      if (f === 'add') state = [...items().filter(item => item !== value), value]
      if (f === 'remove') state = items().filter(item => item !== value)
    },
  }
}

function randomRequest(model: ModelName, dice: Dice, values: number): { f: OperationName; value: Json } {
  const f = dice.pick<OperationName>(
    {
      register: ['read', 'write'] as const,
      'cas-register': ['read', 'write', 'cas', 'cas'] as const,
      account: ['read', 'withdraw', 'withdraw', 'deposit'] as const,
      set: ['read', 'read', 'add', 'add', 'remove'] as const,
    }[model],
  )
  if (f === 'read') return { f, value: null }
  if (f === 'cas') return { f, value: [dice.roll(values), dice.roll(values)] }
  return { f, value: f === 'withdraw' || f === 'deposit' ? 1 + dice.roll(values) : dice.roll(values) }
}

/** The same history with one answer changed, which may or may not make it wrong. */
export function corrupt(history: readonly HistoryEvent[], dice: Dice, values: number): HistoryEvent[] {
  const answers = [...history.keys()].filter(i => history[i]?.type === 'ok' || history[i]?.type === 'fail')
  const at = answers.length === 0 ? -1 : dice.pick(answers)
  return history.map((event, i) => (i === at ? lie(event, dice, values) : event))
}

function lie(event: HistoryEvent, dice: Dice, values: number): HistoryEvent {
  const { process, f, value } = event
  const plain = { process, f, value }
  if (f === 'read') {
    const told = Array.isArray(value)
      ? [dice.roll(values), dice.roll(values)].slice(dice.roll(3))
      : dice.roll(values)
    return { ...plain, type: 'ok', value: told }
  }
  if (event.type === 'fail' || dice.roll(2) === 0)
    return { ...plain, type: event.type === 'ok' ? 'fail' : 'ok' }
  if (f === 'cas') return { ...plain, type: 'ok', swapped: event.swapped === false }
  return f === 'withdraw' && event.declined !== true
    ? { ...plain, type: 'ok', declined: true }
    : { ...plain, type: 'ok' }
}
