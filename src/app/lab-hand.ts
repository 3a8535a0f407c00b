import { act, advance, type Run } from '../lab/lab.ts'
import { withBranch } from './lab-time.ts'
import type { AppState, LabScreen } from './state.ts'

/** The client that is asked by hand next. */
export function nextClient({ run, client }: LabScreen): string | null {
  const ids = run.scenario.clients.map(({ id }) => id)
  return ids[(ids.indexOf(client ?? '') + 1) % ids.length] ?? null
}

/** Breaks, mends, or asks something by hand: what follows is another run than the scenario's own. */
export function byHand(state: AppState, screen: LabScreen, name: 'cut' | 'write' | 'read'): AppState {
  const { run, client } = screen
  const { handCut, handWrite } = run.scenario
  const branches = withBranch(screen.branches, run)
  // It happens at once, in a paused run as well.
  const changed = (next: Run): AppState => ({
    ...state,
    screen: { ...screen, run: advance(next, 0), branches },
  })
  if (name === 'cut') {
    const cut = run.moment.world.network.partition !== null
    return changed(
      act(run, { type: 'fault', fault: cut ? { type: 'heal' } : { type: 'cut', partition: handCut } }),
    )
  }
  if (client === null) return state
  const order = name === 'write' ? handWrite : ({ f: 'read', key: handWrite.key, value: null } as const)
  return changed(act(run, { type: 'order', client, order: { ...order, policy: null } }))
}
