import { expect, test } from 'vitest'
import { spokenView } from '../../src/linear/spoken-view.ts'
import { span } from '../../src/terminal/text.ts'
import type { TestApp } from '../support/app.ts'
import { learner } from './teller.ts'

/** A text without its line breaks. */
function flat(text: string): string {
  return text.replace(/\n/g, ' ')
}

function experimentOf(app: TestApp) {
  const { screen } = app.state()
  if (screen.type !== 'experiment') throw new Error(`not in the experiment: ${screen.type}`)
  return screen
}

test('a curve is told with its peak, and on the way there as it stands', () => {
  const { app, types } = learner({ experiment: 'retry-storm' })
  expect(flat(types(''))).toMatch(/At 3\.00 s: requests a second 20, waiting at the server \d+/)
  const told = flat(types('to the end'))
  const [requests, waiting] = experimentOf(app).outcome.series
  for (const series of [requests, waiting]) {
    const values = series?.values ?? []
    const most = Math.max(...values)
    const at = ((values.indexOf(most) * (series?.everyUs ?? 0)) / 1_000_000).toFixed(2)
    expect(most).toBeGreaterThan(50)
    expect(told).toContain(`The most is ${most}, at ${at} s.`)
  }
  expect(told).toMatch(
    /requests a second, over time: from 0\.00 s 20; from 4\.00 s 18 to 150; from 8\.00 s 20\. The/,
  )
})

test('each cell of a table is told with the head of its column', () => {
  const told = (...rows: readonly string[]) =>
    spokenView({ above: ['A page', ...rows].map(row => [span(row)]), menu: null, below: [] }).lines
  const rule = '─'.repeat(40)
  expect(
    told(
      '                   consistency  availability',
      `${rule}`,
      'Oslo asks for 80   refused      paid',
      'customer told no   1 ✗          0',
      '',
      'the sum            3            4',
    ),
  ).toEqual([
    'Oslo asks for 80: consistency refused, availability paid',
    'customer told no: consistency 1 (bad), availability 0',
    'the sum: 3, 4',
  ])
  const [, named] = told('store    writes  reads', rule, 'etcd     3       1')
  expect(named).toBe('etcd: writes 3, reads 1')
})

test('no two choices of an experiment begin with the same name', () => {
  const { app, types } = learner({ experiment: 'far-calls' })
  for (let step = 0; step < 12; step += 1) {
    const names = [...types('help').matchAll(/^\d+\. ([^:\n]+)/gm)].map(([, name]) => name)
    expect(new Set(names).size, names.join('; ')).toBe(names.length)
    types(app.state().screen.type === 'experiment' && experimentOf(app).phase === 'predict' ? '1' : '')
    if (app.state().screen.type !== 'experiment') return
  }
})

test('in a lab nothing is offered twice, heal says what it does, and who there is is told once', () => {
  const { types, all } = learner({ scenario: 'split-bank' })
  expect(types('')).not.toContain('next turn')
  expect(types('on')).toMatch(/^4\. heal: mend the network by hand$/m)
  types('on', '1', '1', 'on', 'on', 'on')
  expect(all().match(/The cluster: 5 replicas/g)).toHaveLength(1)
  expect(types('again')).toContain('The cluster: 5 replicas')
})

test('an empty line takes the only option there is, and none of several', () => {
  const { app, types } = learner({ scenario: 'split-bank' })
  expect(types('')).toContain('The cluster: 5 replicas')
  types('on', 'on')
  const asked = app.state()
  expect(types('')).toContain('Choose one of these.')
  expect(app.state()).toBe(asked)
})

test('a request on its way is said to be, with the time at which it was sent', () => {
  const { types } = learner({ scenario: 'sandbox' })
  expect(flat(types(': withdraw 30 c1'))).toContain(
    'Lyon waits for an answer to withdraw 30, sent at 0.00 s and on its way to n1.',
  )
})

test('on the sandbox’s line it is said each time that commands are typed, and how that ends', () => {
  const { types } = learner({ scenario: 'sandbox' })
  types('command')
  const still = 'Still typing commands: help lists them, an empty line closes the line.'
  expect(flat(types('crash n4'))).toContain(still)
  expect(flat(types('9'))).toContain(still)
  expect(types('')).not.toContain('Still typing')
})

test('what stands at every question of the check is told at the first', () => {
  const { types, all } = learner()
  types('what do you know')
  for (let step = 0; step < 5; step += 1) types('1')
  expect(all().match(/Nobody expects you to know/g)).toHaveLength(1)
  expect(all()).toContain('question 3 of ')
})

test('a lesson whose title asks has no colon behind it', () => {
  expect(learner().opening).toContain('Many copies, one truth? Lag')
})
