import { describe, expect, it } from 'vitest'
import {
  act,
  advance,
  assess,
  type Challenge,
  historyOf,
  judge,
  parseCommand,
  type Run,
  readChallenges,
  typeInto,
} from '../../src/lab/lab.ts'
import { problemLine } from '../../src/model/problem.ts'
import { seededRandom } from '../../src/model/random.ts'
import { challengesText, Dice, FAMILY, randomCommand, sandboxRun, typed } from './sandbox-runs.ts'

const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_260)
const ATTEMPTS = 300

const challenges = shipped()
const possible = challenges.filter(({ impossible }) => !impossible)

function shipped(): readonly Challenge[] {
  const read = readChallenges(challengesText(), 'challenges.yaml', FAMILY)
  if (!read.ok) throw new Error(read.problems.map(problemLine).join('\n'))
  return read.value
}

function challenge(id: string): Challenge {
  const found = challenges.find(known => known.id === id)
  if (!found) throw new Error(`no challenge «${id}»`)
  return found
}

/** The run with lines typed, some time apart, and a while after the last. */
function play(run: Run, ...lines: readonly string[]): Run {
  return lines.reduce((next, line) => advance(typed(next, line), 2_000_000), run)
}

function missing(id: string, ...lines: readonly string[]): string {
  const { met, missing } = judge(challenge(id), play(sandboxRun(challenge(id).scenario), ...lines))
  return met ? 'met' : missing
}

describe('every challenge', () => {
  it.each(challenges.map(known => [known.id, known] as const))(
    '%s begins unmet, and says what is missing',
    (_, known) => {
      const judged = judge(known, sandboxRun(known.scenario))
      expect(judged.met).toBe(false)
      expect(judged.missing.length).toBeGreaterThan(20)
    },
  )

  it.each(possible.map(known => [known.id, known] as const))(
    '%s is met by its solution, whatever the seed',
    (_, known) => {
      for (let seed = 1; seed <= 20; seed++) {
        const run = typeInto(sandboxRun(known.scenario, seed), known.solution)
        if (!run.ok) throw new Error(run.problems.map(problemLine).join('\n'))
        expect(judge(known, advance(run.value, 5_000_000)), `seed ${seed}`).toEqual({
          met: true,
          missing: '',
        })
      }
    },
  )

  it.each(possible.map(known => [known.id, known] as const))(
    '%s needs every line of its solution but the last ones',
    (_, known) => {
      const run = typeInto(sandboxRun(known.scenario), known.solution.slice(0, -1))
      if (run.ok) expect(judge(known, advance(run.value, 5_000_000)).met).toBe(false)
    },
  )

  it('belongs to its sandbox', () => {
    expect(judge(challenge('deleted-back'), sandboxRun('sandbox'))).toEqual({
      met: false,
      missing: 'This challenge is played in another sandbox: store set.',
    })
    expect(judge(challenge('stale-read'), sandboxRun('sandbox-7')).missing).not.toContain('another sandbox')
  })
})

describe('what is missing is said of this very run', () => {
  const CUT = 'cut n1 n2 n3 | n4 n5'

  it.each<[id: string, lines: readonly string[], expected: RegExp]>([
    ['stale-read', ['read at c1'], /A read was answered, but nothing had been written that it could miss/],
    ['stale-read', ['withdraw 80 at c1'], /no read has been answered yet/],
    ['stale-read', ['withdraw 80 at c1', 'read at c3'], /knew of it: n5 had heard/],
    [
      'stale-read',
      ['withdraw 80 at c1', 'read purse at c3'],
      /none that was asked after a change of its key/,
    ],
    ['lost-write', ['policy availability', CUT, 'withdraw 10 at c1'], /still cut; heal it/],
    [
      'lost-write',
      ['withdraw 10 at c1', 'withdraw 10 at c3'],
      /All 2 acknowledged changes are still there.*was ever cut/,
    ],
    ['both-refuse', [CUT, 'withdraw 10 at c3'], /1 of 2 sides refused. Nobody asked n1 n2 n3/],
    [
      'both-refuse',
      [CUT, 'withdraw 10 at c3', 'withdraw 10 at c1'],
      /n1 n2 n3 is a majority, and went on answering/,
    ],
    ['both-refuse', ['policy availability', CUT, 'read at c3', 'read at c1'], /answered from its own copy/],
    ['both-refuse', ['cut n1 > n2'], /one way only/],
    ['deleted-back', ['add milk at c1'], /Nothing has been removed yet/],
    ['deleted-back', ['remove milk at c1'], /never been in/],
    ['deleted-back', ['add milk at c1', 'remove milk at c1'], /no cut has been healed since/],
    ['deleted-back', ['add milk at c1', CUT, 'remove milk at c1', 'heal', 'read at c3'], /stays away/],
    ['deleted-back', ['add milk at c1', 'remove milk at c1', 'add milk at c1'], /added again/],
    ['two-siblings', ['write 1 at c1'], /but not to «note»/],
    ['two-siblings', ['write 1 to note at c1'], /written once/],
    ['two-siblings', ['write 1 to note at c1', 'write 2 to note at c3'], /each knowing of the one before/],
    [
      'two-siblings',
      [
        'policy availability',
        CUT,
        'write 1 to note at c1',
        'write 1 to note at c3',
        'heal',
        'read note at c1',
      ],
      /2 times with the same value/,
    ],
    ['nobody-knows', ['read at c1'], /All 1 requests were answered/],
    ['nobody-knows', [CUT, 'read at c3'], /Every request was refused/],
  ])('%s: %j', (id, lines, expected) => {
    expect(missing(id, ...lines)).toMatch(expected)
  })
})

it('an element that is only shown where its removal has not been heard of has not come back', () => {
  const lines = ['policy availability', 'add milk at c1', 'cut n1 n2 n3 | n4 n5', 'remove milk at c1']
  const cut = play(sandboxRun('sandbox-set'), ...lines)
  // Asked at the very moment of healing: n5 has heard nothing yet.
  const read = typed(typed(cut, 'heal'), 'read at c3')
  const early = judge(challenge('deleted-back'), advance(read, 300_000))
  expect(early).toEqual({ met: false, missing: expect.stringContaining('had not heard of its removal yet') })
})

it('two sides that wrote the same do not disagree: one value is read, and the history is linearizable', () => {
  const lines = ['cut n1 n2 n3 | n4 n5', 'write 1 to note at c1', 'write 1 to note at c3', 'heal']
  const run = play(sandboxRun('sandbox-register'), 'policy availability', ...lines, 'read note at c1')
  expect(historyOf(run.moment).at(-1)).toMatchObject({ type: 'ok', f: 'read', value: 1 })
  expect(assess(run)).toMatchObject({ verdict: { result: 'linearizable' }, ledger: { conflicts: 0 } })
})

describe('beat CAP', () => {
  const CUT = 'cut n1 n2 n3 | n4 n5'

  it.each<[lines: readonly string[], expected: RegExp]>([
    [['cut n1 | n2'], /puts every replica on a side/],
    [[CUT], /nobody has asked anything since/],
    [[CUT, 'withdraw 80 at c1'], /Nobody asked n4 n5/],
    [[CUT, 'withdraw 80 at c1', 'read at c3'], /^Availability was lost: n5 refused a request of c3/],
    [
      ['policy availability', CUT, 'withdraw 80 at c1', 'read at c3'],
      /^Consistency was lost: .* not linearizable/,
    ],
    [['policy availability', CUT, 'read at c1', 'read at c3'], /nothing was written while cut/],
    [['policy availability', CUT, 'withdraw 80 at c1', 'read at c1', 'read purse at c3'], /now read its key/],
    [[CUT, 'withdraw 80 at c1', 'read at c3 under availability'], /^Consistency was lost/],
    // A change that changes nothing: no answer shows that nobody knew of it.
    [['policy availability', 'link n1 n5 cut', CUT, 'withdraw 0 at c1', 'read at c3'], /only by luck/],
  ])('%j', (lines, expected) => {
    expect(missing('beat-cap', ...lines)).toMatch(expected)
  })

  it('a replica that is down, or was during the cut, owes no answer', () => {
    const lines = ['crash n5', CUT, 'read at c3', 'withdraw 80 at c1']
    expect(missing('beat-cap', ...lines)).toMatch(/^Nobody asked n4 n5/)
    const [received] = [play(sandboxRun(), CUT, 'policy availability', 'withdraw 80 at c1')]
    const asked = typed(typed(received, 'policy consistency'), 'read at c3')
    const failed = play(advance(asked, 100_000), 'crash n5')
    const judged = judge(challenge('beat-cap'), advance(failed, 5_000_000))
    expect(judged.missing).toMatch(/^Nobody asked n4 n5/)
    // The same without the crash: then it was refused, and availability is lost.
    expect(judge(challenge('beat-cap'), advance(asked, 5_000_000)).missing).toMatch(/^Availability was lost/)
  })

  it('waiting for the network to heal is no answer', () => {
    const cut = play(sandboxRun(), CUT, 'withdraw 80 at c1')
    const asked = advance(typed(cut, 'read at c3'), 800_000)
    const healed = advance(typed(asked, 'heal'), 3_000_000)
    expect(judge(challenge('beat-cap'), healed).missing).toMatch(/^Availability was lost/)
  })

  it(`is met by none of ${ATTEMPTS} random attempts`, () => {
    const halves = new Set<string>()
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const dice = new Dice(seededRandom(SEED, 2_000_000 + attempt))
      let run = sandboxRun('sandbox', attempt)
      if (dice.below(2) === 0) run = typed(run, 'policy availability')
      run = typed(run, dice.of([CUT, 'cut n1 n2 | n3 n4 n5', 'cut n1 | n2 n3 | n4 n5']))
      const lines = [...Array(8)].map(() => () => randomCommand(dice, run))
      for (const line of lines) {
        const text = line()
        // Mending the network is left out: after it there is nothing to beat.
        const parsed = text === 'heal' ? null : parseCommand(run, text)
        if (parsed?.ok) run = advance(parsed.deeds.reduce(act, run), dice.below(1_500_000))
      }
      const { met, missing } = judge(challenge('beat-cap'), advance(run, 3_000_000))
      expect(met, `NETSPLIT_SEED=${SEED}, attempt ${attempt}`).toBe(false)
      expect(missing).not.toBe('')
      halves.add(missing.split(' ')[0] ?? '')
    }
    expect([...halves]).toEqual(expect.arrayContaining(['Availability', 'Consistency']))
  })
})

describe('the file of challenges', () => {
  it('names the line of what is wrong', () => {
    const text = challengesText()
      .replace('id: lost-write', 'id: stale-read')
      .replace('scenario: sandbox-set', 'scenario: sandbox-sot')
    const read = readChallenges(text, 'challenges.yaml', FAMILY)
    expect(read.ok ? [] : read.problems.map(problemLine)).toEqual([
      expect.stringMatching(/^challenges\.yaml:\d+: There are two challenges «stale-read»/),
      expect.stringMatching(/^challenges\.yaml:\d+: There is no scenario «sandbox-sot»/),
    ])
  })
})
