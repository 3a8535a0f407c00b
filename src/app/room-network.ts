import { act, advance, position, type Run, stopOf } from '../lab/lab.ts'
import { withBranch } from './lab-time.ts'
import type { AppState, LabScreen } from './state.ts'

/**
 * Cuts the network of the cluster on the screen, or heals it: the run goes on by itself, so that it is seen, unless it
 * waits for an answer.
 */
export function everybodysNetwork(state: AppState, cut: boolean): AppState {
  const { screen, room } = state
  const said = (words: string): AppState => ({ ...state, room: room && { ...room, said: words } })
  if (screen.type !== 'lab')
    return said(cut ? '» The network is cut in every open cluster. You have none open.' : HEALED)
  if (screen.run.moment.ended) return state
  if (willBeCut(screen.run) === cut) return said(cut ? WAS_CUT : WAS_WHOLE)
  const before = { ...screen, branches: withBranch(screen.branches, screen.run) }
  const ordered = withNetwork(screen.run, cut)
  const asks = screen.phase === 'predict'
  const run = asks && position(ordered) === 0 ? ordered : advance(ordered, 0)
  const told = said(soon(run, cut))
  // The question stays, about the network as it is now.
  if (asks) return { ...told, screen: { ...before, run } }
  const seen: LabScreen = { ...before, run, ...BACK_TO_IT, playing: stopOf(run) === undefined }
  return { ...told, help: null, glossary: null, screen: seen }
}

/** What is told of it: at a stop nothing happens until it is answered, nor before the start. */
function soon(run: Run, cut: boolean): string {
  if (position(run) === 0) return cut ? CUT_AT_START : HEALED_AT_START
  if (stopOf(run) !== undefined) return cut ? CUT_SOON : HEALED_SOON
  return cut ? CUT : HEALED
}

/** From the diagram, the branches and the like, back to the cluster itself. */
const BACK_TO_IT = { phase: 'live', focus: false, other: null, building: '', said: null } as const
const CUT = '» The instructor has cut the network, in everybody’s cluster at once.'
const HEALED = '» The instructor has mended the network, in everybody’s cluster at once.'
const CUT_AT_START = '» The instructor cuts the network for all: yours as it starts.'
const HEALED_AT_START = '» The instructor mends the network for all: yours as it starts.'
const CUT_SOON = '» The instructor cuts the network for all: yours as you go on.'
const HEALED_SOON = '» The instructor mends the network for all: yours as you go on.'
const WAS_CUT = '» The instructor cuts the network for all. Yours was cut already.'
const WAS_WHOLE = '» The instructor mends the network for all. Yours was whole already.'

/** The run with its network cut as the scenario has it, or whole, from what happens next on. */
function withNetwork(run: Run, cut: boolean): Run {
  const fault = cut
    ? ({ type: 'cut', partition: run.scenario.handCut } as const)
    : ({ type: 'heal' } as const)
  return act(run, { type: 'fault', fault })
}

/** Whether the network is cut, or will be as the run goes on: at a stop or before the start nothing has happened yet. */
export function willBeCut(run: Run): boolean {
  const done = run.acts.slice(0, run.acted).filter(act => act.position === position(run))
  const last = done.flatMap(({ deed }) => (deed.type === 'fault' ? [deed.fault.type] : []))
  const waiting = last.findLast(type => type === 'cut' || type === 'heal')
  return waiting === undefined ? run.moment.world.network.partition !== null : waiting === 'cut'
}
