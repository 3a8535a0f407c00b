import {
  type AppState,
  bodyRows,
  noticeOf,
  type PracticeScreen,
  practiceLines,
  practiceMenu,
} from '../../app/app.ts'
import type { Line } from '../../terminal/text.ts'
import { framed, type MenuView, type View } from './view.ts'
import { window } from './window.ts'

/** A case of practice, and after the answer what its run says. */
export function practiceView(state: AppState, screen: PracticeScreen): View {
  const { size } = state
  const { shown, chosen, focus, asked, right } = screen
  const lines = practiceLines(screen, state)
  const { options } = practiceMenu(screen, state)
  const rows = options.flat().length
  const menu: MenuView | null = focus
    ? { id: `practice ${shown.level} ${shown.seed} ${chosen === null}`, options }
    : null
  const still = options.flatMap(option => option.map((line): Line => [{ text: '  ', role: 'text' }, ...line]))
  const text = menu
    ? window(lines, bodyRows(size) - rows, lines.length)
    : window([...lines, ...still], bodyRows(size), screen.scroll)
  return framed(size, {
    left: `Practice · level ${shown.level} of 5`,
    right: asked === 0 ? `case ${shown.seed}` : `${right} of ${asked} right · case ${shown.seed}`,
    state,
    ...text,
    menu,
    notice: noticeOf(state),
  })
}
