import type { Json } from '../../src/model/json.ts'
import type { History } from '../../src/model/operation.ts'

/**
 * Linearizability by brute force, for histories of a handful of operations. It shares no code with the checker: it pairs
 * the events itself, knows the four models itself, and tries every order with no memory and no shortcut.
 */
export interface Known {
  f: string
  asked: Json
  said: Json
  /** `certain`: answered. `maybe`: may take effect at any time from its call, or never. `never`: it did not happen. */
  effect: 'certain' | 'maybe' | 'never'
  from: number
  until: number
}

export function pairsOf(history: History): Known[] {
  const all: Known[] = []
  for (let i = 0; i < history.length; i++) {
    const event = history[i]
    if (event?.type !== 'invoke') continue
    const end = history.findIndex((other, j) => j > i && other.process === event.process)
    const answer = history[end]
    const pair: Known = {
      f: event.f,
      asked: event.value,
      said: null,
      effect: 'maybe',
      from: i,
      until: Infinity,
    }
    if (answer?.type === 'ok') {
      const flag = event.f === 'cas' ? (answer.swapped ?? true) : !(answer.declined ?? false)
      all.push({ ...pair, said: event.f === 'read' ? answer.value : flag, effect: 'certain', until: end })
    } else if (answer?.type === 'fail') all.push({ ...pair, effect: 'never', until: end })
    else all.push(pair)
  }
  return all
}

/**
 * The same with a memory of the sets of pairs and states that led to nothing, which is what lets it try a dozen and more;
 * `explainable` has none, and so nothing that could be wrong with it.
 */
export function explainableWithMemory(pairs: readonly Known[], initial: Json): boolean {
  const rest = pairs.filter(pair => pair.effect !== 'never')
  const hopeless = new Set<string>()
  const tryFrom = (placed: number, state: Json): boolean => {
    const left = rest.flatMap((pair, i) => ((placed >> i) & 1 ? [] : [{ pair, i }]))
    if (left.every(({ pair }) => pair.effect === 'maybe')) return true
    const items = Array.isArray(state)
      ? state.map(item => JSON.stringify(item)).sort()
      : [JSON.stringify(state)]
    const here = `${placed} ${items.join()}`
    if (hopeless.has(here)) return false
    hopeless.add(here)
    return left.some(({ pair: next, i }) => {
      if (left.some(({ pair }) => pair.until < next.from)) return false
      const after = singleCopy(state, next)
      return after !== undefined && tryFrom(placed | (1 << i), after.state)
    })
  }
  return tryFrom(0, initial)
}

/** Whether some order of the pairs explains what was said; pairs on one key. */
export function explainable(pairs: readonly Known[], initial: Json): boolean {
  const rest = pairs.filter(pair => pair.effect !== 'never')
  if (rest.every(pair => pair.effect === 'maybe')) return true
  return rest.some((next, i) => {
    if (rest.some(other => other.until < next.from)) return false
    const after = singleCopy(initial, next)
    return after !== undefined && explainable(rest.toSpliced(i, 1), after.state)
  })
}

/** What one copy holds afterwards; undefined if it would have said something else. */
function singleCopy(state: Json, { f, asked, said, effect }: Known): { state: Json } | undefined {
  const saying = (answer: Json, next: Json) =>
    effect === 'maybe' || same(answer, said) ? { state: next } : undefined
  const pair = Array.isArray(asked) ? asked : []
  const items = Array.isArray(state) ? state : []
  switch (f) {
    case 'read': {
      const bag = Array.isArray(said) && Array.isArray(state)
      return effect === 'maybe' || (bag ? sameItems(items, said) : same(state, said)) ? { state } : undefined
    }
    case 'write':
      return { state: asked }
    case 'cas':
      return same(state, pair[0]) ? saying(true, pair[1]) : saying(false, state)
    case 'deposit':
      return { state: Number(state) + Number(asked) }
    case 'withdraw':
      return Number(state) >= Number(asked)
        ? saying(true, Number(state) - Number(asked))
        : saying(false, state)
    case 'add':
      return { state: [...items.filter(item => !same(item, asked)), asked] }
    default:
      return { state: items.filter(item => !same(item, asked)) }
  }
}

const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b)

const sameItems = (a: readonly Json[], b: readonly Json[]): boolean =>
  a.every(item => b.some(other => same(item, other))) && b.every(item => a.some(other => same(item, other)))
