import type { BoardCommand } from './keys.ts'
import { endLab, shareLab } from './order.ts'
import type { BoardMenu, BoardState, BoardUpdated, MenuDoes } from './state.ts'

/** So many options are passed by the keys for pages. */
const PAGE = 8

/** A key while a list is open. */
export function inMenu(state: BoardState, menu: BoardMenu, command: BoardCommand): BoardUpdated {
  const last = menu.options.length - 1
  const to = (at: number): BoardUpdated => [{ ...state, menu: { ...menu, at } }, []]
  switch (command) {
    case 'up':
      return to(menu.at === 0 ? last : menu.at - 1)
    case 'down':
      return to(menu.at === last ? 0 : menu.at + 1)
    case 'page-up':
      return to(Math.max(0, menu.at - PAGE))
    case 'page-down':
      return to(Math.min(last, menu.at + PAGE))
    case 'first':
      return to(0)
    case 'last':
      return to(last)
    case 'take': {
      const option = menu.options[menu.at]
      return option ? taken({ ...state, menu: null }, option.does) : [state, []]
    }
    case 'out':
      return [{ ...state, menu: null }, []]
    case 'leave':
      return [{ ...state, leaving: true }, []]
    default:
      return [state, []]
  }
}

function taken(state: BoardState, does: MenuDoes): BoardUpdated {
  switch (does.type) {
    case 'ask':
      return [{ ...state, menu: sure(state, does.scenario) }, []]
    case 'share':
      return shareLab(state, does.scenario)
    case 'end':
      return endLab(state)
    case 'nothing':
      return [state, []]
  }
}

/** Nobody's own work is left behind by one key too many. */
function sure({ content }: BoardState, scenario: string): BoardMenu {
  const title = content.scenarios.get(scenario)?.title ?? scenario
  return {
    ask: `«${title}» for everybody: each leaves what they are at, and their place in the lessons is kept. Begin?`,
    options: [
      { text: 'Begin, for all at once', does: { type: 'share', scenario } },
      { text: 'Not now', does: { type: 'nothing' } },
    ],
    at: 0,
  }
}
