import { stripVTControlCharacters } from 'node:util'
import { renderToString } from 'ink'
import type { Look } from '../../src/terminal/paint.ts'
import { App } from '../../src/tui/app.tsx'
import type { TestApp } from './app.ts'
import { PLAIN } from './looks.ts'

/** The whole screen as text, each row without the spaces at its end. */
export function picture(app: TestApp, look: Look = PLAIN): string {
  const { columns } = app.state().size
  const frame = renderToString(<App store={app.store} look={look} />, { columns })
  return frame
    .split('\n')
    .map(row => stripVTControlCharacters(row).trimEnd())
    .join('\n')
}
