import type { Store } from '../app/app.ts'
import { createTalk, LINE_COLUMNS_MAX } from '../linear/linear.ts'
import type { Capabilities } from '../terminal/traits.ts'
import type { Front, SessionTerminal } from './front.ts'
import { type LinesEnd, speakInLines } from './line-front.ts'

/** Tells the course in lines, and hears typed ones, until it is told to stop. */
export function showInLines(
  store: Store,
  terminal: SessionTerminal,
  { unicode }: Pick<Capabilities, 'unicode'>,
  end: LinesEnd,
): Front {
  const columns = Math.min(LINE_COLUMNS_MAX, terminal.size.columns - 1)
  const talk = createTalk(store, { columns, unicode })
  const hear = (line: string) => {
    const told = talk.hear(line)
    return store.state().leaving ? null : told
  }
  const { goOn, stop } = speakInLines({ ...talk, hear }, terminal, end)
  const unsubscribe = store.subscribe(goOn)
  return {
    stop: () => {
      unsubscribe()
      stop()
    },
    answered: async () => {},
    leave: () => {},
    forget: () => {},
  }
}
