import { setTimeout as pause } from 'node:timers/promises'
import { isMoving, type Store } from '../app/app.ts'
import { createFrameClock } from '../effects/frame-clock.ts'
import { createScreenWriter } from '../effects/screen-writer.ts'
import { enterScreen, leaveScreen } from '../effects/terminal-guard.ts'
import { asksBackground, BACKGROUND_QUESTION, LATE_MS_MAX } from '../terminal/background.ts'
import type { Capabilities } from '../terminal/traits.ts'
import { showScreens } from '../tui/screens.ts'
import { ESCAPE_MS, type Front, type SessionTerminal } from './front.ts'

const STEP_MS = 20

/** Shows the screens, and hears the keys, until it is told to stop. */
export function showOnScreens(
  store: Store,
  { input, output, env }: Pick<SessionTerminal, 'input' | 'output' | 'env'>,
  look: Capabilities,
): Front {
  enterScreen(output)
  const asked = asksBackground(env, look)
  if (asked) output.write(BACKGROUND_QUESTION)
  const writer = createScreenWriter(output, look)
  const screens = showScreens(store, { stdin: input, screen: writer, escapeMs: ESCAPE_MS, asked }, look)
  const clock = createFrameClock(screens.painter.tick)
  const wind = () => (isMoving(store.state()) ? clock.start() : clock.stop())
  const unsubscribe = store.subscribe(wind)
  wind()
  return {
    answered: async () => {
      for (let ms = 0; ms < LATE_MS_MAX && screens.owed(); ms += STEP_MS) await pause(STEP_MS)
    },
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
