import { type AppState, type LabScreen, labMenu, noticeOf, textColumns } from '../../app/app.ts'
import { seconds } from '../../model/time.ts'
import { clip, pad, span, wrap } from '../../terminal/text.ts'
import { framed, type View } from './view.ts'

/** Room for the longest word, so that what they mean stands in a column. */
const WORD_COLUMNS = 14

/** Every fault without typing: a command put together word by word, from what can come next. */
export function faultsView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const { run, building } = screen
  const width = textColumns(size)
  const menu = labMenu(screen)
  const options =
    menu?.options.map(({ text, says }) =>
      says === undefined
        ? wrap([span(text)], width - 2)
        : [[span(pad(text, WORD_COLUMNS)), span(clip(says, width - WORD_COLUMNS - 2), 'quiet')]],
    ) ?? []
  return framed(size, {
    left: `${run.scenario.title} › faults`,
    right: `seed ${run.seed} · t ${seconds(run.now)} s`,
    state,
    body: [[span(menu?.ask ?? '', 'text', true), span(building === '' ? '' : `   : ${building}`, 'focus')]],
    menu: { id: `faults ${building}`, options },
    notice: noticeOf(state),
  })
}
