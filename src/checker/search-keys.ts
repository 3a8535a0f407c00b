import { type Decided, decide } from './decide.ts'
import { newEffort } from './effort.ts'
import type { Prepared } from './prepare.ts'

/**
 * Searches every key, until one is found wrong, in `maxSteps` steps together. In each round the undecided keys share
 * what is left, so that one hard key can't use up what the others would need.
 */
export function searchAll(keys: readonly Prepared[], maxSteps: number): Decided[] {
  const found: Decided[] = keys.map(() => ({ result: 'undecided', effort: newEffort(0), proof: null }))
  let left = maxSteps
  let shareBefore = -1
  for (;;) {
    const open = [...keys.keys()].filter(i => found[i]?.result === 'undecided')
    const share = Math.floor(left / Math.max(1, open.length))
    if (open.length === 0 || share <= shareBefore) return found
    shareBefore = share
    for (const i of open) {
      const prepared = keys[i]
      if (!prepared) continue
      const now = decide(prepared, share)
      found[i] = now
      left -= now.effort.steps
      if (now.result === 'none') return found
    }
  }
}
