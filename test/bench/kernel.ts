import { present } from '../../src/model/assert.ts'
import { seededRandom } from '../../src/model/random.ts'
import { wholeNetwork } from '../../src/sim/network.ts'
import { advanceWorld, createWorld, type Kind, type Step, schedule } from '../../src/sim/sim.ts'
import { cpuMs } from './cpu.ts'
import { heapTimeMs } from './heap.ts'

/** Nodes that do nothing but pass on what they get: whatever a world of them costs is the kernel's own. */
interface Passing extends Kind {
  readonly state: number
  readonly body: number
  readonly timer: never
  readonly order: number
  readonly config: null
  readonly report: never
  readonly note: never
}

const NODES = ['n1', 'n2', 'n3', 'n4', 'n5']
/** As many messages under way as a cluster of five has at its busiest. */
const UNDER_WAY = 30

const step: Step<Passing> = (state, input) => {
  if (input.type !== 'order' && input.type !== 'message') return [state, []]
  const body = input.type === 'order' ? input.order : input.body
  return [state + 1, [{ type: 'send', to: present(NODES[(body + state) % NODES.length], 'node'), body }]]
}

/** How many events the kernel makes in a second, and its time over a bare heap's for the same pushes and pops. */
export function kernelAlone(events: number): { readonly perSecond: number; readonly ratio: number } {
  passed(events)
  // The least of three of each: both are short, and a collection of garbage in one of them would be most of the ratio.
  const runs = [passed(events), passed(events), passed(events)]
  const ms = Math.min(...runs.map(run => run.ms))
  const heapMs = Math.min(...runs.map(({ due }) => heapTimeMs(due, 1)))
  return { perSecond: Math.round((events / ms) * 1000), ratio: ms / heapMs }
}

function passed(events: number): { readonly ms: number; readonly due: readonly number[] } {
  const network = wholeNetwork({
    delay: [{ perMille: 1000, fromUs: 500, toUs: 900 }],
    lossPpm: 0,
    duplicatePpm: 0,
  })
  let world = createWorld<Passing>({
    states: NODES.map(node => [node, 0]),
    network,
    config: null,
    random: seededRandom(1),
  })
  for (let body = 0; body < UNDER_WAY; body++)
    world = schedule(world, 0, {
      type: 'order',
      node: present(NODES[body % NODES.length], 'node'),
      order: body,
    })
  const due: number[] = []
  const began = cpuMs()
  for (let count = 0; count < events; count++) {
    const [next, { at }] = present(advanceWorld(world, step), 'what is due')
    world = next
    due.push(at)
  }
  return { ms: cpuMs() - began, due }
}
