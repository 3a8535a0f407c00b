import {
  contains,
  jumpBack,
  jumpForward,
  position,
  type Run,
  rewind,
  seek,
  stepBack,
  stepForward,
} from '../lab/lab.ts'
import { micros } from '../model/time.ts'
import type { Command, LabScreen } from './state.ts'

/** How far one press scrubs. */
const SCRUB_US = micros(100)

/** A day of virtual time: further than any run lasts, so that it goes to the next stop or the end. */
const FAR_US = micros(86_400_000)

/** Where a command for travelling in time leads; null for every other command. */
export function travelled(run: Run, command: Command): Run | null {
  switch (command) {
    case 'step-forward':
      return stepForward(run)
    case 'step-back':
      return stepBack(run)
    case 'jump-forward':
      return jumpForward(run)
    case 'jump-back':
      return jumpBack(run)
    case 'later':
      return seek(run, run.now + SCRUB_US)
    case 'earlier':
      return seek(run, Math.max(0, run.now - SCRUB_US))
    case 'first':
      return rewind(run, 0)
    case 'last':
      return seek(run, run.now + FAR_US)
    default:
      return null
  }
}

/** The branches with a run kept among them: it takes the place of those that it goes beyond. */
export function withBranch(branches: readonly Run[], run: Run): readonly Run[] {
  if (branches.some(other => contains(other, run))) return branches
  return [...branches.filter(other => !contains(run, other)), run]
}

/** Shows another branch beside the run, both at the same virtual time; null where there is no other. */
export function sideBySide(screen: LabScreen): LabScreen | null {
  const { run, branches } = screen
  const other = branches.findLast(branch => !contains(branch, run) && !contains(run, branch))
  if (!other) return null
  return { ...screen, phase: 'side', playing: false, focus: false, other: atTime(other, run.now) }
}

/** Both branches after the run has gone somewhere in time: the other one follows it. */
export function together(screen: LabScreen, run: Run): LabScreen {
  const { other } = screen
  return { ...screen, run, other: other && atTime(other, run.now) }
}

/** Whether more of this run is known than is shown: it was stepped back. */
export function isPast({ run, branches }: LabScreen): boolean {
  return (
    run.acts.length > run.acted ||
    branches.some(other => contains(other, run) && position(other) > position(run))
  )
}

/** A branch at a virtual time, going on from its stops as it did before. */
export function atTime(branch: Run, time: number): Run {
  let run = seek(branch, time)
  // A stop that was passed before is passed again; only a choice never made holds it.
  for (let before = -1; run.now < time && run.now !== before; ) {
    before = run.now
    run = seek(run, time)
  }
  return run
}
