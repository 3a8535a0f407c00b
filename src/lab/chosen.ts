import type { Run } from './run.ts'
import type { Choice } from './scenario.ts'

/** The choice that was made last in a run, up to where it is now. */
export function chosenLast({ scenario, acts, acted }: Run): Choice | undefined {
  const deed = acts.slice(0, acted).findLast(({ deed }) => deed.type === 'choose')?.deed
  if (deed?.type !== 'choose') return undefined
  const stop = scenario.stops.find(({ id }) => id === deed.stop)
  return stop?.choice?.options.find(({ id }) => id === deed.choice)
}

/** Whether some operations, or all of them, are answered without a majority from this choice on. */
export function answersAlone({ policy, operations = {}, keys = {} }: Choice): boolean {
  return [policy, ...Object.values(operations), ...Object.values(keys)].includes('availability')
}
