import { orderWords } from '../narrate.ts'
import type { PracticeCase } from './case.ts'
import { CUT_MS, HEAL_MS, type Plan } from './plan.ts'
import type { Scene } from './scene.ts'

/** What happens in a case by itself, without what comes of it: a time in virtual seconds, and words. */
export interface StoryLine {
  readonly atMs: number
  readonly says: string
}

/** The store in one sentence: what it does without a majority, and how it merges. */
export function storeOf({ plan }: Scene): string {
  const { policy, freeReads, model } = plan
  const keeps = { register: 'a value, 1 at first', account: 'an account of 100', set: 'a cart with milk' }[
    model
  ]
  const free = freeReads ? ' Reads may be answered from one copy.' : ''
  const merge = policy === 'availability' ? ` Merged by ${plan.merge}.` : ''
  return `It keeps ${keeps}. Policy: ${policy}.${free}${merge}`
}

/** What is asked and what breaks, in the order of time. */
export function storyOf({ scene }: PracticeCase): readonly StoryLine[] {
  const { plan, heard } = scene
  const work = heard.map(
    ({ atMs, name, at, f, value }): StoryLine => ({
      atMs,
      says: `${name} asks ${at}: ${orderWords({ f, value })}`,
    }),
  )
  return [...work, ...breaks(plan)].sort((a, b) => a.atMs - b.atMs)
}

function breaks({ crash, clock, features }: Plan): readonly StoryLine[] {
  const cut = features.includes('one-way')
    ? 'the cut: nothing gets from left to right, all from right to left'
    : 'the cut'
  return [
    ...(clock
      ? [{ atMs: 10, says: `${clock.node}’s clock is ${clock.behindMs} ms behind, and trusted` }]
      : []),
    { atMs: CUT_MS, says: cut },
    ...(crash
      ? [{ atMs: crash.atMs, says: `${crash.node} crashes, and starts again before the cut heals` }]
      : []),
    { atMs: HEAL_MS, says: 'the network is whole again' },
  ]
}
