import type { Dice } from '../../model/random.ts'
import type { Micros } from '../../model/time.ts'
import { type Outages, outages } from './outages.ts'

/** Whether the services stand in a row, each asking the next, or are all asked at once by the page. */
export type Shape = 'row' | 'at-once'

/** What the services of a page are like, and how they are asked. */
export interface ChainRules {
  readonly services: number
  readonly shape: Shape
  /** Of each service; the next one is asked where one fails. */
  readonly copies: number
  /** How often a service that failed with all its copies is asked again, after a pause. */
  readonly retries: number
  readonly pauseUs: Micros
  /** The share of requests, from 0 to 1, that meet a copy while it is off: it stays so for all their tries. */
  readonly off: number
  /** The share of calls to a copy that works, from 0 to 1, that fail all the same: another call is another chance. */
  readonly hiccups: number
  /** What a call takes, failed or not, give or take a fifth; of a million so many take `factor` times as long. */
  readonly latencyUs: Micros
  readonly slowPpm: number
  readonly factor: number
}

/** What became of some thousand requests. */
export interface Counted {
  /** How long each of those answered took, the quickest first. */
  readonly tookUs: readonly Micros[]
  /** How many requests every service up to this one answered; one number for each service. */
  readonly past: readonly number[]
  /** Calls made to copies, tries and spares included. */
  readonly calls: number
}

/**
 * Sends requests through the services, each by itself, and counts. Nobody waits for anybody else's request here, so
 * that there is no queue of events to keep: what each call meets is looked up or drawn in the order of the calls.
 */
export function sendRequests(rules: ChainRules, requests: number, dice: Dice): Counted {
  const world = new Services(rules, requests, dice)
  const past = new Array<number>(rules.services).fill(0)
  const tookUs: Micros[] = []
  for (let request = 0; request < requests; request += 1) {
    const { answered, took } = rules.shape === 'row' ? inARow(world, request) : atOnce(world, request)
    for (let place = 0; place < answered; place += 1) past[place] = (past[place] ?? 0) + 1
    if (answered === rules.services) tookUs.push(took)
  }
  return { tookUs: Array.from(Int32Array.from(tookUs).sort()), past, calls: world.calls }
}

interface Answer {
  /** So many services answered, from the first one on, before the first that did not. */
  readonly answered: number
  readonly took: Micros
}

/** Each service asks the next: the times add up, and nobody asks behind one that failed. */
function inARow(world: Services, request: number): Answer {
  let took = 0
  for (let place = 0; place < world.rules.services; place += 1) {
    const works = world.ask(place, request)
    took += world.tookUs
    if (!works) return { answered: place, took }
  }
  return { answered: world.rules.services, took }
}

/** The page asks all of them, and waits for the last. */
function atOnce(world: Services, request: number): Answer {
  const { services } = world.rules
  let took = 0
  let answered = services
  for (let place = 0; place < services; place += 1) {
    const works = world.ask(place, request)
    took = Math.max(took, world.tookUs)
    if (!works) answered = Math.min(answered, place)
  }
  return { answered, took }
}

/** The services and their copies. It lives as long as the counting, and changes in place. */
class Services {
  readonly rules: ChainRules
  calls = 0
  /** How long the service asked last took. */
  tookUs: Micros = 0
  private readonly dice: Dice
  private readonly off: Outages
  /** The hiccups of first calls, shared out as exactly as the outages; those of later calls are drawn. */
  private readonly hiccups: Outages

  constructor(rules: ChainRules, requests: number, dice: Dice) {
    this.rules = rules
    this.dice = dice
    const things = rules.services * rules.copies
    this.off = outages({ things, moments: requests, share: rules.off }, dice)
    this.hiccups = outages({ things, moments: requests, share: rules.hiccups }, dice)
  }

  /** Asks one copy after the other until one answers, and all of them again as often as is tried. */
  ask(place: number, request: number): boolean {
    const { copies, retries, pauseUs } = this.rules
    this.tookUs = 0
    for (let tried = 0; tried <= retries; tried += 1) {
      if (tried > 0) this.tookUs += pauseUs
      for (let copy = 0; copy < copies; copy += 1)
        if (this.call(place * copies + copy, request, tried)) return true
    }
    return false
  }

  private call(thing: number, request: number, tried: number): boolean {
    this.calls += 1
    this.tookUs += this.passage()
    if (this.off[thing]?.[request] === 1) return false
    if (tried === 0) return this.hiccups[thing]?.[request] !== 1
    return this.dice(0, 999_999) >= this.rules.hiccups * 1_000_000
  }

  /** The time of one call: the same draw says whether it is a slow one, and where it lies between four and six fifths. */
  private passage(): Micros {
    const { latencyUs, slowPpm, factor } = this.rules
    const drawn = this.dice(0, 999_999)
    const [usual, part] =
      drawn < slowPpm
        ? [latencyUs * factor, drawn / slowPpm]
        : [latencyUs, (drawn - slowPpm) / (1_000_000 - slowPpm)]
    return Math.round(usual * (0.8 + 0.4 * part))
  }
}
