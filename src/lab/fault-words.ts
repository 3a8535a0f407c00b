import type { Partition } from '../model/cluster.ts'
import { millis } from '../model/time.ts'
import type { LinkRules } from '../sim/sim.ts'

/** A partition as its groups: `n1 n2 n3 | n4 n5`. */
export function partitionWords(partition: Partition): string {
  return partition.groups.map(group => group.join(' ')).join(partition.oneWay ? ' → ' : ' | ')
}

/** What a partition stops, in words: `nothing passes between n1 n2 and n3`, or which way it does. */
export function stopsWords({ groups, oneWay }: Partition): string {
  const sides = groups.map(group => group.join(' '))
  if (!oneWay) return `nothing passes between ${sides.slice(0, -1).join(', ')} and ${sides.at(-1)}`
  const ways = sides
    .slice(0, -1)
    .map((side, place) => `${side} can’t reach ${sides.slice(place + 1).join(' or ')}`)
  return `${ways.join(', ')}; the other way still works`
}

/** What the links are like, in one line. */
export function rulesWords({ delay, lossPpm, duplicatePpm, inOrder, bytesPerMs }: LinkRules): string {
  const [body, tail] = delay
  return [
    `delay ${body ? bandWords(body) : ''}`,
    ...(tail && tail.perMille > 0 ? [`${tail.perMille / 10} % ${bandWords(tail)}`] : []),
    ...(lossPpm > 0 ? [`loss ${percent(lossPpm)}`] : []),
    ...(duplicatePpm > 0 ? [`duplicates ${percent(duplicatePpm)}`] : []),
    ...(inOrder ? ['in order'] : []),
    ...(bytesPerMs === undefined ? [] : [`${bytesPerMs} kB/s`]),
  ].join(', ')
}

/** A range of delays: `20-80 ms`. */
export function bandWords({ fromUs, toUs }: LinkRules['delay'][number]): string {
  return fromUs === toUs ? `${millis(fromUs)} ms` : `${millis(fromUs)}-${millis(toUs)} ms`
}

/** A share in parts per million, in percent: `10 %`. */
export function percent(ppm: number): string {
  return `${ppm / 10_000} %`
}

/** A clock that is off: `n3’s clock is 300 ms ahead`. */
export function clockWords(node: string, offsetUs: number): string {
  return `${node}’s clock is ${Math.abs(millis(offsetUs))} ms ${offsetUs < 0 ? 'behind' : 'ahead'}`
}
