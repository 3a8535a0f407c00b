import { expect } from 'vitest'
import type { Scenario } from '../../src/lab/scenario.ts'
import type { Fault, LinkRules } from '../../src/sim/sim.ts'

/** What faults come to, kept in the plainest way. */
export class FaultTable {
  private readonly links = new Map<string, string>()
  private readonly down = new Set<string>()
  private readonly clocks = new Map<string, number>()
  private readonly scenario: Scenario
  private rules: LinkRules
  private readonly cuts = new Set<string>()

  constructor(scenario: Scenario) {
    this.scenario = scenario
    this.rules = scenario.links
  }

  take(fault: Fault): void {
    if (fault.type === 'link') {
      const key = `${fault.from}>${fault.to}`
      if (fault.fault === null) this.links.delete(key)
      else this.links.set(key, fault.fault)
      if (fault.fault === 'cut') this.cuts.add(key)
      else this.cuts.delete(key)
    } else if (fault.type === 'crash') this.down.add(fault.node)
    else if (fault.type === 'restart') {
      expect(fault.diskKept).toBe(true)
      expect(this.down.delete(fault.node)).toBe(true)
    } else if (fault.type === 'clock') this.clocks.set(fault.node, fault.offsetUs)
    else if (fault.type === 'links') this.rules = fault.rules
    else expect.fail(`${fault.type} is nothing that chance does`)
  }

  isWhole(): boolean {
    const clocksRight = [...this.clocks.values()].every(offset => offset === 0)
    return (
      this.links.size === 0 && this.down.size === 0 && clocksRight && same(this.rules, this.scenario.links)
    )
  }

  kinds(fault: Fault): string[] {
    if (fault.type === 'link') return fault.fault === null ? [] : [fault.fault, ...this.sides()]
    if (fault.type === 'crash' || fault.type === 'clock') return [fault.type]
    if (fault.type !== 'links') return []
    const { rules } = fault
    return [
      ...(rules.lossPpm !== this.scenario.links.lossPpm ? ['loss'] : []),
      ...(rules.duplicatePpm !== this.scenario.links.duplicatePpm ? ['duplication'] : []),
      ...(same(rules.delay, this.scenario.links.delay) ? [] : ['delay']),
      ...(rules.inOrder ? ['in order'] : []),
      ...(rules.bytesPerMs ? ['bandwidth'] : []),
    ]
  }

  /** Which kind of cut the links that are cut now make, if they make one. */
  private sides(): string[] {
    const { replicas } = this.scenario
    const apart = (a: string, b: string) => this.cuts.has(`${a}>${b}`) || this.cuts.has(`${b}>${a}`)
    const groups: string[][] = []
    for (const node of replicas) {
      const mine = groups.find(group => group.every(other => !apart(node, other)))
      if (mine) mine.push(node)
      else groups.push([node])
    }
    const across = groups.flatMap(group =>
      group.flatMap(a => replicas.flatMap(b => (group.includes(b) ? [] : [[a, b] as const]))),
    )
    const cut = across.filter(([a, b]) => this.cuts.has(`${a}>${b}`)).length
    const inside = this.cuts.size - cut
    if (groups.length < 2 || inside > 0) return []
    if (cut === across.length) return [groups.length === 2 ? 'two sides' : 'three sides']
    const each = across.every(([a, b]) => this.cuts.has(`${a}>${b}`) !== this.cuts.has(`${b}>${a}`))
    return each ? [groups.length === 2 ? 'cut one way' : 'cut one way in three'] : []
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
