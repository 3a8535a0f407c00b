import { type AppState, type LabScreen, labMenu, noticeOf, textColumns } from '../../app/app.ts'
import { seconds } from '../../model/time.ts'
import { span, wrap } from '../../terminal/text.ts'
import { framed, type View } from './view.ts'

/** The branches of a run as a small tree: everything that was done differently, and nothing lost. */
export function branchesView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const width = textColumns(size)
  const options = labMenu(screen)?.options.map(({ text }) => wrap([span(text)], width - 2)) ?? []
  const words =
    options.length > 1
      ? 'Each line is a run of this very seed. They are the same up to the first thing that was done differently.'
      : 'There is one branch so far. Step back in time (,) and do something else: the old one stays here.'
  return framed(size, {
    left: `${screen.run.scenario.title} › branches`,
    right: `seed ${screen.run.seed} · t ${seconds(screen.run.now)} s`,
    state,
    body: [...wrap([span(words, 'quiet')], width), []],
    menu: { id: `branches ${options.length}`, options },
    notice: noticeOf(state),
  })
}
