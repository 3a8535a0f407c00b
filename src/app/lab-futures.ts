import { choiceName, decisionsOf } from '../lab/lab.ts'
import type { Future, LabScreen } from './state.ts'

/** A future that is held against another one, and what it is called beside it. */
export interface NamedFuture {
  readonly future: Future
  /** The first choice in which the two differ, as it was offered. */
  readonly name: string
}

/** The two futures seen last, always in the order in which the scenario offers its choices, whichever was seen first. */
export function comparedFutures({
  run,
  futures,
}: Pick<LabScreen, 'run' | 'futures'>): readonly NamedFuture[] {
  const { scenario } = run
  const two = futures.slice(-2)
  const made = two.map(future => decisionsOf(future.run).map(({ choice }) => choice))
  const place = made[0]?.findIndex((choice, index) => made.some(other => other[index] !== choice)) ?? -1
  const offered = scenario.stops.flatMap(({ choice }) => choice?.options.map(({ id }) => id) ?? [])
  const order = (index: number) => offered.indexOf(made[index]?.[place] ?? '')
  const named = two.map((future, index) => {
    const choice = made[index]?.[place]
    return { future, name: choice === undefined ? 'No choice' : choiceName(scenario, choice) }
  })
  return order(0) > order(1) && made[0]?.[place] !== undefined ? named.toReversed() : named
}
