import { draw, type Random, seededRandom } from '../model/random.ts'
import type { Micros } from '../model/time.ts'
import type { Fault } from '../sim/sim.ts'
import type { Scenario } from './scenario.ts'

/** Something that breaks, or is mended, at an instant that chance has picked. */
export interface ChanceFault {
  readonly at: Micros
  readonly fault: Fault
}

/** The stream of chance of these faults, apart from a run's own. */
const STREAM = 2000
const SHORTEST_US = 100_000

/**
 * So many things that break by chance, each with its mending, in the order of time; fixed by the seed. Cuts in two, at
 * times one-way, crashes, single links cut or held. No disk is lost, since that would void what consistency promises,
 * and all is mended by three quarters of the run, so that the copies have time to come together.
 */
export function chanceFaults(scenario: Scenario, seed: number, count: number): readonly ChanceFault[] {
  const { lastsUs, replicas } = scenario
  const latest = Math.floor((lastsUs * 3) / 4)
  const found: ChanceFault[] = []
  let random = seededRandom(seed, STREAM)
  const whole = (from: number, to: number) => {
    const [value, next] = draw(random, from, Math.max(from, to))
    random = next satisfies Random
    return value
  }
  const pick = () => replicas[whole(0, replicas.length - 1)] ?? 'n1'
  for (let i = 0; i < count; i += 1) {
    const from = whole(0, latest - SHORTEST_US)
    const until = whole(from + SHORTEST_US, latest)
    const [broken, mended] = breakage(scenario, whole, pick)
    found.push({ at: Math.max(0, from), fault: broken }, { at: Math.max(0, until), fault: mended })
  }
  // A stable sort: of two at one instant the one that was drawn first comes first.
  return found.sort((a, b) => a.at - b.at)
}

function breakage(
  { replicas }: Scenario,
  whole: (from: number, to: number) => number,
  pick: () => string,
): readonly [Fault, Fault] {
  const kind = whole(0, 3)
  if (kind === 0) {
    const node = pick()
    return [
      { type: 'crash', node },
      { type: 'restart', node, diskKept: true },
    ]
  }
  if (kind === 1) {
    const from = pick()
    const to = pick()
    const link = { type: 'link', from, to: from === to ? other(replicas, from) : to } as const
    return [
      { ...link, fault: whole(0, 1) === 0 ? 'cut' : 'held' },
      { ...link, fault: null },
    ]
  }
  const alone = pick()
  const groups = replicas.reduce<[string[], string[]]>(
    ([a, b], node) => (node === alone || whole(0, 1) === 0 ? [[...a, node], b] : [a, [...b, node]]),
    [[], []],
  )
  const [first, second] = groups
  const sides = second.length === 0 ? [[alone], first.filter(node => node !== alone)] : [first, second]
  return [{ type: 'cut', partition: { groups: sides, oneWay: whole(0, 3) === 0 } }, { type: 'heal' }]
}

function other(replicas: readonly string[], node: string): string {
  return replicas.find(each => each !== node) ?? node
}
