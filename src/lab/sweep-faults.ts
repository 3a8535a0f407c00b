import { canonicalJson, type Json } from '../model/json.ts'
import { draw, seededRandom } from '../model/random.ts'
import type { Micros } from '../model/time.ts'
import type { Fault } from '../sim/sim.ts'
import type { Scenario } from './scenario.ts'
import { type Breakage, drawBreakage, type Whole } from './sweep-breakage.ts'

/** Something that breaks, or is mended, at an instant that chance has picked. */
export interface ChanceFault {
  readonly at: Micros
  readonly fault: Fault
}

/** The stream of chance of these faults, apart from a run's own. */
const STREAM = 2000
const SHORTEST_US = 100_000

/**
 * What breaks by chance, `count` times, and its mending, in the order of time; fixed by the seed. Each is mended by
 * itself: none ends what another one or the scenario began, though the scenario's own healing mends every cut. No disk is
 * lost, since that would void what consistency promises, and all is mended by three quarters of the run, so that the
 * copies have time to come together.
 */
export function chanceFaults(scenario: Scenario, seed: number, count: number): readonly ChanceFault[] {
  const latest = Math.floor((scenario.lastsUs * 3) / 4)
  let random = seededRandom(seed, STREAM)
  const whole: Whole = (from, to) => {
    const [value, next] = draw(random, from, Math.max(from, to))
    random = next
    return value
  }
  const edges: Edge[] = []
  for (let id = 0; id < count; id += 1) {
    const from = Math.max(0, whole(0, latest - SHORTEST_US))
    const until = Math.max(0, whole(from + SHORTEST_US, latest))
    const breakage = drawBreakage(scenario, whole)
    edges.push({ at: from, id, begins: true, breakage }, { at: until, id, begins: false, breakage })
  }
  // A stable sort: of two at one instant the one that was drawn first comes first.
  return faultsAt(
    scenario,
    edges.sort((a, b) => a.at - b.at),
  )
}

/** Where something that chance breaks begins or ends. */
interface Edge {
  readonly at: Micros
  readonly id: number
  readonly begins: boolean
  readonly breakage: Breakage
}

/** The faults that bring about, at each edge, what all that is broken then comes to. */
function faultsAt(scenario: Scenario, edges: readonly Edge[]): readonly ChanceFault[] {
  let broken: readonly Edge[] = []
  return edges.flatMap(edge => {
    const { at, id, begins, breakage } = edge
    const before = faultsOf(scenario, breakage, broken)
    broken = begins ? [...broken, edge] : broken.filter(other => other.id !== id)
    const changed = faultsOf(scenario, breakage, broken).filter((fault, i) => !same(fault, before[i]))
    // What becomes of links in turn, so that a replay code can take those that become the same together.
    return changed.toSorted((a, b) => compare(becomes(a), becomes(b))).map(fault => ({ at, fault }))
  })
}

/** What a breakage is about, as it is while so much is broken: the one that began last decides. */
function faultsOf(scenario: Scenario, about: Breakage, broken: readonly Edge[]): readonly Fault[] {
  const all = broken.map(({ breakage }) => breakage)
  switch (about.type) {
    case 'links':
      return about.links.map(([from, to]) => {
        const last = all.findLast(
          other => other.type === 'links' && other.links.some(([a, b]) => a === from && b === to),
        )
        return { type: 'link', from, to, fault: last?.type === 'links' ? last.fault : null }
      })
    case 'crash': {
      const { node } = about
      const down = all.some(other => other.type === 'crash' && other.node === node)
      return [down ? { type: 'crash', node } : { type: 'restart', node, diskKept: true }]
    }
    case 'clock': {
      const { node } = about
      const last = all.findLast(other => other.type === 'clock' && other.node === node)
      return [{ type: 'clock', node, offsetUs: last?.type === 'clock' ? last.offsetUs : 0 }]
    }
    case 'rules': {
      const changes = all.flatMap(other => (other.type === 'rules' ? [other.change] : []))
      return [{ type: 'links', rules: Object.assign({}, scenario.links, ...changes) }]
    }
  }
}

function becomes(fault: Fault): string {
  return fault.type === 'link' ? `${fault.fault}` : ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function same(a: Fault, b: Fault | undefined): boolean {
  return b !== undefined && canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json)
}
