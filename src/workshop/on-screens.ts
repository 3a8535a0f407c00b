import { isMoving, type Store } from '../app/app.ts'
import { createFrameClock } from '../effects/frame-clock.ts'
import { createScreenWriter } from '../effects/screen-writer.ts'
import { enterScreen, leaveScreen } from '../effects/terminal-guard.ts'
import type { Capabilities } from '../terminal/traits.ts'
import { showScreens } from '../tui/screens.ts'
import { ESCAPE_MS, type SessionTerminal, type Shown } from './shown.ts'

/** Shows the screens, and hears the keys, until it is told to stop. */
export function showOnScreens(
  store: Store,
  { input, output }: Pick<SessionTerminal, 'input' | 'output'>,
  look: Capabilities,
): Shown {
  enterScreen(output)
  const writer = createScreenWriter(output, look)
  const screens = showScreens(store, { stdin: input, screen: writer, escapeMs: ESCAPE_MS }, look)
  const clock = createFrameClock(screens.painter.tick)
  const wind = () => (isMoving(store.state()) ? clock.start() : clock.stop())
  const unsubscribe = store.subscribe(wind)
  wind()
  return {
    stop: () => {
      clock.stop()
      unsubscribe()
      screens.close()
      writer.close()
    },
    leave: () => leaveScreen(output),
    forget: writer.forget,
  }
}
