import { useInput } from 'ink'
import type { ReactNode } from 'react'
import { lineOf, type Store } from '../app/app.ts'

/**
 * The keyboard of a line of text, a sandbox's or one that is said from memory: while it is there, every key but Esc and
 * Ctrl-C edits the text. The text itself is in the state, where the screen finds it.
 */
export function CommandLine({ store }: { readonly store: Store }): ReactNode {
  useInput((input, key) => {
    const line = lineOf(store.state())
    if (line === null) return
    const { text, cursor } = line
    const edit = (next: string, at: number) => store.dispatch({ type: 'edited', text: next, cursor: at })
    if (key.return) store.dispatch({ type: 'given' })
    else if (key.tab) store.dispatch({ type: 'completed' })
    else if (key.leftArrow) edit(text, Math.max(0, cursor - 1))
    else if (key.rightArrow) edit(text, Math.min(text.length, cursor + 1))
    else if (key.upArrow || key.downArrow) store.dispatch({ type: 'recalled', back: key.upArrow })
    else if (key.home || (key.ctrl && input === 'a')) edit(text, 0)
    else if (key.end || (key.ctrl && input === 'e')) edit(text, text.length)
    // All of it: after an error the cursor stands where that was found, and nobody means the part before it.
    else if (key.ctrl && input === 'u') edit('', 0)
    else if (key.ctrl && input === 'w') {
      const kept = text.slice(0, cursor).replace(/\S*\s*$/, '')
      edit(kept + text.slice(cursor), kept.length)
    } else if (key.backspace || key.delete) {
      if (cursor > 0) edit(text.slice(0, cursor - 1) + text.slice(cursor), cursor - 1)
    } else if (!key.ctrl && !key.meta && !key.escape) {
      const typed = printableOnly(input).slice(0, Math.max(0, LENGTH_MAX - text.length))
      if (typed !== '') edit(text.slice(0, cursor) + typed + text.slice(cursor), cursor + typed.length)
    }
  })
  return null
}

/** As long as a command can be; the parser refuses more. */
const LENGTH_MAX = 200

/** What is pasted may hold anything; a command is made of characters that can be seen. */
function printableOnly(input: string): string {
  return input.replace(/[^\x20-\x7e]/g, '')
}
