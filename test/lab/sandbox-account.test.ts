import { expect, test } from 'vitest'
import { advance, type Run, seek } from '../../src/lab/lab.ts'
import { accountOf } from '../../src/lab/sandbox/record.ts'
import { items } from '../../src/model/sequence.ts'
import { sandboxRun, typed } from './sandbox-runs.ts'

/** The account of a run that nobody has gone through before: its list of happenings is another one. */
function anew(run: Run) {
  const { happenings } = run.moment
  const copied = { items: [...items(happenings)], length: happenings.length }
  return accountOf({ ...run, moment: { ...run.moment, happenings: copied } })
}

/** Things are done and asked, with time between; each moment on the way, looked at as it comes. */
function played(run: Run, lines: readonly string[]): readonly Run[] {
  const runs: Run[] = []
  let now = run
  for (const line of lines) {
    now = typed(now, line)
    for (let step = 0; step < 4; step += 1) {
      now = advance(now, 90_000)
      accountOf(now)
      runs.push(now)
    }
  }
  return runs
}

test('however a run is gone through, piece by piece, back, or along another branch, its account is the same', () => {
  const trunk = played(sandboxRun(), [
    'withdraw 80 at c1',
    'cut n1 n2 | n3 n4 n5',
    'read at c3',
    'crash n2',
    'policy availability',
    'deposit 10 at c3',
    'heal',
  ])
  const middle = seek(trunk.at(-1) as Run, (trunk[9] as Run).now)
  const branch = played(middle, ['crash n4', 'read at c1', 'restart n4'])
  for (const run of [...trunk, ...branch, ...[...trunk].reverse(), middle])
    expect(accountOf(run)).toEqual(anew(run))
  expect(accountOf(trunk.at(-1) as Run)).not.toEqual(accountOf(branch.at(-1) as Run))
  expect(anew(trunk.at(-1) as Run).heals).toHaveLength(1)
})
