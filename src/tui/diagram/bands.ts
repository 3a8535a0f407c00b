import { changedRules, clockWords, type Run } from '../../lab/lab.ts'
import type { NodeId, Partition } from '../../model/cluster.ts'
import { items } from '../../model/sequence.ts'
import type { Micros } from '../../model/time.ts'
import type { Fault } from '../../sim/sim.ts'
import type { Lane } from './lanes.ts'
import type { Segment } from './segments.ts'

/** A fault as a stretch of time. `until` is null while it lasts. */
export type Band = { readonly from: Micros; readonly until: Micros | null } & (
  | { readonly type: 'cut'; readonly partition: Partition }
  | {
      readonly type: 'link'
      readonly source: NodeId
      readonly target: NodeId
      readonly fault: 'cut' | 'held'
    }
  /** A node that does not run; `diskLost` is known when it starts again. */
  | { readonly type: 'down'; readonly node: NodeId; readonly diskLost: boolean }
  /** All links are other than the scenario has them, in these words. */
  | { readonly type: 'links'; readonly words: string }
  | { readonly type: 'clock'; readonly node: NodeId; readonly offsetUs: Micros }
)

/** The faults of a run up to its moment, in the order in which they began. */
export function bandsOf({ scenario, moment }: Run): readonly Band[] {
  const bands: Band[] = []
  /** The open bands by what is broken: the network, a link, a node. */
  const open = new Map<string, number>()
  const close = (what: string, at: Micros, change: Partial<Band> = {}) => {
    const place = open.get(what)
    const band = place === undefined ? undefined : bands[place]
    if (place !== undefined && band) bands[place] = { ...band, ...change, until: at } as Band
    open.delete(what)
  }
  const begin = (what: string, band: Band) => {
    open.set(what, bands.length)
    bands.push(band)
  }
  const take = (at: Micros, fault: Fault) => {
    switch (fault.type) {
      case 'cut':
        close('network', at)
        return begin('network', { type: 'cut', from: at, until: null, partition: fault.partition })
      case 'heal':
        // What is held stays held until it is released.
        for (const [what, place] of [...open]) {
          const band = bands[place]
          if (band?.type === 'cut' || (band?.type === 'link' && band.fault === 'cut')) close(what, at)
        }
        return
      case 'link': {
        const { from: source, to: target } = fault
        const what = `${source}>${target}`
        close(what, at)
        if (fault.fault !== null)
          begin(what, { type: 'link', from: at, until: null, source, target, fault: fault.fault })
        return
      }
      case 'crash':
        if (!open.has(fault.node))
          begin(fault.node, { type: 'down', from: at, until: null, node: fault.node, diskLost: false })
        return
      case 'restart':
        return close(fault.node, at, { diskLost: !fault.diskKept } as Partial<Band>)
      case 'links': {
        close('links', at)
        const words = changedRules(fault.rules, scenario.links).join(', ')
        if (words !== '') begin('links', { type: 'links', from: at, until: null, words })
        return
      }
      case 'clock': {
        const { node, offsetUs } = fault
        close(`clock ${node}`, at)
        if (offsetUs !== 0) begin(`clock ${node}`, { type: 'clock', from: at, until: null, node, offsetUs })
        return
      }
    }
  }
  for (const { at, action } of items(moment.happenings)) if (action.type === 'fault') take(at, action.fault)
  return bands
}

/** What a band is called: `CUT n1 n2 n3 | n4 n5`, or `CUT n1 n2 n3 to n4 n5` where the other way is open. */
export function bandWords(band: Band): string {
  switch (band.type) {
    case 'cut': {
      const groups = band.partition.groups.filter(({ length }) => length > 0).map(group => group.join(' '))
      return `CUT ${groups.join(band.partition.oneWay ? ' to ' : ' | ')}`
    }
    case 'link':
      return `${band.fault === 'cut' ? 'CUT' : 'HELD'} ${band.source} to ${band.target}`
    case 'down':
      return `${band.node} down`
    case 'links':
      return band.words
    case 'clock':
      return clockWords(band.node, band.offsetUs)
  }
}

/** The same in several lengths, the longest first. */
export function bandForms(band: Band): readonly string[] {
  const words = bandWords(band)
  if (band.type === 'clock') return [words, 'clock']
  return band.type === 'links'
    ? [words, `${words.split(', ')[0]} …`, 'links']
    : [words, words.split(' ')[0] ?? '']
}

/**
 * The lane before or behind which a message was stopped: the first two lanes on its way that a cut separates, by the
 * place of the upper one. Null where no cut stopped it.
 */
export function stoppedAt(
  lanes: readonly Lane[],
  bands: readonly Band[],
  { from, to, sentAt, endsAt, fate }: Segment,
): number | null {
  if (fate !== 'cut') return null
  const cut = bands.findLast(
    band => band.type === 'cut' && band.from <= endsAt && (band.until ?? endsAt) >= sentAt,
  )
  const step = Math.sign(to - from)
  if (cut?.type !== 'cut') return null
  for (let place = from; place !== to; place += step) {
    const [near, far] = [lanes[place], lanes[place + step]]
    if (near && far && separates(cut.partition, near.replica, far.replica))
      return Math.min(place, place + step)
  }
  return null
}

/** Whether a partition lets nothing through between two replicas, in one direction at least. */
export function separates({ groups }: Partition, one: NodeId, other: NodeId): boolean {
  const [a, b] = [one, other].map(id => groups.findIndex(group => group.includes(id)))
  return a !== b && a !== -1 && b !== -1
}
