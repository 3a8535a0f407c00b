import { isAlias, isCollection, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'
import { excerpt, type Problem } from '../model/problem.ts'
import { hiddenCharacter } from './characters.ts'

/** The way to a value: the keys of maps and the places (from 0) in lists. */
export type Path = readonly (string | number)[]

type LineAt = (offset: number) => number
type Report = (node: unknown, message: string) => void

const DEPTH_MAX = 32

/** What the YAML grammar allows and a checked file may not hold: double keys, aliases, hidden characters, deep nests. */
export function nodeProblems(root: unknown, file: string, lineAt: LineAt): Problem[] {
  const problems: Problem[] = []
  check(root, 1, (node, message) => {
    problems.push({ file, line: lineAt(offsetOf(node)), message })
  })
  return problems
}

function check(node: unknown, depth: number, report: Report): void {
  if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined)
    report(node, `an anchor (&${excerpt(node.anchor)}) is not used here: write the value out`)
  if (isAlias(node)) report(node, `an alias (*${excerpt(node.source)}) is not used here: write the value out`)
  else if (isScalar(node)) checkScalar(node.value, message => report(node, message))
  else if (depth > DEPTH_MAX) report(node, `this is nested more than ${DEPTH_MAX} levels deep`)
  else if (isMap(node)) checkMap(node, depth, report)
  else if (isSeq(node)) for (const item of node.items) check(item, depth + 1, report)
}

function checkMap(map: YAMLMap, depth: number, report: Report): void {
  const seen = new Set<string>()
  for (const pair of map.items) {
    check(pair.key, depth + 1, report)
    const key = keyOf(pair)
    // `__proto__` would name no entry but what every object inherits from.
    if (key === '__proto__') report(pair.key, 'the key «__proto__» is not allowed')
    if (seen.has(key)) report(pair.key, `the key «${excerpt(key)}» stands here twice`)
    seen.add(key)
    check(pair.value, depth + 1, report)
  }
}

function checkScalar(value: unknown, report: (message: string) => void): void {
  if (typeof value === 'number' && !Number.isFinite(value)) report('a finite number was expected')
  if (typeof value !== 'string') return
  const hidden = hiddenCharacter(value)
  if (hidden !== undefined) report(`${hidden} has no place in this text, not as an escape either`)
}

/**
 * Finds the line on which the value at a path begins: of an entry of a map, its key's line; of something missing, the
 * line of what would hold it. Maps are indexed once, since a large one is asked for many of its keys.
 */
export function lineFinder(root: unknown, lineAt: LineAt): (path: Path) => number {
  const indexes = new Map<YAMLMap, ReadonlyMap<string, Pair>>()
  const entry = (map: YAMLMap, key: string) => {
    const index = indexes.get(map) ?? new Map(map.items.map(pair => [keyOf(pair), pair]))
    indexes.set(map, index)
    return index.get(key)
  }
  return path => {
    let node = root
    let line = lineAt(offsetOf(root))
    for (const step of path) {
      const pair = isMap(node) ? entry(node, String(step)) : undefined
      const item = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined
      if (pair === undefined && item === undefined) break
      line = lineAt(offsetOf(pair ? pair.key : item))
      node = pair ? pair.value : item
    }
    return line
  }
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}

function offsetOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0
}
