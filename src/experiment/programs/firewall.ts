import { seededRandom } from '../../model/random.ts'
import { micros } from '../../model/time.ts'
import type { Program } from '../program.ts'
import {
  type Body,
  DEPLOY_AT_MS,
  type FirewallPlay,
  isShown,
  RULE_AT_MS,
  type Shop,
  step,
  type Users,
} from './firewall-nodes.ts'
import { link, numberOf, oneOf, wordOf } from './parts.ts'
import { playOut, taped } from './stage.ts'

function drawn(body: Body): string | null {
  if (body.type === 'please') return 'look!'
  if (body.type === 'complaint') return 'broken!'
  if (!isShown(body.page)) return null
  if (body.type === 'open') return `page ${body.page}?`
  return body.type === 'page' ? `page ${body.page}` : body.type
}

/** Fallacy 6. Somebody else can change what your calls pass through, and nothing on your side says so. */
export const firewall: Program = {
  id: 'firewall',
  settings: {
    pages: { kind: 'number', min: 60, max: 400, usual: 240, unit: '', says: 'pages, one a second' },
    rule: oneOf(['no', 'yes'], 'whether the rule comes, after 30 s'),
    watch: oneOf(
      ['users', 'caller'],
      'who notices: a user who complains, or the caller that counts its timeouts',
    ),
    degraded: oneOf(['no', 'yes'], 'whether a page is shown without the bill'),
    'lifted-after': {
      kind: 'number',
      min: 1,
      max: 120,
      usual: 40,
      unit: 's',
      says: 'until the rule goes, once asked',
    },
  },
  figures: {
    failed: { label: 'pages failed', unit: '', digits: 0, better: 'less' },
    'without-bill': { label: 'without the bill', unit: '', digits: 0, better: 'less' },
    noticed: { label: 'noticed after', unit: 's', digits: 1, better: 'less' },
  },
  run: (settings, seed) => {
    const shop: Shop = {
      role: 'shop',
      open: [],
      silences: 0,
      noticed: false,
      watches: wordOf(settings, 'watch') === 'caller',
      degrades: wordOf(settings, 'degraded') === 'yes',
    }
    const users: Users = { role: 'users', pages: numberOf(settings, 'pages'), random: seededRandom(seed, 1) }
    const liftsAfterMs = numberOf(settings, 'lifted-after') * 1000
    const rule = wordOf(settings, 'rule') === 'yes'
    const played = playOut<FirewallPlay>({
      seed,
      actors: [
        { id: 'users', name: 'users', state: users },
        { id: 'shop', name: 'shop', state: shop },
        { id: 'firewall', name: 'firewall', state: { role: 'firewall', rule: false, liftsAfterMs } },
        { id: 'billing', name: 'billing', state: { role: 'billing' } },
      ],
      links: link({ delayMs: [2, 6] }),
      step,
      orders: [
        { at: micros(DEPLOY_AT_MS), node: 'shop', order: 'deploy' },
        ...(rule ? [{ at: micros(RULE_AT_MS), node: 'firewall', order: 'rule' } as const] : []),
      ],
      until: Number.MAX_SAFE_INTEGER,
      says: drawn,
    })
    const count = (wanted: string) => played.reports.filter(({ report: { type } }) => type === wanted).length
    const noticed = played.reports.find(({ report: { type } }) => type === 'noticed')
    return {
      figures: {
        failed: count('failed'),
        'without-bill': count('without-bill'),
        noticed: noticed === undefined ? 0 : (noticed.at - micros(RULE_AT_MS)) / 1_000_000,
      },
      ...taped(played),
    }
  },
}
