import type { Choose } from '../../src/lab/sweep.ts'
import type { Policy } from '../../src/model/cluster.ts'

/** The same choice at every stop that asks. */
export function chooseAlways(policy: Policy): Choose {
  return ({ id, choice }) => {
    const option = choice?.options.find(each => each.policy === policy)
    if (!option) throw new Error(`no choice of ${policy} at ${id}`)
    return option
  }
}
