import { millis } from '../model/time.ts'
import type { LinkRules } from '../sim/sim.ts'
import { orderWords, partitionWords } from './narrate.ts'
import type { Deed } from './run.ts'

/** A deed in the words of the log: what was done, short enough for one line. */
export function deedWords(deed: Deed): string {
  switch (deed.type) {
    case 'choose':
      return deed.choice
    case 'go-on':
      return 'went on'
    case 'order': {
      const { order, client } = deed
      const under = order.policy === null ? '' : ` under ${order.policy}`
      return `${client} asks: ${orderWords(order)} (${order.key})${under}`
    }
    case 'policy':
      return `policy of ${deed.key ?? 'the cluster'}: ${deed.policy}`
    case 'fault':
      return faultWords(deed.fault)
  }
}

function faultWords(fault: Extract<Deed, { type: 'fault' }>['fault']): string {
  switch (fault.type) {
    case 'cut':
      return `cut ${partitionWords(fault.partition)}`
    case 'heal':
      return 'heal'
    case 'crash':
      return `crash ${fault.node}`
    case 'restart':
      return `restart ${fault.node}${fault.diskKept ? '' : ', its disk lost'}`
    case 'link': {
      const becomes = fault.fault === null ? 'free' : fault.fault
      return `link ${fault.from} → ${fault.to} ${becomes}`
    }
    case 'clock': {
      const ms = millis(fault.offsetUs)
      return `clock of ${fault.node} ${ms > 0 ? '+' : ''}${ms} ms`
    }
    case 'links':
      return `links: ${rulesWords(fault.rules)}`
  }
}

/** What the links are like, in one line. */
export function rulesWords({ delay, lossPpm, duplicatePpm, inOrder, bytesPerMs }: LinkRules): string {
  const [body, tail] = delay
  const range = (band: typeof body) => (band ? `${millis(band.fromUs)}-${millis(band.toUs)} ms` : '')
  return [
    `delay ${range(body)}`,
    ...(tail && tail.perMille > 0 ? [`${tail.perMille / 10} % ${range(tail)}`] : []),
    ...(lossPpm > 0 ? [`loss ${lossPpm / 10_000} %`] : []),
    ...(duplicatePpm > 0 ? [`duplicates ${duplicatePpm / 10_000} %`] : []),
    ...(inOrder ? ['in order'] : []),
    ...(bytesPerMs === undefined ? [] : [`${bytesPerMs} kB/s`]),
  ].join(', ')
}
