import type { NodeId } from '../../model/cluster.ts'
import { hostOf } from '../../sim/sim.ts'
import type { Run } from '../run.ts'

/** Whether a challenge is met, and if not, what is missing, in a sentence or two about this very run. */
export interface Judgement {
  readonly met: boolean
  /** Empty where it is met. */
  readonly missing: string
}

export const MET: Judgement = { met: true, missing: '' }

export function missing(what: string): Judgement {
  return { met: false, missing: what }
}

/** Why the copies have not come together, and what to do about it. */
export function unsettledWords({ scenario, moment }: Run): string {
  const { network } = moment.world
  if (network.partition !== null) return 'the network is still cut; heal it'
  const down = scenario.replicas.filter(id => hostOf(moment.world, id)?.up === false)
  if (down.length > 0) return `${down.join(' ')} ${down.length === 1 ? 'is' : 'are'} down; restart first`
  if (Object.keys(network.faults).length > 0) return 'a link is still cut or held; heal or release it'
  return 'they are still talking; let the run go on for a while'
}

export function sideWords(side: readonly NodeId[]): string {
  return side.join(' ')
}
