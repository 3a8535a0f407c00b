import { describe, expect, it } from 'vitest'
import {
  advance,
  completions,
  deedWords,
  findWithVariants,
  ledgerOf,
  parseCommand,
  type Run,
  sandboxCommands,
} from '../../src/lab/lab.ts'
import { FAMILY, findSandbox, sandboxRun, typed } from './sandbox-runs.ts'

const run = sandboxRun()

function says(line: string, at: Run = run): string {
  const parsed = parseCommand(at, line)
  return parsed.ok ? parsed.deeds.map(deedWords).join('; ') : `! ${parsed.at}: ${parsed.message}`
}

describe('a command becomes deeds', () => {
  it.each([
    ['cut n1 n2 | n3 n4 n5', 'cut n1 n2 | n3 n4 n5'],
    ['CUT N1,N2|n3 and n4, n5', 'cut n1 n2 | n3 n4 n5'],
    ['cut n1 n2 | n3 n4 | n5', 'cut n1 n2 | n3 n4 | n5'],
    ['cut n4 n5', 'cut n4 n5 | n1 n2 n3'],
    ['cut n1 > n2', 'cut n1 → n2'],
    ['cut n1->n2', 'cut n1 → n2'],
    ['cut one-way n1 n2 | n3', 'cut n1 n2 → n3'],
    ['link n1 n2 cut', 'link n1 → n2 cut; link n2 → n1 cut'],
    ['link n1>n2 hold', 'link n1 → n2 held'],
    ['hold n1>n2', 'link n1 → n2 held'],
    ['release n1>n2', 'link n1 → n2 free'],
    ['crash n2', 'crash n2'],
    ['crash n2 --lose-disk', 'crash n2; restart n2, its disk lost'],
    ['loss 10%', 'links: delay 40-110 ms, loss 10 %'],
    ['delay 20-80', 'links: delay 20-80 ms'],
    ['delay 20 to 80 ms', 'links: delay 20-80 ms'],
    ['tail 5% 200-600', 'links: delay 40-110 ms, 5 % 200-600 ms'],
    ['duplicate 10 %', 'links: delay 40-110 ms, duplicates 10 %'],
    ['in-order on', 'links: delay 40-110 ms, in order'],
    ['bandwidth 64', 'links: delay 40-110 ms, 64 kB/s'],
    ['bandwidth off', 'links: delay 40-110 ms'],
    ['clock n3 +300', 'clock of n3 +300 ms'],
    ['clock n3 -0.3s', 'clock of n3 -300 ms'],
    ['policy availability', 'policy of the cluster: availability'],
    ['policy avail for account', 'policy of account: availability'],
    ['withdraw 80 at c1', 'c1 asks: withdraw 80 (account)'],
    ['withdraw 80 from purse at Oslo', 'c3 asks: withdraw 80 (purse)'],
    ['deposit 10 at c2 under availability', 'c2 asks: deposit 10 (account) under availability'],
    ['read purse at n3', 'c2 asks: read (purse)'],
  ])('%s', (line, expected) => {
    expect(says(line)).toBe(expected)
  })

  it.each([
    ['sandbox-register', 'write 7 at c1', 'c1 asks: write 7 (x)'],
    ['sandbox-register', 'write 7 to note at c1', 'c1 asks: write 7 (note)'],
    ['sandbox-register', 'cas 3 7 at c1', 'c1 asks: change 3 to 7 (x)'],
    ['sandbox-set', 'add milk at c1', 'c1 asks: add milk (cart)'],
    ['sandbox-set', 'remove Milk from list at c2', 'c2 asks: remove Milk (list)'],
    ['sandbox-7', 'cut n7', 'cut n7 | n1 n2 n3 n4 n5 n6'],
  ])('%s: %s', (id, line, expected) => {
    expect(says(line, sandboxRun(id))).toBe(expected)
  })

  it('in words for the log, with what may surprise', () => {
    expect(parseCommand(run, 'cut n1 | n2')).toMatchObject({
      says: 'cut n1 | n2; n3 n4 n5 on no side, so still reaching all',
    })
    expect(parseCommand(typed(run, 'cut n1'), 'cut n2')).toMatchObject({
      says: 'cut n2 | n1 n3 n4 n5 (instead of the cut before)',
    })
  })

  it('on top of what was ordered at the same instant', () => {
    const changed = typed(typed(run, 'loss 10%'), 'delay 20-80')
    expect(says('in-order on', changed)).toBe('links: delay 20-80 ms, loss 10 %, in order')
    expect(says('restart n2 --lose-disk', typed(run, 'crash n2'))).toBe('restart n2, its disk lost')
  })

  it('starts anew with other replicas or another store', () => {
    expect(parseCommand(run, 'replicas 7')).toMatchObject({ ok: true, deeds: [], startsAnew: 'sandbox-7' })
    expect(parseCommand(sandboxRun('sandbox-7'), 'store set')).toMatchObject({ startsAnew: 'sandbox-set-7' })
    expect(parseCommand(sandboxRun('sandbox-set-7'), 'replicas 5')).toMatchObject({
      startsAnew: 'sandbox-set',
    })
  })
})

describe('what is no command says what was expected', () => {
  it.each([
    ['', '! 0: Expected a command, such as: cut n1 n2 | n3. «help» lists them.'],
    ['crahs n2', '! 0: There is no command «crahs» (did you mean «crash»?). «help» lists them all.'],
    ['crash', '! 5: Expected a replica such as n2 next.'],
    ['crash n9', '! 6: There is no replica «n9»; the replicas are n1 n2 n3 n4 n5.'],
    [
      'cut c1 | n2',
      '! 4: c1 is a client, and stands on the side of its replica by itself; the replicas are n1 n2 n3 n4 n5.',
    ],
    ['cut n1 | n1', '! 9: n1 stands in this cut twice; once is enough.'],
    ['cut n1 |', '! 8: Expected the replicas of the other side, such as: cut n1 n2 | n3 n4 n5'],
    ['restart n2', '! 8: n2 is running; only a crashed replica can start again: crash n2'],
    ['loss 200%', '! 5: 200% is out of bounds: expected a percentage from 0 to 100, such as 10%.'],
    ['delay 80-20', '! 6: A range goes from the lesser to the greater number, not from 80 to 20.'],
    [
      'policy availabilty',
      '! 7: Expected a policy: availability or consistency, not «availabilty» (did you mean «availability»?).',
    ],
    [
      'withdraw 80',
      '! 11: Who asks? Say at which client: c1 (at n1), c2 (at n3), c3 (at n5); such as: withdraw 80 [from account] at c1',
    ],
    [
      'add milk at c1',
      '! 0: The store of this sandbox knows read, withdraw, deposit, not add. Another store: store set',
    ],
    ['heal', '! 0: There is nothing to heal: nothing is cut.'],
    ['heal now', '! 5: «now» is too much here; the command is: heal'],
    ['replicas 8', '! 9: 8 is out of bounds: expected a number of replicas from 3 to 7.'],
    [`read ${'x'.repeat(300)}`, '! 200: A command has at most 200 characters.'],
  ])('%s', (line, expected) => {
    expect(says(line)).toBe(expected)
  })

  it.each([
    ['cut n1 n2 | n3', 'heal'],
    ['link n1 n2 cut', 'heal'],
    [
      'hold n1 n2',
      '! 0: There is nothing to heal: nothing is cut. What a link holds back is let go with: release n1 n2',
    ],
  ])('after %s, heal', (line, expected) => {
    expect(says('heal', typed(run, line))).toBe(expected)
    expect(says('heal', advance(typed(run, line), 0))).toBe(expected)
  })

  it('a run that is over takes no more deeds', () => {
    expect(says('heal', advance(run, 3_600_000_000))).toMatch(/^! 0: This run is over/)
  })
})

describe('help', () => {
  it('gives examples that work', () => {
    for (const id of FAMILY) {
      const down = typed(sandboxRun(id), 'crash n2')
      const cut = typed(sandboxRun(id), 'cut n1 n2 | n3 n4 n5')
      for (const { name, examples } of sandboxCommands(down))
        for (const example of examples) {
          const at = name === 'restart' ? down : name === 'heal' ? cut : sandboxRun(id)
          if (example.includes('account') && id !== 'sandbox') continue
          expect(parseCommand(at, example), example).toMatchObject({ ok: true })
        }
    }
  })

  it('explains one command, and lists those that the store knows', () => {
    expect(parseCommand(run, 'help cut')).toMatchObject({
      says: expect.stringContaining('cut n1 n2 | n3 n4 n5 – '),
    })
    expect(parseCommand(run, 'help')).toMatchObject({ says: expect.not.stringContaining(' cas,') })
  })
})

describe('completion', () => {
  const texts = (line: string, at = run) => completions(at, line, line.length).options.map(({ text }) => text)

  it.each([
    ['cr', ['crash']],
    ['cut ', ['n1', 'n2', 'n3', 'n4', 'n5', 'one-way']],
    ['cut n1 ', ['n2', 'n3', 'n4', 'n5', '|', '>']],
    ['cut n1 | ', ['n2', 'n3', 'n4', 'n5']],
    ['cut n1 n', ['n2', 'n3', 'n4', 'n5']],
    ['withdraw 80 ', ['account', 'purse', 'at']],
    ['withdraw 80 from ', ['account', 'purse']],
    ['withdraw 80 at ', ['c1', 'c2', 'c3']],
    ['withdraw 80 at c1 u', ['under']],
    ['withdraw 80 at c1 under ', ['availability', 'consistency']],
    ['policy ', ['availability', 'consistency']],
    ['restart ', []],
    ['nonsense ', []],
  ])('%s', (line, expected) => {
    expect(texts(line)).toEqual(expected)
  })

  it('offers only what can be started again, and replaces the word under the cursor', () => {
    expect(texts('restart ', typed(run, 'crash n2'))).toEqual(['n2'])
    expect(completions(run, 'cut n1 n | n5', 8)).toMatchObject({ from: 7 })
  })
})

describe('the family', () => {
  it.each(FAMILY)('%s runs to its end with 3 to 7 replicas', id => {
    for (const count of [3, 4, 5, 6, 7]) {
      const scenario = findSandbox(count === 5 ? id : `${id}-${count}`)
      expect(scenario?.replicas).toHaveLength(count)
      const replicas = new Set(scenario?.replicas)
      expect(scenario?.clients.every(({ coordinator }) => replicas.has(coordinator))).toBe(true)
      expect(new Set(scenario?.clients.map(({ coordinator }) => coordinator)).size).toBe(3)
    }
    const idle = advance(sandboxRun(id), 5_000_000)
    expect(ledgerOf(idle.scenario, idle.moment)).toMatchObject({ requests: 0, settled: true })
  })

  it('has no variants of other scenarios', () => {
    expect(findWithVariants('split-bank-3', () => run.scenario)?.id).toBe('sandbox')
    expect(findSandbox('sandbox-8')).toBeUndefined()
    expect(findSandbox('sandbox-nothing-3')).toBeUndefined()
  })
})
