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

interface Address {
  readonly failures: number
  /** When the next try is answered at the earliest. */
  readonly nextAt: number
}

/** What letting somebody in asks of the limits, wherever in the server these are counted. */
export interface GateKeeping {
  /** For how long the answer to a try is held back, whether it is right or wrong. */
  readonly waitMs: (address: string) => Promise<number>
  /** A code was wrong. */
  readonly failed: (address: string) => void
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
      waitMs: async address => this.waitMs(address),
      failed: address => this.failed(address),
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

  /** For how long the answer to a try is held back, whether it is right or wrong. */
  waitMs(address: string): number {
    return Math.max(0, (this.failing.get(network(address))?.nextAt ?? 0) - this.now())
  }

  /** A code was wrong: the next answer comes later, and several connections at once don't help. */
  failed(address: string): void {
    const { freeFailures, failureMs, failureMsMax } = this.limits
    const now = this.now()
    forget(this.failing, ({ nextAt }) => now - nextAt > FORGOTTEN_MS)
    const key = network(address)
    const { failures, nextAt } = this.failing.get(key) ?? { failures: 0, nextAt: now }
    const doubled = failures < freeFailures ? 0 : failureMs * 2 ** Math.min(20, failures - freeFailures)
    const wait = Math.min(failureMsMax, doubled)
    this.failing.set(key, {
      failures: failures + 1,
      nextAt: Math.min(now + failureMsMax, Math.max(now, nextAt) + wait),
    })
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
