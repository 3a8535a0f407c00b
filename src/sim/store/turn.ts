import { type MergeRule, majority, type NodeId, type Policy } from '../../model/cluster.ts'
import { canonicalJson } from '../../model/json.ts'
import type { OperationId } from '../../model/operation-set.ts'
import { type Copy, initialCopy, type Stamp } from './copy.ts'
import { type View, viewOf } from './merge.ts'
import type { Answer, Body, Config, Note, Request, Timer } from './protocol.ts'
import type { Attempt, Disk, ReplicaState, StoreInput, StoreOutput } from './state.ts'

/**
 * One input being handled by one replica: its state so far and what it has decided to send. It lives only inside
 * `replicaStep`, which is pure as a whole; the parts of the protocol read better when they can say `turn.send(…)`.
 */
export class Turn {
  state: ReplicaState
  readonly now: number
  readonly config: Config
  readonly outputs: StoreOutput[] = []

  constructor(state: ReplicaState, input: StoreInput) {
    this.state = state
    this.now = input.now
    this.config = input.config
  }

  get id(): NodeId {
    return this.state.id
  }

  get peers(): readonly NodeId[] {
    return this.state.settings.replicas.filter(node => node !== this.id)
  }

  get voters(): number {
    return this.state.settings.replicas.length
  }

  get majority(): number {
    return majority(this.voters)
  }

  send(to: NodeId, body: Body): void {
    this.outputs.push({ type: 'send', to, body })
  }

  sendPeers(body: Body): void {
    for (const peer of this.peers) this.send(peer, body)
  }

  timer(afterUs: number, timer: Timer): void {
    this.outputs.push({ type: 'timer', afterUs, timer })
  }

  note(note: Note): void {
    this.outputs.push({ type: 'note', note })
  }

  policyFor(request: Request): Policy {
    return request.policy ?? this.config.keyPolicies[request.key] ?? this.config.policy
  }

  rule(key: string): MergeRule {
    return this.state.settings.merge[key] ?? 'last-write-wins'
  }

  copy(key: string): Copy {
    return this.state.disk.copies[key] ?? initialCopy(this.state.settings.initial[key] ?? null)
  }

  view(key: string): View {
    return viewOf(this.rule(key), this.copy(key))
  }

  writeDisk(change: Partial<Disk>): void {
    this.state = { ...this.state, disk: { ...this.state.disk, ...change } }
  }

  /** Keeps a copy; when what is shown changes because of what `from` said, in its value or in what it is made of, that is a note. */
  keepCopy(key: string, copy: Copy, from: NodeId | null = null): void {
    const before = from === null ? null : this.view(key)
    this.writeDisk({ copies: { ...this.state.disk.copies, [key]: copy } })
    if (from === null || before === null) return
    const after = this.view(key)
    const dropped = before.includes & ~after.includes
    if (dropped !== 0n || canonicalJson(before.value) !== canonicalJson(after.value))
      this.note({ type: 'shows', key, before: before.value, after: after.value, dropped, from })
  }

  /** The stamp of what is made now: after everything that was seen, unless the raw clock is to be trusted. */
  stamp(latest: number): Stamp {
    const time = this.state.settings.rawClocks ? this.now : Math.max(this.now, latest + 1)
    return [time, this.id]
  }

  attempt(op: OperationId): Attempt | undefined {
    return this.state.attempts[op]
  }

  keepAttempt(op: OperationId, attempt: Attempt): void {
    this.state = { ...this.state, attempts: { ...this.state.attempts, [op]: attempt } }
  }

  dropAttempt(op: OperationId): void {
    const { [op]: _, ...attempts } = this.state.attempts
    this.state = { ...this.state, attempts }
  }

  /** Ends an operation: the answer is on disk before the client hears it. */
  answer(request: Request, answer: Answer): void {
    this.dropAttempt(request.op)
    this.writeDisk({ requests: { ...this.state.disk.requests, [request.op]: answer } })
    this.send(request.client, { type: 'reply', op: request.op, answer })
  }
}
