import {
  type AppState,
  type Command,
  isTooSmall,
  type Key,
  keymap,
  lineOf,
  type NewEvent,
  placeOf,
} from '../app/app.ts'
import type { KeyEvent, KeyPress } from '../terminal/key-event.ts'
import { lineMeaning } from './line-editing.ts'
import { appView } from './views/app-view.ts'
import type { MenuView } from './views/view.ts'

/**
 * What a key means now: first to the line that is open, then to the menu that has the focus, then as the table of keys
 * has it. Null where it means nothing. What is pasted means something to a line alone.
 */
export function meaningOf(state: AppState, event: KeyEvent): NewEvent | null {
  const line = isTooSmall(state.size) ? null : lineOf(state)
  const toLine = line === null ? null : lineMeaning(line, event)
  if (toLine !== null || event.type !== 'key') return toLine
  const key = nameOf(event)
  if (key === null) return null
  const place = placeOf(state)
  if (isTooSmall(state.size)) return unseen(keymap(place, key))
  const menu = place === 'menu' ? appView(state).menu : null
  const toMenu = menu === null ? null : menuMeaning(menu, key)
  if (toMenu !== null) return toMenu
  const command = keymap(place, key)
  if (command === null) return null
  const { text } = SCROLLS.has(command) ? appView(state) : {}
  return { type: 'command', command, ...(text === undefined ? {} : { text }) }
}

/** Of the keys of a screen that isn’t shown, those that leave it. */
function unseen(command: Command | null): NewEvent | null {
  return command === 'leave' || command === 'suspend' ? { type: 'command', command } : null
}

/** The commands that may scroll a text, which goes no further than there is text. */
const SCROLLS: ReadonlySet<Command> = new Set(['up', 'down', 'page-up', 'page-down'])

/** The key as the table of keys calls it; null for one with Alt, which has no entry. */
function nameOf({ key, ctrl, alt }: KeyPress): Key | null {
  if (alt) return null
  return ctrl ? `ctrl-${key}` : key
}

function menuMeaning({ id, options, scrolls = false, at = 0 }: MenuView, key: Key): NewEvent | null {
  const last = options.length - 1
  if (scrolls && (key === 'page-up' || key === 'page-down')) return null
  const to = (option: number): NewEvent => ({ type: 'highlighted', menu: id, option })
  switch (key) {
    case 'up':
    case 'k':
      return to(at === 0 ? last : at - 1)
    case 'down':
    case 'j':
      return to(at === last ? 0 : at + 1)
    case 'home':
    case 'page-up':
      return to(0)
    case 'end':
    case 'page-down':
      return to(last)
    case 'enter':
      return { type: 'selected', option: at }
    default:
      return /^[1-9]$/.test(key) && Number(key) <= options.length
        ? { type: 'selected', option: Number(key) - 1 }
        : null
  }
}
