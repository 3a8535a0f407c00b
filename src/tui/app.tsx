import { Box, type Key, Text, useInput } from 'ink'
import { type ReactNode, useCallback, useSyncExternalStore } from 'react'
import { type AppState, keymap, lineOf, placeOf, type Store } from '../app/app.ts'
import { type Look, paint } from '../terminal/paint.ts'
import type { Line } from '../terminal/text.ts'
import { CommandLine } from './command-line.tsx'
import { keyName } from './keys.ts'
import { Menu } from './menu.tsx'
import { appView } from './views/app-view.ts'

/** The whole screen, drawn from the state of the store. */
export function App({ store, look }: { readonly store: Store; readonly look: Look }): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.state)
  return (
    <>
      <Keyboard store={store} />
      {lineOf(state) !== null && <CommandLine store={store} />}
      <Screen state={state} look={look} store={store} />
    </>
  )
}

/**
 * Every key but those of a focused menu comes in here. It stands before the menu and never subscribes anew, so that it
 * is always told of a key first: what a key means is decided by the state before the menu has acted on it.
 */
function Keyboard({ store }: { readonly store: Store }): ReactNode {
  const onInput = useCallback(
    (input: string, key: Key) => {
      for (const name of keyName(input, key)) {
        const command = keymap(placeOf(store.state()), name)
        if (command !== null) store.dispatch({ type: 'command', command })
      }
    },
    [store],
  )
  useInput(onInput)
  return null
}

function Screen(props: { readonly state: AppState; readonly look: Look; readonly store: Store }): ReactNode {
  const { state, look, store } = props
  const { above, menu, below } = appView(state)
  return (
    <Box flexDirection="column" width={state.size.columns}>
      <Lines lines={above} look={look} />
      {menu && (
        <Menu
          key={menu.id}
          options={menu.options}
          look={look}
          at={menu.at ?? 0}
          onSelect={option => store.dispatch({ type: 'selected', option })}
          onHighlight={option => store.dispatch({ type: 'highlighted', option })}
        />
      )}
      <Lines lines={below} look={look} />
    </Box>
  )
}

/** Lines as one text, so that Ink lays out one thing and not hundreds. */
function Lines({ lines, look }: { readonly lines: readonly Line[]; readonly look: Look }): ReactNode {
  // Ink drops a line that is quite empty at the end of a text; a space keeps its row.
  return <Text wrap="truncate">{lines.map(line => paint(line, look) || ' ').join('\n')}</Text>
}
