import { scroll, type TimeWindow, wholeWindow, zoom } from '../lab/lab.ts'
import type { Command, LabScreen } from './state.ts'

const NEARER = 1.5
/** How much of what is in sight one press scrolls away. */
const SCROLL_SHARE = 0.25

/** The run as a diagram, all of it at first; the current moment is the cursor in it. */
export function toDiagram(screen: LabScreen): LabScreen {
  return { ...screen, phase: 'diagram', playing: false, focus: false, window: wholeWindow(screen.run) }
}

/** The stretch of time in sight after scrolling or zooming, which keeps the cursor where it is. */
export function windowAfter({ run, window }: LabScreen, command: Command): TimeWindow {
  switch (command) {
    case 'nearer':
      return zoom(run, window, NEARER, run.now)
    case 'farther':
      return zoom(run, window, 1 / NEARER, run.now)
    case 'scroll-left':
      return scroll(run, window, -SCROLL_SHARE)
    case 'scroll-right':
      return scroll(run, window, SCROLL_SHARE)
    default:
      return window
  }
}

/** The same diagram scrolled so that the current moment is in it. */
export function inSight(screen: LabScreen): LabScreen {
  const { run, window } = screen
  const length = window.to - window.from
  if (run.now >= window.from && run.now <= window.to) return screen
  const share = (run.now - (window.from + length / 2)) / length
  return { ...screen, window: scroll(run, window, share) }
}
