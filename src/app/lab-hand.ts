import { act, advance, type HandWrite, keysFor, type Run, type Scenario, undo } from '../lab/lab.ts'
import { withBranch } from './lab-time.ts'
import type { AppState, LabScreen } from './state.ts'

/** The client that is asked by hand next. */
export function nextClient({ run, client }: LabScreen): string | null {
  const ids = run.scenario.clients.map(({ id }) => id)
  return ids[(ids.indexOf(client ?? '') + 1) % ids.length] ?? null
}

/** The key that is shown first: the one that is written by hand, which is the one the story is about. */
export function keyAtFirst({ handWrite, keys }: Scenario): string {
  return handWrite.key in keys ? handWrite.key : (Object.keys(keys)[0] ?? handWrite.key)
}

/** The key that is shown next; the same where there is one alone. */
export function nextKey({ run, shownKey }: Pick<LabScreen, 'run' | 'shownKey'>): string {
  const keys = Object.keys(run.scenario.keys)
  return keys[(keys.indexOf(shownKey) + 1) % keys.length] ?? shownKey
}

/** Shows the next key, or says that there is no other. */
export function keySwitched(screen: LabScreen): LabScreen {
  const shownKey = nextKey(screen)
  return shownKey === screen.shownKey
    ? { ...screen, said: `There is one key here: ${shownKey}.` }
    : { ...screen, shownKey }
}

/**
 * What the key for writing would do to the key that is shown; null where the store has no such operation on it, or
 * where it would only read.
 */
export function writeByHand({ run, shownKey }: Pick<LabScreen, 'run' | 'shownKey'>): HandWrite | null {
  const { scenario } = run
  const { handWrite } = scenario
  if (handWrite.f === 'read') return null
  const known = shownKey === handWrite.key || keysFor(scenario, handWrite.f).includes(shownKey)
  return known ? { ...handWrite, key: shownKey } : null
}

/** Breaks, mends, or asks something by hand: what follows is another run than the scenario's own. */
export function byHand(state: AppState, screen: LabScreen, name: 'cut' | 'write' | 'read'): AppState {
  const { run, client, shownKey } = screen
  const branches = withBranch(screen.branches, run)
  // It happens at once, in a paused run as well.
  const changed = (next: Run): AppState => ({
    ...state,
    screen: { ...screen, run: advance(next, 0), branches },
  })
  if (name === 'cut') {
    const cut = run.moment.world.network.partition !== null
    const fault = cut
      ? ({ type: 'heal' } as const)
      : { type: 'cut' as const, partition: run.scenario.handCut }
    return changed(act(run, { type: 'fault', fault }))
  }
  if (client === null) return state
  const order = name === 'write' ? writeByHand(screen) : ({ f: 'read', key: shownKey, value: null } as const)
  if (order === null) {
    const { f } = run.scenario.handWrite
    const said = f === 'read' ? 'Nothing is written by hand here.' : `There is no ${f} on ${shownKey}.`
    return { ...state, screen: { ...screen, said } }
  }
  const asked = changed(act(run, { type: 'order', client, order: { ...order, policy: null } }))
  return screen.playing || !state.motion ? asked : told(asked, ASKED_WHILE_PAUSED)
}

/** Said where nothing will be heard of what was asked before time goes on. */
const ASKED_WHILE_PAUSED = 'Asked. The run is paused: Space lets it go on.'

function told(state: AppState, said: string): AppState {
  return state.screen.type === 'lab' ? { ...state, screen: { ...state.screen, said } } : state
}

/** Takes the last thing done back, be it a cluster that was started anew. */
export function takenBack(state: AppState, screen: LabScreen): AppState {
  const run = undo(screen.run)
  if (run !== null) {
    const branches = withBranch(screen.branches, screen.run)
    return { ...state, screen: { ...screen, playing: false, run, branches } }
  }
  const before = screen.earlier.at(-1)
  if (before === undefined) return { ...state, screen: { ...screen, said: 'Nothing to undo.' } }
  const earlier = screen.earlier.slice(0, -1)
  const said = '✓ Back in the cluster as it was before.'
  return { ...state, screen: { ...screen, ...before, earlier, playing: false, said } }
}
