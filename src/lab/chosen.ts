import type { Micros } from '../model/time.ts'
import { hostOf } from '../sim/sim.ts'
import type { Run } from './run.ts'
import type { Choice, Scenario, Stop } from './scenario.ts'
import { attemptsOf } from './stops.ts'

interface Chosen {
  readonly at: Micros
  readonly stop: Stop
  readonly choice: Choice | undefined
}

function lastChosen({ scenario, acts, acted }: Run): Chosen | undefined {
  const { at, deed } = acts.slice(0, acted).findLast(({ deed }) => deed.type === 'choose') ?? {}
  if (at === undefined || deed?.type !== 'choose') return undefined
  const stop = scenario.stops.find(({ id }) => id === deed.stop)
  return stop && { at, stop, choice: stop.choice?.options.find(({ id }) => id === deed.choice) }
}

/** The choice that was made last in a run, up to where it is now. */
export function chosenLast(run: Run): Choice | undefined {
  return lastChosen(run)?.choice
}

/**
 * Whether somebody still waits for what comes of the last choice. Where it was about a replica that waited, that is who
 * waited for it then: whoever asks it later meets the policy, and not that moment.
 */
export function isAwaited(run: Run): boolean {
  const { world } = run.moment
  const chosen = lastChosen(run)
  if (chosen === undefined) return false
  const { when } = chosen.stop
  if (when.type === 'time') return run.scenario.replicas.some(node => attemptsOf(world, node).length > 0)
  const offsetUs = hostOf(world, when.node)?.clockOffsetUs ?? 0
  return attemptsOf(world, when.node).some(({ since }) => since - offsetUs <= chosen.at)
}

/** What a choice is called: what it was offered as, without what that explains; at a stop, where its id is known. */
export function choiceName({ stops }: Scenario, choice: string, stop?: string): string {
  const options = stops.flatMap(({ id, choice }) => ((stop ?? id) === id ? (choice?.options ?? []) : []))
  const text = options.find(({ id }) => id === choice)?.text ?? choice
  return text.split(/ – |\. | \(/)[0]?.replace(/\.$/, '') ?? choice
}

/** Whether the policy is still part of a question: some stop asks for it, and no choice so far has said it. */
export function policyIsOpen({ scenario, acts, acted }: Run): boolean {
  const asking = scenario.stops.filter(({ choice }) => choice?.options.some(saysPolicy))
  const chosen = acts
    .slice(0, acted)
    .some(({ deed }) => deed.type === 'choose' && asking.some(({ id }) => id === deed.stop))
  return asking.length > 0 && !chosen
}

/** A merge rule or a repair says none. */
function saysPolicy({ policy, operations, keys }: Choice): boolean {
  return policy !== undefined || operations !== undefined || keys !== undefined
}

/** Whether some operations, or all of them, are answered without a majority from this choice on. */
export function answersAlone({ policy, operations = {}, keys = {} }: Choice): boolean {
  return [policy, ...Object.values(operations), ...Object.values(keys)].includes('availability')
}
