import { onTestFinished } from 'vitest'
import { parseFrame } from '../../src/terminal/frame.ts'
import type { Grid } from '../../src/terminal/grid.ts'
import { compose } from '../../src/tui/compose.ts'
import { mount } from '../../src/tui/mount.tsx'
import { createPainter } from '../../src/tui/painter.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { flat } from '../terminal/flat.ts'
import type { TestApp } from './app.ts'
import { SIXTEEN } from './looks.ts'
import { VirtualTime } from './virtual-time.ts'

/** What the view says that the screen is. */
export function composed(app: TestApp): Grid {
  return compose(appView(app.state()), app.state().size, SIXTEEN)
}

/** The cells alone: what a grid knows of its lines is nothing that shows. */
function textOf(grid: Grid | undefined): string {
  return grid === undefined ? '' : JSON.stringify({ columns: grid.columns, ...flat(grid) })
}

/** An app's painter with Ink on it, and each grid that was painted: by the painter itself, and by Ink. */
export function mounted(app: TestApp) {
  const painted: Grid[] = []
  const time = new VirtualTime()
  const painter = createPainter(app.store, { paint: grid => painted.push(grid) }, SIXTEEN, time.later)
  const frames: Grid[] = []
  const write = (text: string) => {
    frames.push(parseFrame(text, app.state().size.columns, app.state().size.rows))
    return painter.output.write(text)
  }
  const ink = mount({ ...painter, output: Object.create(painter.output, { write: { value: write } }) })
  ink.untilExit.catch(() => {})
  const close = () => {
    painter.close()
    ink.unmount()
  }
  onTestFinished(close)
  /** The keys are let go for long enough. */
  const rest = async () => {
    time.pass(150)
    await settled()
  }
  const last = () => textOf(painted[painted.length - 1])
  const drawn = () => textOf(frames[frames.length - 1])
  return {
    ...painter,
    close,
    time,
    rest,
    painted,
    frames,
    last,
    drawn,
    wanted: () => textOf(composed(app)),
  }
}

/** React tells Ink of some changes in a later turn. */
export const settled = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)))
