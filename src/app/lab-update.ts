import {
  advance,
  aheadAt,
  breaksHere,
  building,
  decide,
  fork,
  goOn,
  isSandbox,
  position,
  predictionAsked,
  type Run,
  stopOf,
} from '../lab/lab.ts'
import { micros } from '../model/time.ts'
import { inSight, toDiagram, windowAfter } from './lab-diagram.ts'
import { arrive, leaveLab, outOfLab } from './lab-end.ts'
import { hinted, judged } from './lab-goals.ts'
import { byHand, keySwitched, nextClient, takenBack } from './lab-hand.ts'
import { builtCommand } from './lab-line.ts'
import { labMenu } from './lab-menu.ts'
import { isAskedUnderWay, labScreen } from './lab-screen.ts'
import { atTime, sideBySide, together, travelled, withBranch } from './lab-time.ts'
import { waitsForRoom } from './room-vote.ts'
import { scrolled } from './scrolled.ts'
import { type AppEvent, type AppState, type Command, type LabScreen, SPEEDS } from './state.ts'
import { EMPTY_LINE } from './typed-line.ts'

/** How many lines of a verdict a key scrolls: one for pages fewer than are in sight beside the longest menu. */
const LINES = { up: -1, down: 1, 'page-up': -4, 'page-down': 4 } as const

/** Virtual time passes in a lab that runs. */
export function labFrame(
  state: AppState,
  screen: LabScreen,
  event: Extract<AppEvent, { type: 'frame' }>,
): AppState {
  if (!screen.playing) return state
  const virtualUs = micros(event.elapsedMs * (SPEEDS[screen.speed] ?? 1))
  if (screen.phase === 'side') {
    const run = advance(screen.run, virtualUs)
    return { ...state, screen: { ...together(screen, run), playing: run.now > screen.run.now } }
  }
  const next = arrive(state, screen, advance(screen.run, virtualUs), event)
  if (next.screen.type !== 'lab' || !isSandbox(next.screen.run.scenario)) return next
  return judged(next, next.screen, event.when, screen.run)
}

/** An option of the lab's menu was taken. */
export function labSelected(
  state: AppState,
  shown: LabScreen,
  event: Extract<AppEvent, { type: 'selected' }>,
): AppState {
  const screen = { ...shown, said: null }
  if (screen.phase === 'goals') return hinted(state, screen, event.option, event.when)
  const option = labMenu(screen)?.options[event.option]
  if (!option) return state
  const { does } = option
  switch (does.type) {
    case 'predict': {
      const asked = predictionAsked(screen.run)
      if (asked === null) return state
      return live(state, {
        ...screen,
        predictions: new Map([...screen.predictions, [asked, does.prediction]]),
      })
    }
    case 'start':
      return live(state, screen)
    case 'choose':
      return chosen(state, screen, decide(screen.run, does.choice))
    case 'go-on':
      return live(state, { ...screen, run: goOn(screen.run) })
    case 'fork':
      return chosen(state, screen, fork(screen.run, does.stop, does.choice))
    case 'branch': {
      const branch = screen.branches[does.branch]
      if (!branch) return state
      const branches = withBranch(screen.branches, screen.run)
      // At the same moment, where the branch gets that far: then one can compare.
      const there = atTime(branch, screen.run.now)
      // It may never have been seen to its end before: then it is judged now.
      return there.moment.ended && there !== screen.run
        ? arrive(state, { ...screen, branches, other: null }, there, event)
        : backToRun(state, { ...screen, run: there, branches })
    }
    case 'build': {
      const { options } = building(screen.run, does.words)
      // Where nothing can follow there is nothing to ask.
      if (options.length === 0) return builtCommand(state, screen, does.words, event.when)
      return { ...state, screen: { ...screen, building: does.words } }
    }
    case 'give':
      return builtCommand(state, screen, does.words, event.when)
    case 'compare':
      return { ...state, screen: { ...screen, phase: 'compare', scroll: 0 } }
    case 'verdict':
      return { ...state, screen: { ...screen, phase: 'verdict', scroll: 0 } }
    case 'again':
      return { ...state, screen: labScreen(screen.run.scenario, screen.from, (screen.run.seed + 1) >>> 0) }
    case 'leave':
      return leaveLab(state, screen, event)
  }
}

/** Another future begins: it runs, once its question has been answered where it has one that was not asked before. */
function chosen(state: AppState, screen: LabScreen, run: Run | null): AppState {
  if (run === null) return state
  const next = { ...screen, run, branches: withBranch(screen.branches, screen.run) }
  const asked = predictionAsked(run)
  const known = asked === null || asked === predictionAsked(screen.run) || screen.predictions.has(asked)
  // Somebody on the way through what was chosen already has been asked, or did not want to be.
  if (known || aheadAt(screen.run) !== null) return live(state, next)
  return { ...state, screen: { ...next, phase: 'predict', playing: false, focus: true } }
}

function live(state: AppState, screen: LabScreen): AppState {
  return { ...state, screen: { ...screen, phase: 'live', playing: true, focus: false } }
}

/** A key was pressed in a lab. What was said about the one before has been read. */
export function labCommand(state: AppState, shown: LabScreen, name: Command, event: AppEvent): AppState {
  const screen = { ...shown, said: null }
  switch (name) {
    case 'menu':
      return { ...state, screen: { ...screen, focus: true } }
    case 'out':
      if (screen.line !== null) return { ...state, screen: { ...screen, line: null } }
      if (screen.phase === 'faults' && screen.building !== '')
        return { ...state, screen: { ...screen, building: screen.building.replace(/\S+ $/, '') } }
      // Out of the question before the start there is nothing to look at yet.
      if (APART.has(screen.phase)) return backToRun(state, screen)
      if (screen.focus && screen.phase !== 'predict' && !waitsForRoom(state))
        return { ...state, screen: { ...screen, focus: false } }
      // A run under way, asking or not, is not thrown away by one press too many.
      return (screen.phase === 'live' || screen.phase === 'predict') &&
        position(screen.run) > 0 &&
        !isLeaveAsked(shown.said)
        ? { ...state, screen: { ...screen, said: isAskedUnderWay(screen) ? LEAVE_OPTIONS : LEAVE_RUN } }
        : outOfLab(state, screen)
    case 'up':
    case 'down':
    case 'page-up':
    case 'page-down': {
      const scroll = scrolled(screen.scroll, LINES[name], event)
      return { ...state, screen: { ...screen, scroll } }
    }
    case 'play':
      return { ...state, screen: { ...screen, playing: !screen.playing } }
    case 'faster':
      return { ...state, screen: { ...screen, speed: Math.min(SPEEDS.length - 1, screen.speed + 1) } }
    case 'slower':
      return { ...state, screen: { ...screen, speed: Math.max(0, screen.speed - 1) } }
    case 'client':
      return { ...state, screen: { ...screen, client: nextClient(screen) } }
    case 'key':
      return { ...state, screen: keySwitched(screen) }
    case 'cut':
    case 'write':
    case 'read':
      return byHand(state, screen, name)
    case 'branches': {
      const branches = withBranch(screen.branches, screen.run)
      return {
        ...state,
        screen: { ...screen, branches, phase: 'branches', playing: false, focus: true, other: null },
      }
    }
    case 'diagram':
      return { ...state, screen: toDiagram(screen) }
    case 'line':
      return { ...state, screen: { ...screen, playing: false, line: EMPTY_LINE } }
    case 'faults':
      return { ...state, screen: { ...screen, phase: 'faults', building: '', playing: false, focus: true } }
    case 'goals':
      return judged(state, { ...screen, phase: 'goals', playing: false, focus: true }, event.when)
    case 'undo':
      return takenBack(state, screen)
    case 'nearer':
    case 'farther':
    case 'scroll-left':
    case 'scroll-right':
      return { ...state, screen: { ...screen, window: windowAfter(screen, name) } }
    case 'side': {
      const side = sideBySide({ ...screen, branches: withBranch(screen.branches, screen.run) })
      return { ...state, screen: side ?? { ...screen, said: NO_OTHER } }
    }
    default:
      return travel(state, screen, name, event)
  }
}

/** Screens of their own, from which one comes back to the run. */
const APART: ReadonlySet<LabScreen['phase']> = new Set(['branches', 'side', 'diagram', 'goals', 'faults'])

// Said in one row, of which 60 columns leave 56.
const LEAVE_RUN = 'Esc again leaves this run. q quits and prints its code.'
// Among options `q` is no command; that screen has two rows.
const LEAVE_OPTIONS = 'Esc again leaves this run. Ctrl-C quits and prints its code.'
const WAITS = 'The run waits for your choice: Enter.'
const WAITS_FOR_ROOM = 'The run waits for what the room chooses.'
const NO_OTHER = 'One branch so far. Step back and do something else.'
const NOTHING_COMES = 'Nothing is on its way. Ask or break something first.'
const BREAKS_HERE = 'It breaks here: no single copy can explain this answer.'

const FORWARD: ReadonlySet<Command> = new Set(['step-forward', 'jump-forward', 'later', 'last'])

/** These go to the next thing that happens. In a sandbox the end is none: somebody would lose the run by it. */
const TO_THE_NEXT: ReadonlySet<Command> = new Set(['step-forward', 'jump-forward'])

/** Whether this was said because a run under way is about to be left, by keys. */
export function isLeaveAsked(said: string | null): boolean {
  return said === LEAVE_RUN || said === LEAVE_OPTIONS
}

/** Goes somewhere in time, and pauses there. Back from the verdict leads into the run. */
function travel(state: AppState, screen: LabScreen, name: Command, event: AppEvent): AppState {
  const run = travelled(screen.run, name)
  if (run === null) return state
  const jumped = name === 'jump-forward' || name === 'jump-back'
  const breaks = jumped && breaksHere(run.scenario, run.moment)
  const waits = run === screen.run && stopOf(run) !== undefined && FORWARD.has(name)
  const idle =
    isSandbox(run.scenario) && run.moment.ended && !screen.run.moment.ended && TO_THE_NEXT.has(name)
  const said = breaks
    ? BREAKS_HERE
    : waits
      ? waitsForRoom(state)
        ? WAITS_FOR_ROOM
        : WAITS
      : idle
        ? NOTHING_COMES
        : null
  const paused = { ...screen, playing: false, said }
  if (waits || idle) return { ...state, screen: paused }
  if (screen.phase === 'side') return { ...state, screen: together(paused, run) }
  if (screen.phase === 'diagram') return { ...state, screen: inSight({ ...paused, run }) }
  if (run.now >= screen.run.now && run.moment !== screen.run.moment) return arrive(state, paused, run, event)
  // Whatever lies ahead is kept, so that another deed here makes a branch and loses nothing.
  const branches = withBranch(screen.branches, screen.run)
  return { ...state, screen: { ...paused, phase: 'live', focus: false, run, branches } }
}

/** From the branches, or two of them, back to the one. */
function backToRun(state: AppState, screen: LabScreen): AppState {
  const phase = screen.run.moment.ended ? 'verdict' : 'live'
  const focus = phase === 'verdict' || stopOf(screen.run) !== undefined
  return { ...state, screen: { ...screen, phase, focus, playing: false, other: null } }
}
