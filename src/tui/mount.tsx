import { render } from 'ink'
import type { Store } from '../app/app.ts'
import type { Look } from '../terminal/paint.ts'
import { App } from './app.tsx'
import { createPainter, type Screen } from './painter.ts'

/** One terminal: its keyboard, and who writes to it. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream
  readonly screen: Screen
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
export function mount(store: Store, { stdin, screen }: Terminal, look: Look): Mounted {
  const painter = createPainter(store, screen, look)
  const ink = render(<App store={painter.store} look={look} />, {
    stdin,
    stdout: painter.output,
    // Each frame as a whole, as soon as there is one.
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  })
  return {
    tick: painter.tick,
    unmount: () => {
      painter.close()
      ink.unmount()
    },
    untilExit: ink.waitUntilExit(),
  }
}
