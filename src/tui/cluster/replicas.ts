import { type LabHappening, policyIsOpen, type Run, replicaView } from '../../lab/lab.ts'
import type { NodeId } from '../../model/cluster.ts'
import { canonicalJson, isJsonArray, type Json } from '../../model/json.ts'
import { countOperations, hasOperation } from '../../model/operation-set.ts'
import { hostOf, type ReplicaState, suspectsOf } from '../../sim/sim.ts'
import { doing } from './doing.ts'
import { recent } from './recent.ts'
import { NOTHING, orderForms, type Saying } from './words.ts'

/** What the stage shows of one replica. */
export interface ReplicaFacts {
  readonly id: NodeId
  readonly up: boolean
  /** Of the key that is shown, as is all that follows about copies. */
  readonly value: Json
  /** What was added to the value last, of a set; null where nothing was, or it is no set. */
  readonly newest: Json
  /** How many changes the copy contains. */
  readonly version: number
  /** Two replicas hold the same when this is the same: one value, made of the same changes. */
  readonly copy: string
  /** Whether it has just taken over another value. */
  readonly fresh: boolean
  readonly doing: Saying
  /** The changes that the copy contains, the latest one first, as many as a box has room for. */
  readonly changes: readonly Saying[]
  /** The peers that it takes for gone; a guess, and the stage around it shows what is so. Null where there are none. */
  readonly suspicion: Saying | null
  /** More about it, the most telling first, for boxes with room. */
  readonly more: readonly Saying[]
}

/** How long what a replica has just done stays to be read, in virtual time. */
const FRESH_US = 400_000

/** Changes of a copy that are told at most: a box has room for no more. */
const CHANGES_MAX = 5

/** What the stage shows of every replica, as far as copies go of one key. */
export function replicaFacts(run: Run, key: string): readonly ReplicaFacts[] {
  const { scenario, moment } = run
  const news = recent(run, FRESH_US)
  return scenario.replicas.flatMap(id => {
    const host = hostOf(moment.world, id)
    if (host?.state.kind !== 'replica') return []
    const held = holding(run, host.state, key)
    const shows = ({ notes }: LabHappening) =>
      notes.some(({ node, note }) => node === id && note.type === 'shows' && note.key === key)
    return {
      id,
      up: host.up,
      value: held.value,
      newest: held.newest,
      version: held.version,
      copy: held.copy,
      fresh: host.up && news.some(shows),
      doing: host.up ? doing(run, host.state, news) : { forms: ['✗ down'], role: 'bad' },
      changes: held.changes,
      suspicion: host.up ? suspicion(suspectsOf(host.state, run.now + host.clockOffsetUs)) : null,
      more: more(run, host.state, key),
    }
  })
}

/** What follows from a copy, the rule that it is shown by, and the history of the operations that made it. */
type Holding = Pick<ReplicaFacts, 'value' | 'newest' | 'version' | 'copy' | 'changes'>

/** What a replica's copy of a key holds. A copy is a value, and most frames show the ones that the last frame showed. */
function holding(run: Run, replica: ReplicaState, key: string): Holding {
  const copy = replica.disk.copies[key]
  const rule = replica.settings.merge[key]
  const { items } = run.moment.told
  const last = HELD.get(items) ?? new Map<string, Held>()
  HELD.set(items, last)
  const place = `${replica.id} ${key}`
  const known = last.get(place)
  if (known !== undefined && known.copy === copy && known.rule === rule) return known.holding
  const { value, includes } = replicaView(run.scenario, replica, key)
  const holding = {
    value,
    newest: isJsonArray(value) ? newest(run, includes) : null,
    version: countOperations(includes),
    copy: `${canonicalJson(value)} ${includes}`,
    changes: changes(run, includes),
  }
  if (copy) last.set(place, { copy, rule, holding })
  return holding
}

interface Held {
  readonly copy: object
  readonly rule: string | undefined
  readonly holding: Holding
}

/**
 * The last one of each replica and key, by the list that the moments of a run share. Not of each copy: a run keeps old
 * ones to go back to, and with them all that was ever shown of them would be kept.
 */
const HELD = new WeakMap<readonly unknown[], Map<string, Held>>()

function more(run: Run, replica: ReplicaState, key: string): readonly Saying[] {
  const copy = replica.disk.copies[key]
  const [counter = 0, node = ''] = copy?.promised ?? []
  const promised =
    counter > 0 ? [`promised ${node} (${counter})`, `prom. ${node}`] : ['promised nobody', 'no promise']
  const pending = copy?.pending.length ?? 0
  return [
    { forms: promised, role: 'quiet' },
    { forms: [`pending ${pending}`, `pend. ${pending}`], role: pending > 0 ? 'text' : 'quiet' },
    policySaying(run, key),
  ]
}

/** The policy that the copy of a key goes by; nothing while the learner has not chosen it. */
function policySaying(run: Run, key: string): Saying {
  if (policyIsOpen(run)) return NOTHING
  const { keyPolicies, operationPolicies, policy: whole } = run.moment.world.config
  if (operationPolicies) return { forms: ['by operation', 'by op.'], role: 'quiet' }
  const policy = keyPolicies[key] ?? whole
  return { forms: [policy, policy === 'availability' ? 'avail.' : 'consist.'], role: 'quiet' }
}

function suspicion(suspects: readonly NodeId[]): Saying | null {
  if (suspects.length === 0) return null
  const names = suspects.join(' ')
  const numbers = suspects.map(id => id.replace(/^\D+/, ''))
  const first = suspects[0] ?? ''
  const isRow =
    suspects.length > 2 && numbers.every((number, place) => Number(number) === Number(numbers[0]) + place)
  const short = isRow ? `${first}-${numbers.at(-1)}` : [first, ...numbers.slice(1)].join(',')
  const numbersShort = isRow ? `${numbers[0]}-${numbers.at(-1)}` : numbers.join(',')
  return {
    forms: [
      ` ? ${names} `,
      `? ${names}`,
      `?${short}`,
      `?${numbersShort}`,
      `?${numbers.join('')}`,
      `?×${suspects.length}`,
    ],
    role: 'unsure',
  }
}

/** The changes that a copy contains, the latest asked first: `c1 withdraw 80`. */
function changes(run: Run, includes: bigint): readonly Saying[] {
  const { told } = run.moment
  const found: Saying[] = []
  if (includes === 0n) return found
  for (let place = told.length - 1; place >= 0 && found.length < CHANGES_MAX; place -= 1) {
    const entry = told.items[place]
    if (entry?.event.type !== 'invoke' || !hasOperation(includes, entry.op)) continue
    const forms = orderForms(entry.event)
    // Who asked can be spared before what was asked.
    found.push({ forms: [...forms.map(form => `${entry.client} ${form}`), ...forms.slice(1)], role: 'quiet' })
  }
  return found
}

/** The member that was added last of what a copy contains; null where none was. */
function newest(run: Run, includes: bigint): Json {
  const { told } = run.moment
  for (let place = told.length - 1; place >= 0; place -= 1) {
    const entry = told.items[place]
    if (entry?.event.type !== 'invoke' || entry.event.f !== 'add') continue
    if (hasOperation(includes, entry.op)) return entry.event.value
  }
  return null
}
