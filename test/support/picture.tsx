import { stripVTControlCharacters } from 'node:util'
import { renderToString } from 'ink'
import { App } from '../../src/tui/app.tsx'
import type { TestApp } from './app.ts'

/** The whole screen as text, each row without the spaces at its end. */
export function picture(app: TestApp): string {
  const { columns } = app.state().size
  const frame = renderToString(<App store={app.store} look={{ colour: false }} />, { columns })
  return frame
    .split('\n')
    .map(row => stripVTControlCharacters(row).trimEnd())
    .join('\n')
}
