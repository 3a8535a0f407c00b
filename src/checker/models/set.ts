import { canonicalJson, isJsonArray, type Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import type { Helpers, Request, SequentialSpec, Step } from '../spec.ts'
import { createSetTrees, EMPTY, type Tree } from './set-tree.ts'

/**
 * A set of JSON values: `add` and `remove` always succeed, `read` gives an array in any order, in which a duplicate
 * counts once. The states of one spec may be compared only with each other, for it numbers the elements that it meets.
 */
export function setSpec(): SequentialSpec<Tree> {
  const trees = createSetTrees()
  const numbers = new Map<string, number>()
  const elements: Json[] = []

  const numberOf = (element: Json): number => {
    const spelling = canonicalJson(element)
    const known = numbers.get(spelling)
    if (known !== undefined) return known
    numbers.set(spelling, elements.length)
    elements.push(element)
    return elements.length - 1
  }
  const treeOf = (items: readonly Json[]): Tree =>
    items.reduce((tree: Tree, item) => trees.insert(tree, numberOf(item)), EMPTY)

  const step = (state: Tree, f: OperationName, value: Json): Step<Tree> => {
    if (f === 'read') return { state, answer: `#${state}` }
    const change = f === 'add' ? trees.insert : trees.remove
    return { state: change(state, numberOf(value)), answer: 'true' }
  }

  /** Only a read can be without its answer, and one element must change next: any order of changes does as well. */
  const helpers = (requests: readonly Request[]): Helpers<Tree> => {
    const byChange = new Map(requests.map(({ f, value }, i) => [`${f} ${numberOf(value)}`, i]))
    const towards: Helpers<Tree>['towards'] = (target, state) => {
      if (!target.answer.startsWith('#')) return []
      const difference = trees.firstDifference(state, Number(target.answer.slice(1)))
      if (difference === null) return []
      const index = byChange.get(`${difference.missing ? 'add' : 'remove'} ${difference.element}`)
      return index === undefined ? [] : [index]
    }
    return { towards }
  }

  return {
    name: 'set',
    operations: ['read', 'add', 'remove'],
    initial: [],
    init: initial =>
      isJsonArray(initial) ? { ok: true, state: treeOf(initial) } : { ok: false, expected: 'an array' },
    step,
    // What is no array is an answer that no set gives.
    answer: (f, result) =>
      f === 'read' && isJsonArray(result) ? `#${treeOf(result)}` : canonicalJson(result),
    isObservation: ({ f }) => f === 'read',
    key: state => state,
    toJson: state =>
      trees
        .contents(state)
        .sort((a, b) => a - b)
        .map(number => elements[number] ?? null),
    misfit: (f, result) => (f !== 'read' || isJsonArray(result) ? null : 'an array, [] for an empty set'),
    helpers,
  }
}
