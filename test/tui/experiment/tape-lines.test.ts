import { expect, test } from 'vitest'
import type { TapeEntry } from '../../../src/experiment/experiment.ts'
import { plain } from '../../../src/terminal/text.ts'
import { tapeLines } from '../../../src/tui/experiment/tape-lines.ts'
import { appView } from '../../../src/tui/views/app-view.ts'
import { testApp } from '../../support/app.ts'

const LANES = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]

const sent = (from: string, to: string, at = 0, says = 'prepare'): TapeEntry => ({
  type: 'message',
  at,
  from,
  to,
  says,
  arrivesAt: at + 10,
  fate: 'delivered',
})

test('what one sends to several at once has one line, the nearest last; all else has its own', () => {
  const [near, far] = [sent('a', 'b'), sent('a', 'c')]
  expect(tapeLines([near, far], LANES)).toEqual([[far, near]])
  expect(tapeLines([near, sent('a', 'c', 1)], LANES)).toHaveLength(2)
  expect(tapeLines([near, sent('a', 'c', 0, 'accept')], LANES)).toHaveLength(2)
  expect(tapeLines([sent('b', 'a'), sent('b', 'c')], LANES)).toHaveLength(2)
  expect(tapeLines([near, near], LANES)).toHaveLength(2)
})

test('both round trips of a write are in sight when it is over', () => {
  const app = testApp({ experiment: 'else-latency' })
  app.press('enter', 'enter')
  const { above, below } = appView(app.state())
  const rows = [...above, ...below].map(plain)
  expect(rows).toHaveLength(23)
  for (const words of ['write', 'prepare', 'promise', 'accept', 'accepted', 'reply', 'written'])
    expect(rows.join('\n')).toContain(` ${words}`)
  expect(rows.join('\n')).not.toContain('earlier')
})
