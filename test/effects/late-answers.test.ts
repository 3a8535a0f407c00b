import { expect, test } from 'vitest'
import { takeLateAnswers } from '../../src/effects/late-answers.ts'

/** A terminal that sends a piece every 10 ms, and how long it was waited for. */
function terminal(...pieces: readonly string[]) {
  const found = { waitedMs: 0, closed: false, left: [...pieces] }
  const ways = {
    read: () => found.left.shift() ?? '',
    wait: (ms: number) => {
      found.waitedMs += ms
    },
    close: () => {
      found.closed = true
    },
  }
  return { found, open: () => ways }
}

test('takes the answers up to the last one, in any pieces, and nothing of what comes then', () => {
  const { found, open } = terminal('', '', '\x1b]11;rgb:ffff/ff', 'ff/ffff\x07\x1b[?6', '2;22c', 'ls\n')
  expect(takeLateAnswers(300, open)).toBe('\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?62;22c')
  expect(found).toEqual({ waitedMs: 40, closed: true, left: ['ls\n'] })
})

test('waits no longer than it may, and a terminal that has gone stops nobody', () => {
  const silent = terminal()
  takeLateAnswers(100, silent.open)
  expect(silent.found).toMatchObject({ closed: true, waitedMs: 110 })
  expect(() =>
    takeLateAnswers(100, () => {
      throw new Error('ENXIO')
    }),
  ).not.toThrow()
})
