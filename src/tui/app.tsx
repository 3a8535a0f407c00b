import { Box, Text } from 'ink'
import { type ReactNode, useSyncExternalStore } from 'react'
import type { AppState, Store } from '../app/app.ts'
import { type Look, paint } from '../terminal/paint.ts'
import type { Line } from '../terminal/text.ts'
import { Menu } from './menu.tsx'
import type { View } from './views/view.ts'

/** The whole screen, drawn from the state of the store. What it shows is handed in, so that Ink loads without all of it. */
export function App(props: {
  readonly store: Store
  readonly view: (state: AppState) => View
  readonly look: Look
}): ReactNode {
  const { store, view, look } = props
  const state = useSyncExternalStore(store.subscribe, store.state)
  const { above, menu, below } = view(state)
  return (
    <Box flexDirection="column" width={state.size.columns}>
      <Lines lines={above} look={look} />
      {menu && <Menu key={menu.id} options={menu.options} look={look} cursor={menu.at ?? 0} />}
      <Lines lines={below} look={look} />
    </Box>
  )
}

/** Lines as one text, so that Ink lays out one thing and not hundreds. */
function Lines({ lines, look }: { readonly lines: readonly Line[]; readonly look: Look }): ReactNode {
  // Ink drops a line that is quite empty at the end of a text; a space keeps its row.
  return <Text wrap="truncate">{lines.map(line => paint(line, look) || ' ').join('\n')}</Text>
}
