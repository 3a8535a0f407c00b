import { type Choose, type Run, type Scenario, sweepRun } from '../../lab/lab.ts'
import { present } from '../../model/assert.ts'
import type { Json } from '../../model/json.ts'
import { draw, seededRandom } from '../../model/random.ts'
import { micros } from '../../model/time.ts'

type Planned = Scenario['workload'][number]
/** Draws a whole number, both ends included. */
type Whole = (from: number, to: number) => number

/** The stream of chance of these attempts, apart from a run's own and from its faults. */
const STREAM = 2100
/** In virtual milliseconds. What was asked during the cut is over when it heals: the store’s usual patience is 1.5 s. */
const AT = { cut: 600, asks: 800, apart: 1000, heal: 6000, late: 7000, end: 9000 } as const
/** Half of the attempts meet so many faults by chance on top of their cut. */
const FAULTS = 1

/** Which policy is in force during an attempt; under a mixed one every operation has its own. */
export const ATTEMPT_POLICIES = ['consistency', 'availability', 'mixed policies'] as const
type AttemptPolicy = (typeof ATTEMPT_POLICIES)[number]

/**
 * One attempt in a sandbox, drawn from a seed, at its end: a complete cut with a client on either side of it, two to
 * four operations while it is cut, in turn on one side and on the other, a read when it has healed. It is a run of a
 * sweep like any other, so that with every second seed something breaks by chance as well.
 */
export function attempt(sandbox: Scenario, policy: AttemptPolicy, seed: number): Run {
  let random = seededRandom(seed, STREAM)
  const whole: Whole = (from, to) => {
    const [value, next] = draw(random, from, to)
    random = next
    return value
  }
  const scenario: Scenario = {
    ...sandbox,
    policy: policy === 'mixed policies' ? sandbox.policy : policy,
    workload: operations(sandbox, whole).map(operation => ({
      ...operation,
      ...(policy === 'mixed policies' && { policy: whole(0, 1) === 0 ? 'consistency' : 'availability' }),
    })),
    faults: [
      { atUs: micros(AT.cut), fault: { type: 'cut', partition: sandbox.handCut } },
      { atUs: micros(AT.heal), fault: { type: 'heal' } },
    ],
    stops: [],
    lastsUs: micros(AT.end),
  }
  const choose: Choose = ({ choice }) => present(choice?.options[0], 'an attempt stops nowhere')
  return sweepRun(scenario, seed, choose, (seed % 2) * FAULTS)
}

function operations(sandbox: Scenario, whole: Whole): readonly Planned[] {
  const { clients, handCut, keys } = sandbox
  const sides = handCut.groups.flatMap(
    group => clients.find(({ coordinator }) => group.includes(coordinator))?.id ?? [],
  )
  const first = whole(0, 1)
  const one = <T>(list: readonly T[]) => present(list[whole(0, list.length - 1)], 'one of none')
  const key = one(Object.keys(keys))
  const asked = Array.from({ length: whole(2, 4) }, (_, place) => {
    const client = present(
      sides[(first + place) % sides.length] ?? clients[0]?.id,
      'a sandbox without clients',
    )
    const reads = place > 0 && whole(0, 1) === 0
    return planned(AT.asks + place * AT.apart, client, key, reads ? READ : one(changes(sandbox, key, place)))
  })
  return [...asked, ...sides.map(client => planned(AT.late, client, key, READ))]
}

type Asked = Pick<Planned, 'f' | 'value'>
const READ: Asked = { f: 'read', value: null }

/** What changes a key. A value written is a new one; an element added or removed may be one that is there. */
function changes({ model, handWrite, keys }: Scenario, key: string, place: number): readonly Asked[] {
  switch (model) {
    case 'account':
      return [
        { f: 'withdraw', value: 80 },
        { f: 'deposit', value: 5 },
      ]
    case 'set': {
      const initial = keys[key]?.initial
      const elements: readonly Json[] = [handWrite.value, ...(Array.isArray(initial) ? initial : [])]
      return elements.flatMap(value => [{ f: 'add', value } as const, { f: 'remove', value } as const])
    }
    default:
      return [{ f: 'write', value: place + 1 }]
  }
}

function planned(atMs: number, client: string, key: string, asked: Asked): Planned {
  return { ...asked, key, client, at: { fromUs: micros(atMs), toUs: micros(atMs + 400) } }
}
