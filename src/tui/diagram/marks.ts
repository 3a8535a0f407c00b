import { choiceName, type Run } from '../../lab/lab.ts'
import { items } from '../../model/sequence.ts'
import type { Micros } from '../../model/time.ts'

/** Something that happened at one instant and concerns everybody. */
export interface Mark {
  readonly at: Micros
  /** A learner's choice, a stop, or a change of policy; what breaks is a band. */
  readonly type: 'decision' | 'stop' | 'policy'
  readonly text: string
}

/** The marks of a run up to its moment, by time. A choice says what it is; the policy that it brings is not told twice. */
export function marksOf(run: Run): readonly Mark[] {
  const { scenario, moment } = run
  const marks: Mark[] = []
  for (const { at, deed } of run.acts.slice(0, run.acted)) {
    if (deed.type === 'choose')
      marks.push({ at, type: 'decision', text: choiceName(scenario, deed.choice, deed.stop) })
    if (deed.type === 'go-on') marks.push({ at, type: 'stop', text: 'stop' })
  }
  if (moment.standsAt !== null) marks.push({ at: run.now, type: 'stop', text: 'stop' })
  const decided = new Set(marks.flatMap(({ at, type }) => (type === 'decision' ? [at] : [])))
  const own = Object.entries(scenario.keys).flatMap(([key, { policy }]) =>
    policy ? [[key, policy] as const] : [],
  )
  let before = { policy: scenario.policy, keys: keyWords(own) }
  for (const { at, action } of items(moment.happenings)) {
    if (action.type === 'config') {
      const { policy, keyPolicies } = action.config
      const keys = Object.entries(keyPolicies)
        .map(([key, own]) => `${key}: ${own}`)
        .join(', ')
      const text = policy !== before.policy ? policy : keys
      if ((policy !== before.policy || keys !== before.keys) && !decided.has(at) && text !== '')
        marks.push({ at, type: 'policy', text })
      before = { policy, keys }
    }
  }
  return marks
    .map((mark, place) => ({ mark, place }))
    .sort((a, b) => a.mark.at - b.mark.at || a.place - b.place)
    .map(({ mark }) => mark)
}

function keyWords(policies: readonly (readonly [key: string, policy: string])[]): string {
  return policies.map(([key, policy]) => `${key}: ${policy}`).join(', ')
}
