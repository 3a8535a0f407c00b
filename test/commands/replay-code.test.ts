import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  act,
  advance,
  carryOutCode,
  type Deed,
  decide,
  goOn,
  parseCommand,
  position,
  type Run,
  readReplayCode,
  readScenario,
  replayCode,
  rewind,
  type Scenario,
  sandboxCommands,
  startRun,
  stopOf,
  traceHash,
} from '../../src/lab/lab.ts'
import { printDigits, readDigits } from '../../src/lab/replay-digits.ts'

const SEED = Number(process.env['NETSPLIT_SEED'] ?? Date.now() % 1_000_000)
const FUZZ = Number(process.env['NETSPLIT_FUZZ'] ?? 20_000)

const SCENARIOS = new Map(['split-bank', 'split-feed'].map(id => [id, shipped(id)]))
const find = (id: string) => SCENARIOS.get(id)

function shipped(id: string, change = (text: string) => text): Scenario {
  const file = join(import.meta.dirname, `../../lessons/scenarios/${id}.yaml`)
  const read = readScenario(change(readFileSync(file, 'utf8')), file)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

function scenario(id: string): Scenario {
  return SCENARIOS.get(id) ?? shipped(id)
}

/** Plays to the end; `byHand` may do something whenever a little time has passed, also at stops. */
function play(begin: Run, choice: string, byHand: (run: Run) => Run = run => run): Run {
  let run = begin
  while (!run.moment.ended) {
    run = byHand(advance(run, 97_003))
    const stop = stopOf(run)
    if (stop) run = stop.choice ? (decide(run, choice) ?? run) : goOn(run)
  }
  return run
}

function again(code: string): Run {
  const read = readReplayCode(code, find)
  if (!read.ok) throw new Error(read.problems[0]?.message)
  expect(read.value.now).toBe(0)
  return advance(read.value, read.value.scenario.lastsUs)
}

const RULES = ['tail 5% 200-600', 'loss 8%', 'duplicate 10%', 'bandwidth 64', 'delay 20-80']

function problemOf(code: string, known: Scenario): string {
  const read = carryOutCode(code, () => known)
  return read.ok ? '' : (read.problems[0]?.message ?? '')
}

/** A random deed that a person could do in this scenario, from what fast-check drew. */
function deedOf({ replicas, clients, keys, model, handCut, handWrite }: Scenario, dice: number[]): Deed {
  const [kind = 0, a = 0, b = 0, c = 0] = dice
  const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
  const client = pick(clients, a).id
  const key = pick(Object.keys(keys), b)
  const value = model === 'account' ? b : [pick(['x', 'é', 7, null, -1.5, true], b), 'L1']
  const f = pick(model === 'account' ? (['withdraw', 'deposit'] as const) : (['add', 'remove'] as const), c)
  const policy = pick([null, 'consistency', 'availability'] as const, c)
  const node = pick(replicas, a)
  const groups = [replicas.slice(0, 1 + (a % 4)), replicas.slice(1 + (a % 4))]
  const deeds: Deed[] = [
    { type: 'fault', fault: { type: 'cut', partition: handCut } },
    { type: 'fault', fault: { type: 'cut', partition: { groups, oneWay: b % 2 === 1 } } },
    { type: 'fault', fault: { type: 'heal' } },
    { type: 'fault', fault: { type: 'crash', node } },
    { type: 'fault', fault: { type: 'restart', node, diskKept: b % 2 === 1 } },
    { type: 'order', client, order: { ...handWrite, policy: null } },
    { type: 'order', client, order: { f: 'read', key, value: null, policy: null } },
    { type: 'order', client, order: { f, key, value, policy } },
  ]
  return pick(deeds, kind)
}

describe(`replay codes (NETSPLIT_SEED=${SEED})`, () => {
  test('a run that only chose: both scenarios, both choices, many seeds', () => {
    for (const [id, known] of SCENARIOS)
      for (const choice of ['consistency', 'availability'])
        for (const seed of [0, 1, 7, 4_294_967_295, ...Array.from({ length: 15 }, (_, i) => SEED + i)]) {
          const run = play(startRun(known, seed), choice)
          const code = replayCode(run)
          expect(code, `${id} ${seed}`).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-)+[0-9A-HJKMNP-TV-Z]{1,5}$/)
          expect(code.length).toBeLessThanOrEqual(60)
          const replayed = again(code)
          expect(traceHash(replayed.moment), `${id} ${seed}`).toBe(traceHash(run.moment))
          expect(replayed.acts).toEqual(run.acts)
          expect(replayCode(replayed)).toBe(code)
        }
  })

  test('a run in which much was done by hand', () => {
    const dice = fc.array(fc.nat(99), { minLength: 4, maxLength: 4 })
    const hand = fc.array(fc.tuple(fc.nat(3), dice), { maxLength: 40 })
    fc.assert(
      fc.property(
        fc.constantFrom('split-bank', 'split-feed'),
        fc.constantFrom('consistency', 'availability'),
        fc.nat(0xffffffff),
        hand,
        (id, choice, seed, plan) => {
          const left = [...plan]
          const run = play(startRun(scenario(id), seed), choice, now => {
            const [pause, drawn] = left.shift() ?? [1, []]
            return pause === 0 ? act(now, deedOf(now.scenario, drawn)) : now
          })
          const code = replayCode(run)
          const replayed = again(code)
          expect(replayed.acts).toEqual(run.acts)
          expect(traceHash(replayed.moment)).toBe(traceHash(run.moment))
          // What lies ahead of where a run was stepped back to is part of it.
          expect(replayCode(rewind(run, 5))).toBe(code)
        },
      ),
      { numRuns: 150, seed: SEED },
    )
  })

  test('a run that is not at its end, and one that has not begun', () => {
    const begun = startRun(scenario('split-bank'), 5)
    expect(again(replayCode(begun)).moment.standsAt).toBe('choice')
    const open = advance(begun, 400_000)
    const cut = act(open, { type: 'fault', fault: { type: 'cut', partition: open.scenario.handCut } })
    const replayed = again(replayCode(cut))
    expect(replayed.acts).toEqual(cut.acts)
    expect(traceHash(replayed.moment)).toBe(traceHash(advance(cut, 10_000_000).moment))
  })

  test('five decisions and five deeds by hand fit in 160 characters', () => {
    const stops = [1, 2, 3, 4, 5].map(
      n => `  - id: stop${n}
    when: { at: ${n * 1000} }
    says: Well.
    ask: Which?
    choices:
      - { id: consistency, text: No, says: No., policy: consistency }
      - { id: availability, text: Yes, says: Yes., policy: availability }
`,
    )
    const five = shipped('split-bank', text =>
      text.replace(/\nstops:[\s\S]*?\nlasts:/, `\nstops:\n${stops.join('')}\nlasts:`),
    )
    let hands = 5
    const run = play(startRun(five, 4_294_967_295), 'availability', now => {
      hands -= now.now > 600_000 && hands > 0 ? 1 : 0
      return now.now > 600_000 && hands > 0 ? act(now, deedOf(five, [hands, 1, 1, 1])) : now
    })
    expect(run.acts.filter(({ deed }) => deed.type === 'choose')).toHaveLength(5)
    expect(replayCode(run).length).toBeLessThanOrEqual(160)
    const read = readReplayCode(replayCode(run), () => five)
    expect(read.ok && read.value.acts).toEqual(run.acts)
  })

  test.each(['sandbox', 'sandbox-set', 'sandbox-register'])(
    'the costliest five commands by hand fit in 160 characters, wherever and whenever: %s',
    id => {
      const sandbox = shipped(id)
      const start = advance(startRun(sandbox, 4_294_967_295), 17_345_678)
      const lines = sandboxCommands(start)
        .flatMap(({ examples }) => examples)
        .filter(line => parseCommand(start, line).ok)
      const typed = (run: Run, line: string) => {
        const parsed = parseCommand(run, line)
        return parsed.ok ? parsed.deeds.reduce(act, advance(run, 17_345_678)) : run
      }
      const alone = (line: string) => replayCode(typed(start, line)).length
      const costliest = lines.toSorted((a, b) => alone(b) - alone(a))
      expect(lines.length).toBeGreaterThan(20)
      for (const five of [costliest.slice(0, 5), RULES, RULES.toReversed()]) {
        const run = five.reduce(typed, start)
        expect(run.acts.length, five.join('; ')).toBeGreaterThanOrEqual(5)
        const code = replayCode(run)
        expect(code.length, `${five.join('; ')}: ${code}`).toBeLessThanOrEqual(160)
        const read = readReplayCode(code, () => sandbox)
        expect(read.ok && read.value.acts).toEqual(run.acts)
      }
    },
  )

  test('reads what a person makes of it', () => {
    const code = replayCode(play(startRun(scenario('split-bank'), 1_000_001), 'availability'))
    const trace = traceHash(again(code).moment)
    const spellings = [
      code.toLowerCase(),
      code.replaceAll('-', ''),
      code.replaceAll('-', ' – '),
      ` ${[...code].join('\n')}\t`,
      code.replaceAll('0', 'o').replaceAll('1', 'l'),
      code.replaceAll('0', 'O').replaceAll('1', 'i'),
      code.replaceAll('1', 'I'),
    ]
    for (const spelling of spellings) expect(traceHash(again(spelling).moment)).toBe(trace)
  })

  test('another version of the scenario is told; mended words are none', () => {
    const code = replayCode(play(startRun(scenario('split-bank'), 3), 'consistency'))
    const reading = (change: (text: string) => string) =>
      readReplayCode(code, () => shipped('split-bank', change))
    const changed = reading(text => text.replace('delay: [40, 110]', 'delay: [40, 111]'))
    expect(changed.ok ? [] : changed.problems).toEqual([
      {
        file: 'replay code',
        line: null,
        message: expect.stringContaining('another version of the scenario «split-bank»'),
      },
    ])
    expect(reading(text => text.replace('One account, two cities', 'Two cities, one account')).ok).toBe(true)
    const gone = readReplayCode(code, () => undefined)
    expect(gone.ok ? '' : gone.problems[0]?.message).toContain('the scenario «split-bank», which is not here')
  })
})

describe(`anything at all as a replay code (NETSPLIT_SEED=${SEED})`, () => {
  const problem = (code: string) => {
    const read = readReplayCode(code, find)
    if (read.ok) return null
    expect(read.problems).toHaveLength(1)
    expect(read.problems[0]?.message).toMatch(/^[^\n]{10,300}$/)
    return read.problems[0]?.message
  }

  test('20,000 random texts', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ-'),
      maxLength: 80,
    })
    const anything = fc.string({ unit: 'binary', maxLength: 40 })
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: letters }, anything), code => {
        problem(code)
      }),
      { numRuns: FUZZ, seed: SEED },
    )
  })

  test('codes whose checksum is right and whose content is not', () => {
    const { scenario: bank } = play(startRun(scenario('split-bank'), 1), 'availability')
    const handed = play(startRun(bank, 1), 'availability', now => act(now, deedOf(bank, [now.now, 1, 2, 0])))
    const real = [
      replayCode({ ...handed, acts: handed.acts.slice(0, 30) }),
      replayCode(play(startRun(scenario('split-feed'), 9), 'consistency')),
    ].map(readDigits)
    let good = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...real),
        fc.array(fc.tuple(fc.nat(), fc.nat(31)), { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        (digits, changes, cut) => {
          // The first 18 digits are the format, the fingerprint and the id: the rest is what a forger plays with.
          const forged = digits.slice(0, digits.length - cut)
          for (const [place, digit] of changes) forged[18 + (place % (forged.length - 18))] = digit
          const read = readReplayCode(printDigits(forged), find)
          if (!read.ok) return
          good += 1
          expect(traceHash(again(replayCode(read.value)).moment)).toBe(
            traceHash(again(printDigits(forged)).moment),
          )
        },
      ),
      { numRuns: Math.max(1500, FUZZ / 20), seed: SEED },
    )
    expect(good).toBeGreaterThan(10)
  })

  test('the most that somebody can type into a sandbox opens: 500 deeds that set off as much as they can', () => {
    const set = shipped('sandbox-set')
    let run = advance(startRun(set, 1), 10_000)
    const type = (line: string) => {
      const parsed = parseCommand(run, line)
      if (!parsed.ok) throw new Error(parsed.message)
      run = parsed.deeds.reduce(act, run)
    }
    for (const line of ['duplicate 100%', 'delay 0', 'policy availability']) type(line)
    for (let i = 0; run.acts.length < 500; i++) type(`add x${i} at c${1 + (i % 3)}`)
    expect(parseCommand(run, 'read at c1').ok).toBe(false)
    const read = carryOutCode(replayCode(run), () => set)
    if (!read.ok) return expect.fail(read.problems[0]?.message)
    expect(read.value.acts).toEqual(run.acts)
    expect(read.value.moment.ended).toBe(true)
    expect(position(read.value)).toBeGreaterThan(50_000)
    const more = act(run, { type: 'fault', fault: { type: 'heal' } })
    expect(problemOf(replayCode(more), set)).toContain('out of bounds')
  })

  test('a run in which far more happens is given up, in one sentence', () => {
    const bank = scenario('split-bank')
    const timing = { ...bank.timing, exchangeEveryUs: 2000 }
    const links = { ...bank.links, delay: [{ perMille: 1000, fromUs: 500, toUs: 500 }] }
    const busy = { ...bank, stops: [], faults: [], workload: [], timing, links, lastsUs: 60_000_000 }
    expect(problemOf(replayCode(startRun(busy, 1)), busy)).toContain(
      'more happens in it than netsplit follows, 224000 things from its beginning',
    )
  })

  test('a code of the format before says so', () => {
    const digits = readDigits(replayCode(startRun(scenario('split-bank'), 1)))
    const old = printDigits([1, ...digits.slice(1)])
    expect(problemOf(old, scenario('split-bank'))).toContain('another version of netsplit (format 1, here 2)')
  })

  test('every change of one character, and of any two neighbours, is noticed', () => {
    const code = replayCode(play(startRun(scenario('split-feed'), 77), 'availability')).replaceAll('-', '')
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    for (let i = 0; i < code.length; i++) {
      for (const letter of letters)
        if (letter !== code[i]) expect(problem(code.slice(0, i) + letter + code.slice(i + 1))).not.toBeNull()
      expect(problem(code.slice(0, i) + code.slice(i + 1))).not.toBeNull()
      const swapped = `${code.slice(0, i)}${code[i + 1] ?? ''}${code[i]}${code.slice(i + 2)}`
      if (swapped !== code) expect(problem(swapped)).not.toBeNull()
    }
  })
})
