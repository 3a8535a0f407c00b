import { millis } from '../model/time.ts'
import { partitionWords, rulesWords } from './fault-words.ts'
import { orderWords } from './narrate.ts'
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
