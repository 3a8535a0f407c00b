import { act, advance, position, type Run, stopOf } from '../lab/lab.ts'
import { withBranch } from './lab-time.ts'
import type { AppState, LabScreen } from './state.ts'

/** Cuts the network of the cluster on the screen, or heals it: the run goes on by itself, so that it is seen. */
export function everybodysNetwork(state: AppState, cut: boolean): AppState {
  const { screen, room } = state
  const said = (words: string): AppState => ({ ...state, room: room && { ...room, said: words } })
  if (screen.type !== 'lab')
    return said(cut ? '» The network is cut in every open cluster. You have none open.' : HEALED)
  if (screen.phase === 'predict')
    return said('» The network is cut or mended for all. Your cluster has not begun.')
  if (screen.run.moment.ended) return state
  const run = withNetwork(screen.run, cut)
  if (run === null) return said(cut ? WAS_CUT : WAS_WHOLE)
  const branches = withBranch(screen.branches, screen.run)
  const waits = stopOf(run) !== undefined
  const seen: LabScreen = { ...screen, run, branches, ...BACK_TO_IT, playing: !waits }
  const words = waits ? (cut ? CUT_SOON : HEALED_SOON) : cut ? CUT : HEALED
  return { ...said(words), help: null, glossary: null, screen: seen }
}

/** From the diagram, the branches and the like, back to the cluster itself. */
const BACK_TO_IT = { phase: 'live', focus: false, other: null, building: '', said: null } as const
const CUT = '» The instructor has cut the network, in everybody’s cluster at once.'
const HEALED = '» The instructor has mended the network, in everybody’s cluster at once.'

// At a stop nothing happens until it is answered.
const CUT_SOON = '» The instructor cuts the network for all: yours as you go on.'
const HEALED_SOON = '» The instructor mends the network for all: yours as you go on.'
const WAS_CUT = '» The instructor cuts the network for all. Yours was cut already.'
const WAS_WHOLE = '» The instructor mends the network for all. Yours was whole already.'

/** The run with its network cut as the scenario has it, or whole; null where it is so already, or will be as it goes on. */
function withNetwork(run: Run, cut: boolean): Run | null {
  if (willBeCut(run) === cut) return null
  const fault = cut
    ? ({ type: 'cut', partition: run.scenario.handCut } as const)
    : ({ type: 'heal' } as const)
  return advance(act(run, { type: 'fault', fault }), 0)
}

function willBeCut(run: Run): boolean {
  const done = run.acts.slice(0, run.acted).filter(act => act.position === position(run))
  const last = done.flatMap(({ deed }) => (deed.type === 'fault' ? [deed.fault.type] : []))
  const waiting = last.findLast(type => type === 'cut' || type === 'heal')
  return waiting === undefined ? run.moment.world.network.partition !== null : waiting === 'cut'
}
