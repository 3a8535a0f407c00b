import { PassThrough } from 'node:stream'
import { render } from 'ink'
import { type ReactNode, useSyncExternalStore } from 'react'
import { App } from './app.tsx'
import type { Painter } from './painter.ts'

/** Ink at work on a painter's screens; `unmount` takes it away. */
export interface Mounted {
  readonly unmount: () => void
  /** Rejects where a component throws: without it nobody would be told. */
  readonly untilExit: Promise<unknown>
}

/**
 * The one place where Ink comes in: it composes whole frames, and the painter has them shown. It hears no keys (no widget
 * of its asks for one), so it gets an input on which nothing ever comes.
 */
export function mount(painter: Painter): Mounted {
  const ink = render(<Screen painter={painter} />, {
    stdin: new PassThrough() as unknown as NodeJS.ReadStream,
    stdout: painter.output,
    // Each frame as a whole, as soon as there is one.
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  })
  return { unmount: ink.unmount, untilExit: ink.waitUntilExit() }
}

function Screen({ painter: { store, view, look } }: { readonly painter: Painter }): ReactNode {
  return <App store={store} view={view} look={useSyncExternalStore(store.subscribe, look)} />
}
