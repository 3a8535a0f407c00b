import type { Policy } from '../model/cluster.ts'
import type { OperationName } from '../model/operation.ts'
import type { Micros } from '../model/time.ts'
import { type Config, schedule } from '../sim/sim.ts'
import type { Choice } from './scenario.ts'
import type { LabWorld } from './world.ts'

/** The world after a choice: what it sets is in force at this instant, and what it orders is due. */
export function withChoice(world: LabWorld, at: Micros, choice: Choice): LabWorld {
  const before = configToBe(world, at)
  const config = chosen(before, choice)
  let next = config === before ? world : schedule(world, at, { type: 'config', config })
  for (const { atUs, client, f, key, value } of choice.repairs ?? [])
    next = schedule(next, Math.max(at, atUs), {
      type: 'order',
      node: client,
      order: { f, key, value, policy: null },
    })
  return next
}

/** The config that will be in force at this instant, when all that is due has been done. */
export function configToBe(world: LabWorld, time: Micros): Config {
  const due = world.queue.findLast(({ dueAt, action }) => dueAt <= time && action.type === 'config')
  return due?.action.type === 'config' ? due.action.config : world.config
}

/** The config under another policy, for one key or for the cluster and all operations. */
export function withPolicy(config: Config, policy: Policy, key: string | null): Config {
  if (key !== null)
    return sealedAfter(config, { ...config, keyPolicies: { ...config.keyPolicies, [key]: policy } })
  const { operationPolicies: _, ...rest } = config
  return sealedAfter(config, { ...rest, policy })
}

function chosen(before: Config, { policy, operations, keys, merge }: Choice): Config {
  let config = policy === undefined ? before : withPolicy(before, policy, null)
  for (const [key, own] of Object.entries(keys ?? {})) config = withPolicy(config, own, key)
  if (operations) {
    const operationPolicies = { ...config.operationPolicies, ...operations }
    config = sealedAfter(config, { ...config, operationPolicies })
  }
  return merge ? { ...config, merge: { ...config.merge, ...merge } } : config
}

/** A return to consistency, of whatever it is, begins a new epoch: what was answered in between is gathered. */
function sealedAfter(before: Config, after: Config): Config {
  return returns(before, after) ? { ...after, epoch: before.epoch + 1 } : after
}

function returns(before: Config, after: Config): boolean {
  const keys = new Set([...Object.keys(before.keyPolicies), ...Object.keys(after.keyPolicies)])
  const names = new Set([
    ...Object.keys(before.operationPolicies ?? {}),
    ...Object.keys(after.operationPolicies ?? {}),
  ]) as ReadonlySet<OperationName>
  const turned = (policyIn: (config: Config) => Policy | undefined) =>
    (policyIn(before) ?? before.policy) === 'availability' &&
    (policyIn(after) ?? after.policy) === 'consistency'
  return (
    (before.policy === 'availability' && after.policy === 'consistency') ||
    [...keys].some(key => turned(({ keyPolicies }) => keyPolicies[key])) ||
    [...names].some(name => turned(({ operationPolicies }) => operationPolicies?.[name]))
  )
}

/** All that a choice sets, as data: what tells runs of one choice from those of another. Words are left out. */
export function choiceSets({ policy, operations, keys, merge, repairs }: Choice): readonly unknown[] {
  const more = { operations, keys, merge, repairs }
  const said = Object.entries(more).filter(([, value]) => value !== undefined)
  return said.length === 0 ? [policy] : [policy ?? null, Object.fromEntries(said)]
}
