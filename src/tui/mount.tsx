import { render } from 'ink'
import type { Store } from '../app/app.ts'
import type { Look } from '../terminal/paint.ts'
import { App } from './app.tsx'
import { createKeyboard } from './keyboard.ts'
import { createPainter, type Screen } from './painter.ts'

/** One terminal: its keyboard, and who writes to it. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream
  readonly screen: Screen
  /** See `KeyboardOptions`. */
  readonly escapeMs: number
}

/** An app on a terminal; `unmount` takes it away, keyboard and all. */
export interface Mounted {
  readonly unmount: () => void
  /** Lets so many milliseconds pass, and shows what came of it. */
  readonly tick: (elapsedMs: number) => void
  /** Rejects where a component throws: without it nobody would be told. */
  readonly untilExit: Promise<unknown>
}

/** The one place where Ink meets a terminal: it composes whole frames, and the painter has them shown. */
export function mount(store: Store, { stdin, screen, escapeMs }: Terminal, look: Look): Mounted {
  const painter = createPainter(store, screen, look)
  const ink = render(<App store={painter.store} look={look} />, {
    stdin,
    stdout: painter.output,
    // Each frame as a whole, as soon as there is one.
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  })
  // Ink only draws: no widget of its asks for a key.
  const keyboard = createKeyboard(store, { escapeMs })
  stdin.on('data', keyboard.hear)
  return {
    tick: painter.tick,
    unmount: () => {
      stdin.off('data', keyboard.hear)
      keyboard.stop()
      stdin.pause()
      painter.close()
      ink.unmount()
    },
    untilExit: ink.waitUntilExit(),
  }
}
