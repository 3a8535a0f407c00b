import { assert } from '../../model/assert.ts'
import type { NodeId } from '../../model/cluster.ts'
import { micros } from '../../model/time.ts'
import type { LinkRules } from '../../sim/sim.ts'
import type { SettingSpec, Settings } from '../program.ts'
import type { Tone } from '../tape.ts'

// Small words in which programs are written.

/** A setting that is one of some words; the first one is usual. */
export function oneOf(of: readonly [string, ...string[]], says: string): SettingSpec {
  return { kind: 'choice', of, usual: of[0], says }
}

/** A number among the settings. */
export function numberOf(settings: Settings, name: string): number {
  const value = settings[name]
  assert(typeof value === 'number', `the setting «${name}» is a number`)
  return value
}

/** A word among the settings. */
export function wordOf(settings: Settings, name: string): string {
  const value = settings[name]
  assert(typeof value === 'string', `the setting «${name}» is a word`)
  return value
}

/** A link on which every message takes the same time, or one drawn evenly from a range. */
export function link(rules: {
  readonly delayMs: number | readonly [number, number]
  readonly lossPercent?: number
  readonly bytesPerMs?: number
}): LinkRules {
  const { delayMs, lossPercent = 0, bytesPerMs } = rules
  const [from, to] = typeof delayMs === 'number' ? [delayMs, delayMs] : delayMs
  return {
    delay: [{ perMille: 1000, fromUs: micros(from), toUs: micros(to) }],
    lossPpm: Math.round(lossPercent * 10_000),
    duplicatePpm: 0,
    ...(bytesPerMs === undefined ? {} : { bytesPerMs }),
  }
}

// What a node does, to be returned from its step.

export function send<B>(
  to: NodeId,
  body: B,
): { readonly type: 'send'; readonly to: NodeId; readonly body: B } {
  return { type: 'send', to, body }
}

/** Wakes the node up after so many milliseconds. */
export function wake<T>(
  afterMs: number,
  timer: T,
): { readonly type: 'timer'; readonly afterUs: number; readonly timer: T } {
  return { type: 'timer', afterUs: micros(afterMs), timer }
}

export function report<R>(what: R): { readonly type: 'report'; readonly report: R } {
  return { type: 'report', report: what }
}

/** A word on the node's lane of the tape. */
export function note(
  says: string,
  tone: Tone = 'plain',
): { readonly type: 'note'; readonly note: { readonly says: string; readonly tone: Tone } } {
  return { type: 'note', note: { says, tone } }
}

/** `part` of `whole` in percent; nothing of nothing is all of it. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : (100 * part) / whole
}
