import { micros } from '../../model/time.ts'
import type { Program } from '../program.ts'
import {
  type Body,
  type Client,
  type MovedAddress,
  NEW_AT_MS,
  OLD_GOES_AT_MS,
  step,
} from './moved-address-nodes.ts'
import { link, numberOf, oneOf, wordOf } from './parts.ts'
import { playOut, taped } from './stage.ts'

/** Every fifth call, and whatever is out of the ordinary: a call a second that is answered is nothing to look at. */
function drawn(body: Body, arrives: boolean): string | null {
  switch (body.type) {
    case 'where':
      return 'where?'
    case 'here':
      return body.address === 'new' ? 'new one' : 'old one'
    case 'i-serve':
      return 'I serve now'
    default:
      return arrives && body.call % 5 !== 1 ? null : `${body.type} ${body.call}`
  }
}

/** Fallacy 5. An address that was written down is right until the machine behind it is another one. */
export const movedAddress: Program = {
  id: 'moved-address',
  settings: {
    calls: { kind: 'number', min: 1, max: 300, usual: 120, unit: '', says: 'calls, one a second' },
    replaced: oneOf(['no', 'yes'], 'whether the machine is replaced after 33 s'),
    address: oneOf(['written down', 'looked up'], 'where the client has the address from'),
    'good-for': {
      kind: 'number',
      min: 0,
      max: 300,
      usual: 10,
      unit: 's',
      says: 'how long a looked-up one is used',
    },
    'by-hand': {
      kind: 'number',
      min: 1,
      max: 300,
      usual: 60,
      unit: 's',
      says: 'until somebody changes it by hand',
    },
  },
  figures: {
    failed: { label: 'calls failed', unit: '', digits: 0, better: 'less' },
    'off-for': { label: 'no answers for', unit: 's', digits: 1, better: 'less' },
    lookups: { label: 'look-ups', unit: '', digits: 0, better: 'less' },
  },
  run: (settings, seed) => {
    const replaced = wordOf(settings, 'replaced') === 'yes'
    const looksUp = wordOf(settings, 'address') === 'looked up'
    const byHandAt = micros(OLD_GOES_AT_MS + numberOf(settings, 'by-hand') * 1000)
    const client: Client = {
      role: 'client',
      calls: numberOf(settings, 'calls'),
      next: 1,
      open: [],
      address: 'old',
      goodForUs: looksUp ? micros(numberOf(settings, 'good-for') * 1000) : null,
      askedAt: 0,
    }
    const played = playOut<MovedAddress>({
      seed,
      actors: [
        { id: 'registry', name: 'registry', state: { role: 'registry', address: 'old' } },
        { id: 'client', name: 'client', state: client },
        { id: 'old', name: 'old machine', state: { role: 'machine' } },
        { id: 'new', name: 'new machine', state: { role: 'machine' } },
      ],
      links: link({ delayMs: [1, 4] }),
      step,
      orders: !replaced
        ? []
        : [
            { at: micros(NEW_AT_MS), node: 'new', order: 'serve' },
            { at: micros(OLD_GOES_AT_MS), node: 'old', order: 'stop' },
            ...(looksUp
              ? []
              : [{ at: byHandAt, node: 'client', order: { type: 'address', address: 'new' } as const }]),
          ],
      faults: replaced ? [{ at: micros(OLD_GOES_AT_MS), fault: { type: 'crash', node: 'old' } }] : [],
      until: Number.MAX_SAFE_INTEGER,
      says: (body, { to, sentAt }) =>
        drawn(body, !replaced || to !== 'old' || sentAt < micros(OLD_GOES_AT_MS)),
    })
    const failed = played.reports.filter(({ report: { answered } }) => !answered)
    const first = failed[0]?.report.call ?? 0
    const back = played.reports.find(({ report: { call: number, answered } }) => answered && number > first)
    const offUs = failed.length === 0 ? 0 : (back?.at ?? played.lastsUs) - micros(OLD_GOES_AT_MS)
    return {
      figures: {
        failed: failed.length,
        'off-for': offUs / 1_000_000,
        lookups: played.messages.filter(({ message }) => message.body.type === 'where').length,
      },
      ...taped(played),
    }
  },
}
