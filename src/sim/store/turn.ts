import { type MergeRule, majority, type NodeId, type Policy } from '../../model/cluster.ts'
import { sameJson } from '../../model/json.ts'
import type { OperationId } from '../../model/operation-set.ts'
import type { Random } from '../../model/random.ts'
import { type Copy, initialCopy, type Stamp } from './copy.ts'
import { type View, viewOf } from './merge.ts'
import type { Answer, Body, Config, Note, Request, Settings, Timer } from './protocol.ts'
import type { Attempt, Disk, ReplicaState, StoreInput, StoreOutput } from './state.ts'

/**
 * One input being handled by one replica: its state so far and what it has decided to send. It lives only inside
 * `replicaStep`, which is pure as a whole; the parts of the protocol read better when they can say `turn.send(…)`.
 *
 * What it may change of the state lies open in fields, and one new state is made at the end, field by field: V8 goes
 * through the runtime for `{ ...state, heard }`, which was much of what a message cost.
 */
export class Turn {
  readonly id: NodeId
  settings: Settings
  readonly now: number
  readonly config: Config
  readonly outputs: StoreOutput[] = []
  random: Random
  disk: Disk
  attempts: ReplicaState['attempts']
  hints: ReplicaState['hints']
  heard: ReplicaState['heard']
  recovering: ReplicaState['recovering']
  diskNumber: number

  constructor(state: ReplicaState, input: StoreInput) {
    this.id = state.id
    this.settings = state.settings
    this.now = input.now
    this.config = input.config
    this.random = state.random
    this.disk = state.disk
    this.attempts = state.attempts
    this.hints = state.hints
    this.heard = state.heard
    this.recovering = state.recovering
    this.diskNumber = state.diskNumber
  }

  /** The state after all that was done. */
  state(): ReplicaState {
    const { id, settings, random, disk, attempts, hints, heard, recovering, diskNumber } = this
    return { kind: 'replica', id, settings, random, disk, attempts, hints, heard, recovering, diskNumber }
  }

  get peers(): readonly NodeId[] {
    return this.settings.replicas.filter(node => node !== this.id)
  }

  get voters(): number {
    return this.settings.replicas.length
  }

  get majority(): number {
    return majority(this.voters)
  }

  send(to: NodeId, body: Body): void {
    this.outputs.push({ type: 'send', to, body })
  }

  sendPeers(body: Body): void {
    for (const node of this.settings.replicas) if (node !== this.id) this.send(node, body)
  }

  timer(afterUs: number, timer: Timer): void {
    this.outputs.push({ type: 'timer', afterUs, timer })
  }

  note(note: Note): void {
    this.outputs.push({ type: 'note', note })
  }

  policyFor(request: Request): Policy {
    const { policy, keyPolicies, operationPolicies } = this.config
    return request.policy ?? operationPolicies?.[request.f] ?? keyPolicies[request.key] ?? policy
  }

  rule(key: string): MergeRule {
    return this.settings.merge[key] ?? 'last-write-wins'
  }

  copy(key: string): Copy {
    return this.disk.copies[key] ?? initialCopy(this.settings.initial[key] ?? null)
  }

  view(key: string): View {
    return viewOf(this.rule(key), this.copy(key))
  }

  writeDisk(change: Partial<Disk>): void {
    const { disk } = this
    const {
      copies = disk.copies,
      counter = disk.counter,
      dots = disk.dots,
      requests = disk.requests,
    } = change
    this.disk = { copies, counter, dots, requests }
  }

  /** Keeps a copy; when what is shown changes because of what `from` said, in its value or in what it is made of, that is a note. */
  keepCopy(key: string, copy: Copy, from: NodeId | null = null): void {
    const old = this.copy(key)
    const copies = { ...this.disk.copies }
    copies[key] = copy
    this.writeDisk({ copies })
    if (from === null || (copy.agreed === old.agreed && copy.pending === old.pending)) return
    const before = viewOf(this.rule(key), old)
    const after = this.view(key)
    const dropped = before.includes & ~after.includes
    if (dropped !== 0n || !sameJson(before.value, after.value))
      this.note({ type: 'shows', key, before: before.value, after: after.value, dropped, from })
  }

  /** The stamp of what is made now: after everything that was seen, unless the raw clock is to be trusted. */
  stamp(latest: number): Stamp {
    const time = this.settings.rawClocks ? this.now : Math.max(this.now, latest + 1)
    return [time, this.id]
  }

  attempt(op: OperationId): Attempt | undefined {
    return this.attempts[op]
  }

  keepAttempt(op: OperationId, attempt: Attempt): void {
    const attempts = { ...this.attempts }
    attempts[op] = attempt
    this.attempts = attempts
  }

  dropAttempt(op: OperationId): void {
    const attempts = { ...this.attempts }
    delete attempts[op]
    this.attempts = attempts
  }

  /** Remembers how an operation stands, should its request come again. */
  keepRequest(op: OperationId, answer: Answer | 'under-way'): void {
    const requests = { ...this.disk.requests }
    requests[op] = answer
    this.writeDisk({ requests })
  }

  /** Ends an operation: the answer is on disk before the client hears it. */
  answer(request: Request, answer: Answer): void {
    this.dropAttempt(request.op)
    this.keepRequest(request.op, answer)
    this.send(request.client, { type: 'reply', op: request.op, answer })
  }
}
