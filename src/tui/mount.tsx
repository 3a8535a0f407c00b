import { render } from 'ink'
import type { Store } from '../app/app.ts'
import type { Look } from '../terminal/paint.ts'
import { App } from './app.tsx'

/** The streams of one terminal. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
}

/** An app on a terminal; `unmount` takes it away, keyboard and all. */
export interface Mounted {
  readonly unmount: () => void
  readonly untilExit: Promise<unknown>
}

/** The one place where Ink meets a terminal: whatever is to be between them, is put here. */
export function mount(store: Store, terminal: Terminal, look: Look): Mounted {
  const { stdin, stdout } = terminal
  const ink = render(<App store={store} look={look} />, {
    stdin,
    stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: 60,
  })
  return { unmount: ink.unmount, untilExit: ink.waitUntilExit() }
}
