import { draw, type Random } from '../../model/random.ts'
import type { Input, Output, Step } from '../../sim/sim.ts'
import type { Tone } from '../tape.ts'
import { note, report, send, wake } from './parts.ts'
import type { Play } from './stage.ts'

/** A shop whose pages show a bill from another team's service, and that team's firewall between the two. */
export interface FirewallPlay extends Play {
  readonly state: Users | Shop | Firewall | { readonly role: 'billing' }
  readonly body: Body
  readonly timer:
    | { readonly type: 'open' | 'complain' | 'give-up'; readonly page: number }
    | { readonly type: 'roll-back' | 'lift' }
  readonly order: 'deploy' | 'rule'
  readonly report: { readonly type: 'shown' | 'without-bill' | 'failed' } | { readonly type: 'noticed' }
}

export type Body =
  | { readonly type: 'open' | 'bill?' | 'bill' | 'complaint'; readonly page: number }
  | { readonly type: 'page'; readonly page: number; readonly bill: boolean; readonly failed: boolean }
  | { readonly type: 'please' }

export interface Users {
  readonly role: 'users'
  readonly pages: number
  readonly random: Random
}

export interface Shop {
  readonly role: 'shop'
  /** Pages that wait for their bill. */
  readonly open: readonly number[]
  /** Timeouts one after the other. */
  readonly silences: number
  readonly noticed: boolean
  /** Whether the shop counts its own timeouts, and whether it shows a page without its bill. */
  readonly watches: boolean
  readonly degrades: boolean
}

interface Firewall {
  readonly role: 'firewall'
  readonly rule: boolean
  /** How long its team takes, once it is asked. */
  readonly liftsAfterMs: number
}

type Turn<S> = readonly [S, readonly Output<FirewallPlay>[]]

const EVERY_MS = 1000
const TROUBLE_SHOWN_MS = 33_500

/** Whether a page is drawn and noted: every tenth, and each of those opened as the rule comes. */
export function isShown(page: number): boolean {
  const openedMs = (page - 1) * EVERY_MS
  return page % 10 === 1 || (openedMs > RULE_AT_MS && openedMs < TROUBLE_SHOWN_MS)
}

/** A note about one of many pages, where it is one that is drawn. */
function noteOn(page: number, says: string, tone: Tone) {
  return isShown(page) ? [note(says, tone)] : []
}

const TIMEOUT_MS = 2000
export const DEPLOY_AT_MS = 25_000
export const RULE_AT_MS = 30_500
const ALARM_AFTER_SILENCES = 3
/** Of ten users who can't have their page one says so, after 30 to 90 seconds. */
const COMPLAINS_ONE_IN = 10
const PATIENCE_MS = [30_000, 90_000] as const
/** Whoever has just deployed suspects the deployment first, and takes it back. */
const ROLL_BACK_MS = 20_000

export const step: Step<FirewallPlay> = (state, input) => {
  switch (state.role) {
    case 'users':
      return usersStep(state, input)
    case 'shop':
      return shopStep(state, input)
    case 'firewall':
      return firewallStep(state, input)
    case 'billing':
      if (input.type !== 'message' || input.body.type !== 'bill?') return [state, []]
      return [state, [send('firewall', { ...input.body, type: 'bill' })]]
  }
}

function usersStep(users: Users, input: Input<FirewallPlay>): Turn<Users> {
  if (input.type === 'start') return [users, [wake(0, { type: 'open', page: 1 })]]
  if (input.type === 'message' && input.body.type === 'page') {
    const { page, bill, failed } = input.body
    if (!failed) return [users, bill ? [] : noteOn(page, `page ${page}, without the bill`, 'unsure')]
    const seen = noteOn(page, `page ${page} failed`, 'bad')
    const [luck, next] = draw(users.random, 1, COMPLAINS_ONE_IN)
    if (luck > 1) return [{ ...users, random: next }, seen]
    const [afterMs, random] = draw(next, ...PATIENCE_MS)
    return [{ ...users, random }, [...seen, wake(afterMs, { type: 'complain', page })]]
  }
  if (input.type !== 'timer' || !('page' in input.timer)) return [users, []]
  const { type, page } = input.timer
  if (type === 'complain') return [users, [send('shop', { type: 'complaint', page })]]
  const next = page < users.pages ? [wake(EVERY_MS, { type: 'open', page: page + 1 } as const)] : []
  return [users, [send('shop', { type: 'open', page }), ...next]]
}

function shopStep(shop: Shop, input: Input<FirewallPlay>): Turn<Shop> {
  if (input.type === 'order') return [shop, [note('version 2 goes out')]]
  if (input.type === 'timer') {
    if (input.timer.type === 'give-up') return givenUp(shop, input.timer.page)
    return [shop, [note('version 1 is back: no better', 'bad'), send('firewall', { type: 'please' })]]
  }
  if (input.type !== 'message') return [shop, []]
  const { body } = input
  if (body.type === 'open') {
    const waits = wake(TIMEOUT_MS, { type: 'give-up', page: body.page } as const)
    return [
      { ...shop, open: [...shop.open, body.page] },
      [send('firewall', { ...body, type: 'bill?' } as const), waits],
    ]
  }
  if (body.type === 'bill' && shop.open.includes(body.page)) {
    const open = shop.open.filter(other => other !== body.page)
    const page = { type: 'page', page: body.page, bill: true, failed: false } as const
    return [{ ...shop, open, silences: 0 }, [report({ type: 'shown' }), send('users', page)]]
  }
  if (body.type !== 'complaint') return [shop, []]
  // Complaints go on for a while after bills come again: they are about pages of before.
  if (shop.noticed) return [shop, shop.silences === 0 ? [note(`late: page ${body.page} is long over`)] : []]
  const noticed = [note('a user complains', 'bad'), report({ type: 'noticed' } as const)]
  return [
    { ...shop, noticed: true },
    [...noticed, note('it was our version 2'), wake(ROLL_BACK_MS, { type: 'roll-back' })],
  ]
}

/** The bill of a page has not come in time. */
function givenUp(shop: Shop, page: number): Turn<Shop> {
  if (!shop.open.includes(page)) return [shop, []]
  const silences = shop.silences + 1
  const alarm = shop.watches && !shop.noticed && silences === ALARM_AFTER_SILENCES
  const failed = !shop.degrades
  return [
    {
      ...shop,
      open: shop.open.filter(other => other !== page),
      silences,
      noticed: shop.noticed || alarm,
    },
    [
      report({ type: failed ? 'failed' : 'without-bill' }),
      send('users', { type: 'page', page, bill: false, failed }),
      ...(alarm
        ? [note('alarm: billing is silent', 'bad'), report({ type: 'noticed' } as const), pleaseLift]
        : []),
    ],
  ]
}

const pleaseLift = send('firewall', { type: 'please' } as const)

function firewallStep(firewall: Firewall, input: Input<FirewallPlay>): Turn<Firewall> {
  if (input.type === 'order') return [{ ...firewall, rule: true }, [note('a new rule')]]
  if (input.type === 'timer') return [{ ...firewall, rule: false }, [note('the rule is lifted', 'good')]]
  if (input.type !== 'message') return [firewall, []]
  const { body } = input
  if (body.type === 'please') return [firewall, [wake(firewall.liftsAfterMs, { type: 'lift' })]]
  if (body.type === 'bill') return [firewall, [send('shop', body)]]
  if (body.type !== 'bill?') return [firewall, []]
  if (!firewall.rule) return [firewall, [send('billing', body)]]
  return [firewall, noteOn(body.page, 'dropped', 'bad')]
}
