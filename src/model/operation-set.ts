/** The number of an operation in its run: unique, small, and the same however the run came about. */
export type OperationId = number

/**
 * A set of operations: bit `i` is set when operation `i` is in it. Every version of a value says with one of these
 * which effects it contains, so that «this write is missing here» can be counted instead of guessed. As a number it is
 * never changed in place, and the union of two is one machine operation for each 64 members.
 */
export type OperationSet = bigint

export function withOperation(set: OperationSet, id: OperationId): OperationSet {
  return set | (1n << BigInt(id))
}

export function hasOperation(set: OperationSet, id: OperationId): boolean {
  return ((set >> BigInt(id)) & 1n) === 1n
}

/** The members of a set, the least first. */
export function operationsIn(set: OperationSet): readonly OperationId[] {
  const found: OperationId[] = []
  let rest = set
  for (let id = 0; rest > 0n; id += 1, rest >>= 1n) if ((rest & 1n) === 1n) found.push(id)
  return found
}

/** How many operations are in a set. */
export function countOperations(set: OperationSet): number {
  let count = 0
  for (let rest = set; rest > 0n; rest &= rest - 1n) count += 1
  return count
}
