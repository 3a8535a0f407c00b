import type { MergeRule } from '../model/cluster.ts'
import type { OperationName } from '../model/operation.ts'

/** What each merge rule can merge. */
export const MERGE_OPERATIONS: Readonly<Record<MergeRule, readonly OperationName[]>> = {
  'last-write-wins': ['read', 'write', 'cas', 'withdraw', 'deposit', 'add', 'remove'],
  counter: ['read', 'withdraw', 'deposit'],
  'set-union': ['read', 'add', 'remove'],
  siblings: ['read', 'write', 'cas'],
}
