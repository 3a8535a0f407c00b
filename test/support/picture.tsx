import { stripVTControlCharacters } from 'node:util'
import { renderToString } from 'ink'
import { expect } from 'vitest'
import { placeOf } from '../../src/app/app.ts'
import { parseFrame } from '../../src/terminal/frame.ts'
import type { Look } from '../../src/terminal/paint.ts'
import { App } from '../../src/tui/app.tsx'
import { compose } from '../../src/tui/compose.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import type { TestApp } from './app.ts'
import { PLAIN } from './looks.ts'

/**
 * The whole screen as text, each row without the spaces at its end. On the way it is proved that what is composed
 * without Ink is the same, cell for cell, so that wherever there is a picture there is that proof.
 */
export function picture(app: TestApp, look: Look = PLAIN): string {
  const { columns, rows } = app.state().size
  // The keys of a menu are those of the place with that name, and of no other.
  if ((appView(app.state()).menu !== null) !== (placeOf(app.state()) === 'menu'))
    throw new Error(`there is a menu that has no keys, or none at ${placeOf(app.state())}`)
  const frame = renderToString(<App store={app.store} view={appView} look={look} />, { columns })
  const { cells } = compose(appView(app.state()), app.state().size, look)
  const drawn = parseFrame(frame, columns, rows)
  // As texts: to compare thousands of cells one by one takes longer than to draw them.
  if (JSON.stringify(cells) !== JSON.stringify(drawn.cells))
    expect(cells, 'composed without Ink').toEqual(drawn.cells)
  return frame
    .split('\n')
    .map(row => stripVTControlCharacters(row).trimEnd())
    .join('\n')
}
