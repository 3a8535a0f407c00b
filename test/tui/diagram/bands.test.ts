import { expect, test } from 'vitest'
import { act, advance, type Deed, type Run, startRun } from '../../../src/lab/lab.ts'
import { describe as inSentences } from '../../../src/tui/diagram/describe.ts'
import { diagramOf } from '../../../src/tui/diagram/model.ts'
import { splitBank } from '../cluster/scenes.ts'

const scenario = splitBank()

/** Faults by hand, one every tenth of a second from 0.1 s, and the run at 1 s. */
function broken(...faults: readonly Extract<Deed, { type: 'fault' }>['fault'][]): Run {
  let run = startRun(scenario, 7)
  for (const fault of faults) run = act(advance(run, 100_000), { type: 'fault', fault })
  return advance(run, 1_000_000 - run.now)
}

const bands = (run: Run) => diagramOf(run, null).bands

test('whatever is other than usual is a band, until it is as it was', () => {
  const slow = { ...scenario.links, lossPpm: 300_000 }
  const run = broken(
    { type: 'links', rules: slow },
    { type: 'clock', node: 'n3', offsetUs: -300_000 },
    { type: 'links', rules: { ...slow, inOrder: true } },
    { type: 'clock', node: 'n3', offsetUs: 0 },
    { type: 'links', rules: scenario.links },
  )
  expect(bands(run)).toEqual([
    { type: 'links', from: 100_000, until: 300_000, words: '30 % of messages are lost' },
    { type: 'clock', from: 200_000, until: 400_000, node: 'n3', offsetUs: -300_000 },
    {
      type: 'links',
      from: 300_000,
      until: 500_000,
      words: '30 % of messages are lost, none overtakes another',
    },
  ])
})

test('a heal leaves what is held, and a restart tells of the disk', () => {
  const run = broken(
    { type: 'link', from: 'n1', to: 'n2', fault: 'held' },
    { type: 'link', from: 'n3', to: 'n4', fault: 'cut' },
    { type: 'heal' },
    { type: 'crash', node: 'n5' },
    { type: 'restart', node: 'n5', diskKept: false },
  )
  expect(bands(run)).toMatchObject([
    { type: 'link', fault: 'held', until: null },
    { type: 'link', fault: 'cut', until: 300_000 },
    { type: 'down', node: 'n5', until: 500_000, diskLost: true },
  ])
})

test('the sentences for those who don’t see it name faults and clients as the picture does', () => {
  const run = broken({ type: 'links', rules: { ...scenario.links, lossPpm: 300_000 } })
  const text = inSentences(run, diagramOf(run, null))
  expect(text).toContain('From 0.10 s to the end: 30 % of messages are lost.')
  expect(text).not.toMatch(/\bc\d\b/)
})
