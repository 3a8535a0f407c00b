import { describe, expect, it, test } from 'vitest'
import { assess, narrate, type Run, settledViews } from '../../src/lab/lab.ts'
import { staleAnswers } from '../../src/lab/ledger-count.ts'
import { sweepRun } from '../../src/lab/sweep.ts'
import { canonicalJson, type Json } from '../../src/model/json.ts'
import { items } from '../../src/model/sequence.ts'
import { shippedCourse } from '../support/course.ts'
import { chooser, combinations, playedRun, shippedScenario } from './scenarios.ts'

/** The reads that a run counts as stale, and what they answered. */
function staleReads(run: Run): readonly { readonly key: string; readonly value: Json }[] {
  const stale = staleAnswers(run.moment)
  return items(run.moment.told).flatMap(({ op, event }) =>
    event.type === 'ok' && event.f === 'read' && stale.has(op)
      ? [{ key: event.key ?? '', value: event.value }]
      : [],
  )
}

describe('what a scenario calls its figures is true of what they count', () => {
  const calledOld = shippedCourse().scenarios.filter(({ words }) => /\bold\b/.test(words.staleReads ?? ''))
  test.each(calledOld)('$id calls no answer old that all copies agree on', scenario => {
    for (const choices of combinations(scenario)) {
      const run = sweepRun(scenario, scenario.seed, chooser(choices))
      const views = settledViews(scenario, run.moment.world) ?? {}
      for (const { key, value } of staleReads(run))
        expect(canonicalJson(value), choices.join(', ')).not.toBe(canonicalJson(views[key]?.value ?? null))
    }
  })

  it('a later write has replaced an earlier one, and nothing calls that one lost', () => {
    const names = shippedScenario('split-names')
    const run = playedRun(names, names.seed, 'availability')
    expect(assess(run).ledger.lostWrites).toBe(0)
    const told = items(run.moment.happenings).flatMap(happening => narrate(names, happening))
    expect(told.map(({ text }) => text).join('\n')).toContain(
      'm2 becomes m3; Lyon’s change is overwritten here',
    )
    expect(names.words.lostWrites).not.toMatch(/gone|lost/)
  })
})
