import { describe, expect, test } from 'vitest'
import { fileOf, linesOf, netsplit } from './netsplit.ts'

interface Event {
  readonly process: string
  readonly type: string
  readonly f: string
  readonly value: unknown
  readonly time?: number
}

function event(process: string, type: string, f: string, value: unknown, time?: number): Event {
  return { process, type, f, value, ...(time === undefined ? {} : { time }) }
}

function history(...events: Event[]): string {
  return events.map(one => `${JSON.stringify(one)}\n`).join('')
}

const FINE = history(
  event('c1', 'invoke', 'write', 1),
  event('c2', 'invoke', 'read', null),
  event('c1', 'ok', 'write', 1),
  event('c2', 'ok', 'read', 1),
)

const STALE = history(
  event('c1', 'invoke', 'write', 1, 10),
  event('c1', 'ok', 'write', 1, 20),
  event('c2', 'invoke', 'read', null, 30),
  event('c2', 'ok', 'read', null, 40.5),
)

/** Deposits of powers of three at once, and a balance that is no sum of them: no search gets through that. */
function hard(): string {
  const both = (type: string) => Array.from({ length: 22 }, (_, i) => event(`d${i}`, type, 'deposit', 3 ** i))
  const read = [event('r', 'invoke', 'read', null), event('r', 'ok', 'read', 2 * 3 ** 20)]
  return history(...both('invoke'), ...read, ...both('ok'))
}

describe('check', () => {
  test('a linearizable history: 0', async () => {
    const { code, stdout, stderr } = await netsplit(['check', fileOf(FINE)])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('checked as register from null (--model and')
    expect(stdout).toContain('Yes, it is linearizable.')
  })

  test('a violation: 1, with the lines that prove it', async () => {
    const { code, stdout, stderr } = await netsplit(['check', fileOf(`\n${STALE}`)])
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toContain('No, it is not linearizable.')
    expect(stdout).toContain('lines 2, 3  c1 wrote 1')
    expect(stdout).toContain('lines 4, 5  c2 read nothing')
  })

  test('an undecided one: 3', async () => {
    const { code, stdout, stderr } = await netsplit(['check', fileOf(hard()), '--max-steps', '30000'])
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' })
    expect(stdout).toContain('Undecided. Nobody knows')
    expect(stdout.replace(/\s+/g, ' ')).toContain('after 30,000 steps')
    expect(stdout).toContain('Where the search stuck:')
    expect(stdout).toContain('lines 23, 24  r read 6973568802')
    const json = await netsplit(['check', '-', '--json', '--max-steps=30000'], { input: hard() })
    expect(JSON.parse(json.stdout).verdict).toMatchObject({
      result: 'unknown',
      explored: [{ key: null, answered: 23, placed: 22, stuckAt: { process: 'r', f: 'read' } }],
    })
  })

  test.each(['0', '-1', '1e6', 'many', '1000000001'])('--max-steps %s is bad input', async steps => {
    const { code, stderr } = await netsplit(['check', fileOf(FINE), `--max-steps=${steps}`])
    expect(code).toBe(2)
    expect(stderr).toContain('should be a whole number from 1 to 1000000000')
  })

  test('--json is one object', async () => {
    const { code, stdout } = await netsplit(['check', '-', '--json'], { input: STALE })
    expect(code).toBe(1)
    expect(linesOf(stdout)).toHaveLength(1)
    const checked = JSON.parse(stdout)
    expect(Object.keys(checked)).toEqual(['format', 'model', 'verdict'])
    expect(checked).toMatchObject({ format: 'netsplit-check/1', model: 'register' })
    expect(checked.verdict).toEqual({
      result: 'violation',
      explanation: expect.stringContaining('c1 wrote 1, then c2 read nothing'),
      witness: {
        key: null,
        operations: [
          {
            process: 'c1',
            f: 'write',
            key: null,
            value: 1,
            outcome: 'ok',
            result: true,
            time: 10,
            returned: 20,
          },
          {
            process: 'c2',
            f: 'read',
            key: null,
            value: null,
            outcome: 'ok',
            result: null,
            time: 30,
            returned: 40.5,
          },
        ],
        minimal: true,
      },
    })
    const fine = await netsplit(['check', '-', '--json'], { input: FINE })
    expect(JSON.parse(fine.stdout).verdict).toMatchObject({ result: 'linearizable', witness: null })
  })

  test('--model and --initial', async () => {
    const path = fileOf(history(event('c1', 'invoke', 'read', null), event('c1', 'ok', 'read', 5)))
    expect((await netsplit(['check', path])).code).toBe(1)
    expect((await netsplit(['check', path, '--initial', '5'])).code).toBe(0)
    const account = await netsplit(['check', path, '--initial=5', '--model', 'account', '--json'])
    expect([account.code, JSON.parse(account.stdout).model]).toEqual([0, 'account'])
    const wrong = await netsplit(['check', path, '--model', 'set'])
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain(`${path}:2: a read of the set model was answered 5`)
  })
})

describe('bad histories: 2, and one line that names file and line', () => {
  const invoke = event('c1', 'invoke', 'write', 1)
  test.each<[string, string | Uint8Array, number | null, string]>([
    ['bad JSON', `${JSON.stringify(invoke)}\n{"process": "c1", type}\n`, 2, 'not JSON'],
    ['an ok without an invoke', history(event('c1', 'ok', 'read', 1)), 1, 'expected'],
    ['two at once in one process', history(invoke, invoke), 2, 'expected'],
    ['an unknown f', history(event('c1', 'invoke', 'toast', 1)), 1, 'toast'],
    ['binary junk', new Uint8Array([10, 10, 0, 255, 254, 3]), 3, 'binary'],
    ['not UTF-8', new Uint8Array([10, 0xc3, 0x28]), 2, 'UTF-8'],
    ['an empty file', '', null, 'no events'],
    ['a line of 10 MB', `{"process": "${'x'.repeat(10_000_000)}"}\n`, 1, '1 MiB'],
    ['10 MB of brackets', '['.repeat(10_000_000), 1, ''],
    ['an amount that is none', history(event('c1', 'invoke', 'withdraw', 'all')), 1, '"all"'],
    ['a hundred bad lines', 'what\n'.repeat(100), 1, '(and 20 more)'],
  ])('%s', async (_, content, line, told) => {
    const path = fileOf(content)
    const { code, stdout, stderr } = await netsplit(['check', path])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(linesOf(stderr)).toHaveLength(1)
    expect(stderr).toContain(`${path}${line === null ? '' : `:${line}`}: `)
    expect(stderr).toContain(told)
    expect(stderr.length).toBeLessThan(600)
  })

  test.each<[string[], string]>([
    [['check'], 'check what?'],
    [['check', '/not/there.jsonl'], "/not/there.jsonl: can't be read: it is not there (ENOENT)"],
    [['check', '/'], '/: '],
    [['check', '-'], 'standard input: the file has no events'],
    [['check', '-', '--model', 'acount'], '«acount» (did you mean «account»?)'],
    [['check', '-', '--initial', '{'], '--initial «{» is not JSON'],
    [['check', '-', '--initial', '"a"', '--model', 'account'], 'no events'],
  ])('%j', async (argv, told) => {
    const { code, stdout, stderr } = await netsplit(argv)
    expect({ code, stdout, lines: linesOf(stderr).length }).toEqual({ code: 2, stdout: '', lines: 1 })
    expect(stderr).toContain(told)
  })

  test('an initial value that is nested without end', async () => {
    const deep = '['.repeat(5000) + ']'.repeat(5000)
    const { code, stderr } = await netsplit(['check', '-', '--initial', deep])
    expect([code, linesOf(stderr).length]).toEqual([2, 1])
    expect(stderr).toContain('nested too deep')
  })
})
