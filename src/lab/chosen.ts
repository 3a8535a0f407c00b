import type { Run } from './run.ts'
import type { Choice, Scenario } from './scenario.ts'

/** The choice that was made last in a run, up to where it is now. */
export function chosenLast({ scenario, acts, acted }: Run): Choice | undefined {
  const deed = acts.slice(0, acted).findLast(({ deed }) => deed.type === 'choose')?.deed
  if (deed?.type !== 'choose') return undefined
  const stop = scenario.stops.find(({ id }) => id === deed.stop)
  return stop?.choice?.options.find(({ id }) => id === deed.choice)
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
