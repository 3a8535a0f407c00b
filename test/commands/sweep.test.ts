import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../support/bundle.ts'
import { linesOf, netsplit } from './netsplit.ts'

const ENTRY = join(ROOT, 'dist', 'netsplit.cjs')
const ASKED = ['sweep', 'split-bank', '--choose', 'availability']

async function json(...argv: string[]) {
  const { code, stdout, stderr } = await netsplit([...argv, '--json'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(linesOf(stdout)).toHaveLength(1)
  return JSON.parse(stdout)
}

describe('sweep', () => {
  test('counts what happened, in words', async () => {
    const { code, stdout, stderr } = await netsplit([...ASKED, '--seeds', '20'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/20 runs, seeds 1 to 20, choosing availability\./)
    expect(stdout).toMatch(/^ {2}linearizable +0 /m)
    expect(stdout).toMatch(/^ {2}not linearizable +20 +100\.0 %/m)
    expect(stdout).toMatch(/^ {2}both +0 /m)
    expect(stdout).toContain('netsplit run split-bank --choose availability --seed 1\n')
    for (const line of linesOf(stdout)) expect(line.length, line).toBeLessThanOrEqual(72)
  })

  test('--json has its shape, to the letter', async () => {
    const sweep = await json(...ASKED, '--seeds', '5', '--first-seed', '9')
    expect(Object.keys(sweep)).toEqual([
      'format',
      'scenario',
      'choices',
      'faults',
      'seeds',
      'complete',
      'excluded',
      'runs',
      'sums',
      'telling',
    ])
    expect(sweep).toMatchObject({
      format: 'netsplit-sweep/1',
      scenario: 'split-bank',
      choices: { choice: 'availability' },
      faults: 0,
      seeds: { first: 9, asked: 5, done: 5 },
      complete: true,
      excluded: null,
    })
    expect(sweep.telling.violation.map(({ seed }: { seed: number }) => seed)).toEqual([9, 10, 11])
  })

  test('says why runs can have both under faults, and nothing of runs in which nothing was asked', async () => {
    const { stdout } = await netsplit([
      ...ASKED.slice(0, 3),
      'consistency',
      '--seeds',
      '100',
      '--faults',
      '5',
    ])
    expect(stdout).toMatch(/^ {2}both +[1-9]/m)
    expect(stdout).toContain('Both is no contradiction.')
    const cut = await netsplit([...ASKED.slice(0, 3), 'consistency', '--seeds', '20'])
    expect(cut.stdout).not.toContain('Both is')
    const nothing = await netsplit(['sweep', 'sandbox', '--seeds', '5'])
    expect(nothing.stdout).toContain('No run had a request')
    expect(nothing.stdout).not.toMatch(/%|both|rightly/)
    expect((await netsplit(['run', 'sandbox'])).stdout).not.toContain('%')
  })

  test('a run of a seed that it names has the verdict and the code that it says', async () => {
    for (const choice of ['consistency', 'availability']) {
      const { telling } = await json('sweep', 'split-bank', '--choose', choice, '--seeds', '12')
      const expected = choice === 'consistency' ? 'linearizable' : 'violation'
      expect(telling[expected]).toHaveLength(3)
      for (const { seed, replay } of telling[expected]) {
        const run = await json('run', 'split-bank', '--choose', choice, '--seed', `${seed}`)
        expect([run.verdict.result, run.replay]).toEqual([expected, replay])
      }
    }
  })

  test('with faults by chance, the code that it names is that run', async () => {
    const { telling, runs } = await json(
      ...ASKED.slice(0, 3),
      'consistency',
      '--seeds',
      '20',
      '--faults',
      '3',
    )
    expect(runs).toMatchObject({ linearizable: 20, violation: 0 })
    for (const { seed, replay } of telling.refused) {
      const run = await json('replay', replay)
      expect(run.seed).toBe(seed)
      expect(run.ledger.refused).toBeGreaterThan(0)
    }
  })

  test.each([
    [['sweep'], 'sweep what?'],
    [['sweep', 'split-bnk'], 'did you mean'],
    [['sweep', 'split-bank'], 'Say it with --choose'],
    [[...ASKED, '--seeds', '0'], '--seeds «0» should be a whole number from 1 to 1000000'],
    [[...ASKED, '--seeds', 'many'], '--seeds «many»'],
    [[...ASKED, '--faults', '21'], '--faults «21» should be a whole number from 0 to 20'],
    [[...ASKED, '--first-seed', '4294967295'], 'the greatest seed is 4294967295'],
  ])('%j is bad input, in one line', async (argv, message) => {
    const { code, stdout, stderr } = await netsplit(argv)
    expect({ code, stdout, lines: linesOf(stderr).length }).toEqual({ code: 2, stdout: '', lines: 1 })
    expect(stderr).toContain(message)
  })
})

describe('the built program', () => {
  const { env } = process
  const built = async (...argv: string[]) =>
    (await promisify(execFile)(process.execPath, [ENTRY, ...argv, '--json'], { env })).stdout

  test('prints the same, byte for byte, whatever the number of threads', async () => {
    const asked = [...ASKED, '--seeds', '130', '--faults', '1']
    const one = await built(...asked, '--threads', '1')
    expect(await built(...asked, '--threads', '2')).toBe(one)
    expect(await built(...asked, '--threads', '5')).toBe(one)
    expect((await netsplit([...asked, '--json', '--threads', '3'])).stdout).toBe(one)
  })

  async function interrupted(threads: string, afterMs: number) {
    const argv = [ENTRY, ...ASKED, '--seeds', '1000000', '--json', '--threads', threads]
    const child = spawn(process.execPath, argv, { env })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', text => (stdout += text))
    child.stderr.on('data', text => (stderr += text))
    setTimeout(() => child.kill('SIGINT'), afterMs)
    const code = await new Promise(resolve => child.on('close', resolve))
    return { code, stderr, sweep: JSON.parse(stdout) }
  }

  test.each(['1', '2'])('Ctrl-C prints what is there and says so: %s threads', async threads => {
    // On a busy machine the first chunk takes its time.
    for (const afterMs of [3000, 10_000, 30_000]) {
      const { code, stderr, sweep } = await interrupted(threads, afterMs)
      expect([code, sweep.complete]).toEqual([130, false])
      expect(stderr).toBe(`netsplit: stopped after ${sweep.seeds.done} of 1000000 seeds\n`)
      if (sweep.seeds.done > 0) return
    }
    expect.fail('nothing was ever done')
  })
})
