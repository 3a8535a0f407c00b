import { expect, test } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import type { ClientState } from '../../../src/sim/sim.ts'
import { clientSaying, fitting, orderForms, valueIn } from '../../../src/tui/cluster/words.ts'

test.each([
  [['bread', 'milk'], 14, '{ bread milk }'],
  [['bread', 'milk'], 12, '{bread milk}'],
  [['bread', 'milk'], 10, 'bread milk'],
  [['bread', 'milk'], 9, '{milk +1}'],
  [['bread', 'milk', 'eggs'], 9, '{eggs +2}'],
  [['bread', 'milk', 'eggs'], 6, '{+3}'],
  [['apples', 'apricots'], 7, '2 items'],
  [['a', 'b', 'c', 'd', 'e', 'f'], 9, 'd e f +3'],
  [[], 9, '{ }'],
  [120, 9, '120'],
  [{ siblings: ['left', 'right'] }, 13, 'left or right'],
  [{ siblings: ['left', 'right'] }, 9, '2 values'],
])('%j in %i columns', (value, width, expected) => {
  expect(valueIn(value, width)).toBe(expected)
})

test('of a set that doesn’t fit, the member that was added last is kept whole', () => {
  const cart = ['hat', 'rope', 'tent']
  expect(valueIn(cart, 9, 'rope')).toBe('{rope +2}')
  expect(valueIn(cart, 12, 'hat')).toBe('hat tent +1')
  // What was added last and is gone again can’t be shown.
  expect(valueIn(cart, 9, 'milk')).toBe('{tent +2}')
})

test('an answer, and what a lock was changed to, are never cut within a word', () => {
  const read = (result: Json) => ({
    order: { f: 'read', key: 'cart', value: null, policy: null },
    answer: { kind: 'ok', result },
  })
  const told = (result: Json, width: number) =>
    fitting(
      clientSaying({ ...idle, last: read(result) as NonNullable<ClientState['last']> }, 'cart').forms,
      width,
    )
  expect(told(['hat', 'rope'], 20)).toBe('✓ reads { hat rope }')
  expect(told(['hat', 'rope'], 19)).toBe('✓ { hat rope }')
  expect(told(['hat', 'rope', 'tent'], 12)).toBe('✓ {tent +2}')
  expect(fitting(orderForms({ f: 'cas', value: ['free', 'Lyon'] }), 9)).toBe('free►Lyon')
  expect(fitting(orderForms({ f: 'cas', value: ['free', 'Lyon'] }), 8)).toBe('►Lyon')
})

const idle = { kind: 'client', open: null, waiting: [], last: null } as unknown as ClientState
const paid: ClientState = {
  ...idle,
  last: {
    order: { f: 'withdraw', key: 'purse', value: 30, policy: null },
    answer: { kind: 'ok', result: true },
  } as NonNullable<ClientState['last']>,
}

test('an answer about another key than the one shown names it, however little room there is', () => {
  const forms = (key: string, width: number) => fitting(clientSaying(paid, key).forms, width)
  expect(forms('purse', 20)).toBe('✓ paid 30')
  expect(forms('account', 20)).toBe('✓ paid 30 purse')
  expect(forms('account', 11)).toBe('✓ 30 purse')
  expect(forms('account', 7)).toBe('✓ purse')
  expect(clientSaying(idle, 'account').forms).toEqual([''])
})
