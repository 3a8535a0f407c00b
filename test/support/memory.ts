import type { TestApp } from './app.ts'

/** Goes to the page of the course whose block is of this kind, from the map. */
export function blockPage(app: TestApp, kind: 'recall' | 'fallacies'): void {
  const { lessons } = app.state().course
  const lesson = lessons.findIndex(({ pages }) => pages.some(({ block }) => block?.kind === kind))
  const page = lessons[lesson]?.pages.findIndex(({ block }) => block?.kind === kind) ?? 0
  for (let step = 0; step < lesson; step += 1) app.press('down')
  app.press('enter')
  // Right goes on from every page but one with a question in focus, which Escape leaves.
  while (true) {
    const { screen } = app.state()
    if (screen.type !== 'page' || screen.page >= page) return
    app.press(screen.focus ? 'escape' : 'right')
  }
}

export function memoryPage(app: TestApp): void {
  blockPage(app, 'recall')
}

/** Types an answer and gives it. */
export function say(app: TestApp, text: string): void {
  app.send({ type: 'edited', text, cursor: text.length })
  app.send({ type: 'given' })
}
