import { expect, test } from 'vitest'
import { act, advance, brokenNow, parseCommand, type Run } from '../../src/lab/lab.ts'
import { sandboxRun } from './sandbox-runs.ts'

/** The run after these lines, typed at once. */
function after(...lines: readonly string[]): Run {
  let run = sandboxRun('sandbox')
  for (const line of lines) {
    const parsed = parseCommand(run, line)
    if (!parsed.ok) throw new Error(`${line}: ${parsed.message}`)
    run = advance(parsed.deeds.reduce(act, run), 0)
  }
  return run
}

test.each([
  [[], []],
  [['cut n1 n2 | n3 n4 n5'], ['nothing passes between n1 n2 and n3 n4 n5']],
  [['cut n1 | n2 n3 | n4 n5'], ['nothing passes between n1, n2 n3 and n4 n5']],
  [['cut one-way n1 n2 | n3 n4 n5'], ['n1 n2 can’t reach n3 n4 n5; the other way still works']],
  [['cut n1 n2 | n3 n4 n5', 'heal'], []],
  [['link n1 n2 cut'], ['n1–n2 cut']],
  [['link n2>n1 cut'], ['n2 → n1 cut']],
  [
    ['hold n1>n2', 'link n2>n1 cut'],
    ['n1 → n2 held back', 'n2 → n1 cut'],
  ],
  [['hold n1 n2', 'release n1 n2'], []],
  [['crash n2'], ['n2 is down']],
  [['crash n2', 'crash n4'], ['n2 n4 are down']],
  [['crash n2', 'restart n2'], []],
  [['clock n3 -300'], ['n3’s clock is 300 ms behind']],
  [['clock n3 -300', 'clock n3 0'], []],
  [['delay 200-600'], ['messages take 200-600 ms']],
  [['delay 200-600', 'delay 40-110'], []],
  [['tail 5% 200-600'], ['5 % of them take 200-600 ms']],
  [['tail 5% 200-600', 'tail off'], []],
  [
    ['loss 10%', 'duplicate 5%'],
    ['10 % of messages are lost', '5 % arrive twice'],
  ],
  [
    ['in-order on', 'bandwidth 64'],
    ['none overtakes another', 'links carry 64 kB/s'],
  ],
  [['loss 10%', 'loss 0', 'in-order on', 'in-order off', 'bandwidth 64', 'bandwidth off'], []],
])('%j', (lines, expected) => {
  expect(brokenNow(after(...lines))).toEqual(expected)
})
