import { expect, test } from 'vitest'
import type { ClientState } from '../../../src/sim/sim.ts'
import { clientSaying, fitting, valueIn } from '../../../src/tui/cluster/words.ts'

test.each([
  [['bread', 'milk'], 14, '{ bread milk }'],
  [['bread', 'milk'], 12, '{bread milk}'],
  [['bread', 'milk'], 10, 'bread milk'],
  [['bread', 'milk'], 9, 'bre… milk'],
  [['bread', 'milk', 'eggs'], 9, 'br mi eg'],
  [['apples', 'apricots'], 5, '{app…'],
  [['a', 'b', 'c', 'd', 'e', 'f'], 9, '{ a b … }'],
  [[], 9, '{ }'],
  [120, 9, '120'],
])('%j in %i columns', (value, width, expected) => {
  expect(valueIn(value, width)).toBe(expected)
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
