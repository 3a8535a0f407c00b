import { canonicalJson, isJsonArray, type Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import type { Helpers, Prospects, Request, SequentialSpec, Step } from '../spec.ts'
import { createSetTrees, EMPTY, type Tree } from './set-tree.ts'

/**
 * A set of JSON values: `add` and `remove` always succeed, `read` gives an array in any order, in which a duplicate
 * counts once. The states of one spec may be compared only with each other, for it numbers the elements that it meets.
 */
export function setSpec(): SequentialSpec<Tree, OperationName> {
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

  const step = (state: Tree, f: string, value: Json): Step<Tree> => {
    if (f === 'read') return { state, answer: `#${state}` }
    const change = f === 'add' ? trees.insert : trees.remove
    return { state: change(state, numberOf(value)), answer: 'true' }
  }

  /** An element can be there only if it was or somebody asked to add it, and be gone only if somebody asked for that. */
  const prospects = (initial: Tree, requests: readonly Request[]) => {
    const first = trees.contents(initial)
    const elements = requests.map(({ f, value }) => (f === 'read' ? -1 : numberOf(value)))
    return (): Prospects => {
      const addable = new Set(first)
      const kept = new Set(first)
      // What once was possible stays so.
      const possible = new Set<Tree>()
      const isPossible = (tree: Tree): boolean => {
        const told = new Set(trees.contents(tree))
        return (
          [...told].every(element => addable.has(element)) && [...kept].every(element => told.has(element))
        )
      }
      return {
        called(_, request) {
          const f = requests[request]?.f
          if (f === 'add') addable.add(elements[request] ?? -1)
          if (f === 'remove') kept.delete(elements[request] ?? -1)
        },
        returned(_, _request, { f, answer }) {
          if (f !== 'read') return true
          if (!answer.startsWith('#')) return false
          const tree = Number(answer.slice(1))
          if (possible.has(tree)) return true
          if (!isPossible(tree)) return false
          possible.add(tree)
          return true
        },
      }
    }
  }

  /**
   * Only a read can be without its answer. By the laws of `SequentialSpec`:
   *
   * 2. *Waiting.* Before a read that gives its answer without it, an unknown change may come just after: the read
   *    changes nothing. Before a known change of another element it may come just after, for they don't meet; before
   *    one of the same element it may stay away, for what the known one leaves does not depend on it.
   * 3. *Helpers.* On a way to the set that a read told, in which none could be left out, each element that differs
   *    changes exactly once and no other does, in any order. So the change of any one of them will do as the first.
   */
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
    reads: ['read'],
    initial: [],
    init: initial =>
      isJsonArray(initial) ? { ok: true, state: treeOf(initial) } : { ok: false, expected: 'an array' },
    step,
    // What is no array is an answer that no set gives.
    answer: (f, result) =>
      f === 'read' && isJsonArray(result) ? `#${treeOf(result)}` : canonicalJson(result),
    key: state => state,
    toJson: state =>
      trees
        .contents(state)
        .sort((a, b) => a - b)
        .map(number => elements[number] ?? null),
    misfit: (f, result) => (f !== 'read' || isJsonArray(result) ? null : 'an array, [] for an empty set'),
    helpers,
    prospects,
  }
}
