import type { PlannedFault, PlannedOperation, Scenario } from '../../src/lab/scenario.ts'
import type { Policy } from '../../src/model/cluster.ts'
import { draw, seededRandom } from '../../src/model/random.ts'
import { micros } from '../../src/model/time.ts'
import { USUAL_TIMING } from '../../src/sim/sim.ts'

/** What answers in a run of the theorem: a policy, one for each side, or the operators changing it during the cut. */
export const WAYS = ['consistency', 'availability', 'by-operation', 'by-side', 'to-availability'] as const
export type Way = (typeof WAYS)[number]

const CUT_MS = 2000
const HEAL_MS = 12_000
const END_MS = 16_000
const DEADLINE_MS = 1500
const CLIENT_TIMEOUT_MS = 2500

/** The time when the operators change the policy, between the write's end and the read's begin. */
export const SWITCH_US = micros(6500)

/**
 * A shared register as the theorem has it, drawn from a seed: 3 to 7 replicas cut into two sides, completely and both
 * ways, at times with another client on each side; the writer on one side and the reader on the other. The clients' own
 * links are clean and no replica fails; between replicas delays are anything, and messages are lost and doubled. During
 * the cut there is one write, of a value that is new, and a read on the other side that begins when the write's client
 * has long had its answer or given up. Every deadline is over before the cut heals.
 */
export function cutRegister(seed: number, way: Way, faults: 'cut' | 'none'): Scenario {
  let random = seededRandom(seed, 99)
  const whole = (from: number, to: number) => {
    const [value, next] = draw(random, from, to)
    random = next
    return value
  }
  const policy = (): Policy => (whole(0, 1) === 0 ? 'consistency' : 'availability')
  const replicas = Array.from({ length: whole(3, 7) }, (_, index) => `n${index + 1}`)
  const first = whole(1, replicas.length - 1)
  const sides = [replicas.slice(0, first), replicas.slice(first)] as const
  const [writes, reads] = whole(0, 1) === 0 ? sides : [sides[1], sides[0]]
  const of = (side: readonly string[]) => side[whole(0, side.length - 1)] ?? 'n1'
  const clients = [
    { id: 'c1', name: 'writer', coordinator: of(writes) },
    { id: 'c2', name: 'reader', coordinator: of(reads) },
  ]
  const at = (from: number, to: number) => ({ fromUs: micros(from), toUs: micros(to) })
  const own = way === 'by-operation' ? { policy: policy() } : {}
  const onSide = { writer: policy(), reader: policy() }
  const said = (who: 'writer' | 'reader') => (way === 'by-side' ? { policy: onSide[who] } : own)
  const workload: PlannedOperation[] = []
  // What was asked before the cut, by either; its values are not the one that is written later.
  for (let i = whole(0, 3); i > 0; i -= 1) {
    const write = whole(0, 1) === 0
    workload.push({
      at: at(0, CUT_MS - 200),
      client: whole(0, 1) === 0 ? 'c1' : 'c2',
      f: write ? 'write' : 'read',
      key: 'x',
      value: write ? i : null,
    })
  }
  workload.push({ at: at(4700, 4900), client: 'c1', f: 'write', key: 'x', value: 'new', ...said('writer') })
  workload.push({ at: at(7600, 8400), client: 'c2', f: 'read', key: 'x', value: null, ...said('reader') })
  const cut: PlannedFault[] = [
    { atUs: micros(CUT_MS), fault: { type: 'cut', partition: { groups: sides, oneWay: false } } },
    { atUs: micros(HEAL_MS), fault: { type: 'heal' } },
  ]
  const bad = faults === 'cut' && whole(0, 1) === 0
  return {
    id: 'theorem',
    title: 'theorem',
    summary: 'theorem',
    story: 'theorem',
    model: 'register',
    seed,
    replicas,
    clients,
    keys: { x: { initial: null, merge: 'last-write-wins' } },
    links: {
      delay: [
        { perMille: 950, fromUs: 1_000, toUs: 60_000 },
        { perMille: 50, fromUs: 60_000, toUs: bad ? 500_000 : 100_000 },
      ],
      lossPpm: bad ? 50_000 : 0,
      duplicatePpm: bad ? 50_000 : 0,
    },
    clientDelayUs: { fromUs: 500, toUs: 2_000 },
    timing: {
      ...USUAL_TIMING,
      deadlineUs: micros(DEADLINE_MS),
      clientTimeoutUs: micros(CLIENT_TIMEOUT_MS),
      attemptTimeoutUs: 300_000,
      exchangeEveryUs: micros(whole(300, 2000)),
    },
    policy: way === 'availability' ? 'availability' : 'consistency',
    sealed: whole(0, 1) === 0,
    rawClocks: false,
    workload,
    faults: faults === 'cut' ? cut : [],
    stops: [],
    lastsUs: micros(END_MS),
    words: {},
    expectations: [],
    prediction: null,
    handCut: { groups: sides, oneWay: false },
    handWrite: { f: 'read', key: 'x', value: null },
    counts: ['requests'],
  }
}
