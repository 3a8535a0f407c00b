/** How much a room holds, and how long it waits. Times are in milliseconds. */
export interface Limits {
  readonly connectionsMax: number
  /** A class behind one router has one address. */
  readonly connectionsPerAddressMax: number
  readonly authMsMax: number
  readonly authTriesMax: number
  /** Wrong codes of one address that cost nothing but the try; each after them doubles the wait. */
  readonly freeFailures: number
  readonly failureMs: number
  readonly failureMsMax: number
  /** A session in which no key was pressed for so long is over. */
  readonly idleMsMax: number
  /** Learners that are kept, in all: each has files. */
  readonly learnersMax: number
  /** New names that one address may make at once; after that it gets one more each `newNameMs`. */
  readonly newNamesPerAddress: number
  readonly newNameMs: number
}

export const USUAL_LIMITS: Limits = {
  connectionsMax: 500,
  connectionsPerAddressMax: 200,
  authMsMax: 120_000,
  authTriesMax: 4,
  freeFailures: 3,
  failureMs: 500,
  failureMsMax: 30_000,
  idleMsMax: 2 * 3_600_000,
  learnersMax: 10_000,
  newNamesPerAddress: 300,
  newNameMs: 60_000,
}

/** After so long without a wrong code from it, an address is like any other. */
const FORGOTTEN_MS = 600_000

/** Who would wait for longer than so many of the longest penalties is told no at once. */
const WAITING_TURNS = 2

interface Address {
  readonly failures: number
  /** When the next try is answered at the earliest. */
  readonly nextAt: number
}

/** What letting somebody in asks of the limits, wherever in the server these are counted. */
export interface GateKeeping {
  /** A try's turn: for how long its answer is held back, whether it is right or wrong. Null where too many wait already. */
  readonly turnMs: (address: string) => Promise<number | null>
  /** A code was wrong. */
  readonly failed: (address: string) => void
  /** The room's code was right. */
  readonly passed: (address: string) => void
  /** Null where one learner more may be made, which is counted then; or why not. */
  readonly newName: (address: string) => Promise<string | null>
}

/**
 * Who may come in, how often somebody may guess, and how many learners they may make; for a whole server, whose
 * processes all ask the same one. `now` is a clock in milliseconds, `learners` how many are kept already.
 */
export class Gate {
  private readonly limits: Limits
  private readonly now: () => number
  private readonly here = new Map<string, number>()
  private readonly failing = new Map<string, Address>()
  /** When an address that makes no more names has all of its own back. */
  private readonly naming = new Map<string, number>()
  private total = 0
  private learners: number

  constructor(limits: Limits, now: () => number, learners = 0) {
    this.limits = limits
    this.now = now
    this.learners = learners
  }

  /** This gate, for those who are in its own process. */
  keeping(): GateKeeping {
    return {
      turnMs: async address => this.turnMs(address),
      failed: address => this.failed(address),
      passed: address => this.passed(address),
      newName: async address => this.newName(address),
    }
  }

  /** Lets a connection in, to be let out by what comes back; or says why not. */
  admit(address: string): (() => void) | string {
    const { connectionsMax, connectionsPerAddressMax } = this.limits
    const key = network(address)
    const there = this.here.get(key) ?? 0
    if (this.total >= connectionsMax) return `the room is full (${connectionsMax} connections)`
    if (there >= connectionsPerAddressMax) return `${there} connections from that address`
    this.total += 1
    this.here.set(key, there + 1)
    return () => {
      this.total -= 1
      const left = (this.here.get(key) ?? 1) - 1
      if (left > 0) this.here.set(key, left)
      else this.here.delete(key)
    }
  }

  /**
   * A try's turn: for how many milliseconds its answer is held back, right or wrong. Each has its own, behind those who
   * wait already, so that several connections at once don't help; null where too many wait.
   */
  turnMs(address: string): number | null {
    const now = this.now()
    this.forgetFailures(now)
    const key = network(address)
    const known = this.failing.get(key)
    if (known === undefined) return 0
    const at = Math.max(now, known.nextAt)
    if (at > now + WAITING_TURNS * this.limits.failureMsMax) return null
    this.failing.set(key, { ...known, nextAt: at + this.penaltyMs(known.failures) })
    return at - now
  }

  /** A code was wrong: the next answer comes later. */
  failed(address: string): void {
    const now = this.now()
    this.forgetFailures(now)
    const key = network(address)
    const { failures, nextAt } = this.failing.get(key) ?? { failures: 0, nextAt: now }
    const penaltyMs = this.penaltyMs(failures + 1)
    this.failing.set(key, { failures: failures + 1, nextAt: Math.max(nextAt, now + penaltyMs) })
  }

  /** The room's code was right: whoever mistyped it in a class behind one router makes nobody else of it wait. */
  passed(address: string): void {
    this.failing.delete(network(address))
  }

  private penaltyMs(failures: number): number {
    const { freeFailures, failureMs, failureMsMax } = this.limits
    if (failures <= freeFailures) return 0
    return Math.min(failureMsMax, failureMs * 2 ** Math.min(20, failures - freeFailures - 1))
  }

  private forgetFailures(now: number): void {
    forget(this.failing, ({ nextAt }) => now - nextAt > FORGOTTEN_MS)
  }

  /** Null where one learner more may be made, which is counted then; or why not. */
  newName(address: string): string | null {
    const { learnersMax, newNamesPerAddress, newNameMs } = this.limits
    const now = this.now()
    forget(this.naming, back => back <= now)
    if (this.learners >= learnersMax) return `no new learners: ${this.learners} are kept`
    const key = network(address)
    const back = Math.max(now, this.naming.get(key) ?? 0) + newNameMs
    if (back > now + newNamesPerAddress * newNameMs) return 'too many new names from that address'
    this.naming.set(key, back)
    this.learners += 1
    return null
  }
}

/** Takes away what has no meaning any more. */
function forget<T>(map: Map<string, T>, isOver: (value: T) => boolean): void {
  for (const [key, value] of map) if (isOver(value)) map.delete(key)
}

/** What is counted as one address: an IPv6 network of 64 bits is one customer's. */
function network(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (v4 !== undefined) return v4
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const behind = tail === undefined || tail === '' ? 0 : tail.split(':').length
  const zeros = tail === undefined ? 0 : 8 - groups.length - behind
  return [...groups, ...new Array<string>(Math.max(0, zeros)).fill('0'), ...(tail ?? '').split(':')]
    .slice(0, 4)
    .join(':')
}
