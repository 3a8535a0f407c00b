import type { NodeId } from '../model/cluster.ts'
import type { Micros } from '../model/time.ts'
import type { Fault, LinkRules } from '../sim/sim.ts'
import { linkPairs } from './link-pairs.ts'
import type { Scenario } from './scenario.ts'

/** Something that chance breaks, without its mending: directed links, a replica, its clock, or what all links are like. */
export type Breakage =
  | {
      readonly type: 'links'
      readonly links: readonly (readonly [NodeId, NodeId])[]
      readonly fault: 'cut' | 'held'
    }
  | { readonly type: 'crash'; readonly node: NodeId }
  | { readonly type: 'clock'; readonly node: NodeId; readonly offsetUs: Micros }
  | { readonly type: 'rules'; readonly change: Partial<LinkRules> }

/** Draws a whole number, both ends included. */
export type Whole = (from: number, to: number) => number

const US = 1000
const PERCENT_PPM = 10_000

/**
 * What chance breaks next in a scenario. What the scenario breaks itself is left to it: its links, its replicas, its
 * clocks, its rules. A cut is so many links, so that mending it mends no other cut.
 */
export function drawBreakage(scenario: Scenario, whole: Whole): Breakage {
  const own = ownTargets(scenario)
  const nodes = (what: 'crash' | 'clock') => scenario.replicas.filter(node => !own.has(`${what} ${node}`))
  const one = (list: readonly NodeId[]) => list[whole(0, list.length - 1)]
  switch (whole(0, 8)) {
    case 0:
    case 1: {
      const node = one(nodes('crash'))
      if (node !== undefined) return { type: 'crash', node }
      break
    }
    case 2: {
      const node = one(nodes('clock'))
      const offsetUs = (whole(0, 1) === 0 ? -1 : 1) * whole(1, 500) * US
      if (node !== undefined) return { type: 'clock', node, offsetUs }
      break
    }
    case 3:
    case 4:
      if (!own.has('rules')) return { type: 'rules', change: drawRules(whole) }
      break
    case 5: {
      const links = linkPairs(scenario.replicas).filter(([from, to]) => !own.has(`${from}>${to}`))
      const link = links[whole(0, links.length - 1)]
      return { type: 'links', links: link ? [link] : [], fault: whole(0, 1) === 0 ? 'cut' : 'held' }
    }
  }
  const links = cutLinks(scenario, whole).filter(([from, to]) => !own.has(`${from}>${to}`))
  return { type: 'links', links, fault: 'cut' }
}

/** The links that a cut takes: two sides, or three, and sometimes only what the sides before say to those after. */
function cutLinks({ replicas }: Scenario, whole: Whole): readonly (readonly [NodeId, NodeId])[] {
  const sides = Math.min(replicas.length, whole(0, 2) === 0 ? 3 : 2)
  const oneWay = whole(0, 3) === 0
  // The first replicas of a random order stand on different sides, so that no side is empty.
  const order = shuffled(replicas, whole)
  const side = new Map(order.map((node, place) => [node, place < sides ? place : whole(0, sides - 1)]))
  return linkPairs(replicas).filter(([from, to]) => {
    const [a = 0, b = 0] = [side.get(from), side.get(to)]
    return oneWay ? a < b : a !== b
  })
}

/** One thing that all links are from now on: losing, repeating, slow, in order, or narrow. */
function drawRules(whole: Whole): Partial<LinkRules> {
  switch (whole(0, 4)) {
    case 0:
      return { lossPpm: whole(1, 15) * PERCENT_PPM }
    case 1:
      return { duplicatePpm: whole(1, 30) * PERCENT_PPM }
    case 2: {
      const fromUs = whole(1, 100) * US
      return { delay: [{ perMille: 1000, fromUs, toUs: fromUs + whole(0, 200) * US }] }
    }
    case 3:
      return { inOrder: true }
    default:
      return { bytesPerMs: whole(4, 64) }
  }
}

function shuffled(nodes: readonly NodeId[], whole: Whole): readonly NodeId[] {
  const left = [...nodes]
  return nodes.flatMap(() => left.splice(whole(0, left.length - 1), 1))
}

function ownTargets({ faults }: Scenario): ReadonlySet<string> {
  return new Set(faults.map(({ fault }) => targetKey(fault)))
}

/** What a fault is about. A heal and a cut of the whole network are about nothing that chance breaks. */
function targetKey(fault: Fault): string {
  switch (fault.type) {
    case 'link':
      return `${fault.from}>${fault.to}`
    case 'crash':
    case 'restart':
      return `crash ${fault.node}`
    case 'clock':
      return `clock ${fault.node}`
    case 'links':
      return 'rules'
    default:
      return fault.type
  }
}
