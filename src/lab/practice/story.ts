import { orderWords } from '../narrate.ts'
import type { PracticeCase } from './case.ts'
import { CUT_MS, HEAL_MS, type Plan } from './plan.ts'
import type { Scene } from './scene.ts'

/** Something that happens in a case by itself, without what comes of it. */
export interface StoryLine {
  readonly atMs: number
  readonly says: string
}

/** The store in one sentence: what it does without a majority, and how it merges. */
export function storeOf({ plan }: Scene): string {
  const { policy, freeReads, model } = plan
  const keeps = {
    register: 'One value, at first 1.',
    account: 'An account of 100.',
    set: 'A cart with milk in it.',
  }[model]
  const free = freeReads ? ' Reads may be answered from one copy.' : ''
  const merge = policy === 'availability' ? ` Merge rule: ${plan.merge}.` : ''
  return `${keeps} Policy: ${policy}.${free}${merge}`
}

/** What is asked and what breaks, in the order of time. */
export function storyOf({ scene }: PracticeCase): readonly StoryLine[] {
  const { plan, heard } = scene
  const work = heard.map(({ atMs, name, f, value }) => ({
    atMs,
    says: `${name} ${orderWords({ f, value }).replace(/^\w+/, verb => `${verb}s`)}`,
  }))
  return [...work, ...breaks(plan)].sort((a, b) => a.atMs - b.atMs)
}

function breaks({ crash, clock, features }: Plan): readonly StoryLine[] {
  const cut = features.includes('one-way')
    ? 'the cut: nothing gets from left to right, all from right to left'
    : 'the network is cut'
  return [
    ...(clock
      ? [{ atMs: 0, says: `${clock.node}’s clock is ${clock.behindMs} ms behind, and so are its stamps` }]
      : []),
    { atMs: CUT_MS, says: cut },
    ...(crash ? [{ atMs: crash.atMs, says: `${crash.node} crashes, and is down until the cut ends` }] : []),
    { atMs: HEAL_MS, says: 'the network is whole again' },
  ]
}
