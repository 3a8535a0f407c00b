import { type AppState, isTooSmall, SIZE_MIN } from '../../app/app.ts'
import { span, wrap } from '../../terminal/text.ts'
import { branchesView } from './branches-view.ts'
import { checkView } from './check-view.ts'
import { compareView } from './compare-view.ts'
import { diagramView } from './diagram-view.ts'
import { experimentView } from './experiment-view.ts'
import { faultsView } from './faults-view.ts'
import { glossaryView } from './glossary-view.ts'
import { goalsView } from './goals-view.ts'
import { helpView } from './help-view.ts'
import { liveView, predictView } from './lab-view.ts'
import { learnedView } from './learned-view.ts'
import { mapView } from './map-view.ts'
import { memoryView } from './memory-view.ts'
import { pageView } from './page-view.ts'
import { practiceView } from './practice-view.ts'
import { recallView } from './recall-view.ts'
import { sideView } from './side-view.ts'
import { sweepView } from './sweep-view.ts'
import { verdictView } from './verdict-view.ts'
import { blank, screenRows, type View } from './view.ts'
import { voteView } from './vote-view.ts'
import { worldsView } from './worlds-view.ts'

const known = new WeakMap<AppState, View>()

/**
 * What is to be seen now: the screen, the help over it, or, in a terminal that is too small, one sentence of that. It is laid out
 * once for a state, however many ask: the keyboard and the screen.
 */
export function appView(state: AppState): View {
  const view = known.get(state) ?? withCursor(viewOf(state), state)
  known.set(state, view)
  return view
}

/** The menu's cursor where it was moved to, which is its own affair and none of the screen's. */
function withCursor(view: View, { cursor }: AppState): View {
  const { menu } = view
  if (menu === null || cursor?.menu !== menu.id) return view
  return { ...view, menu: { ...menu, at: Math.min(cursor.option, menu.options.length - 1) } }
}

function viewOf(state: AppState): View {
  const { size, screen } = state
  if (isTooSmall(size)) return tooSmall(state)
  if (state.glossary !== null) return glossaryView(state, state.glossary)
  if (state.help !== null) return helpView(state)
  if (state.room?.asks && state.room.vote) return voteView(state, state.room.vote)
  switch (screen.type) {
    case 'map':
      return mapView(state, screen)
    case 'page':
      return pageView(state, screen)
    case 'memory':
      return memoryView(state, screen)
    case 'experiment':
      return experimentView(state, screen)
    case 'sweep':
      return sweepView(state, screen)
    case 'worlds':
      return worldsView(state, screen)
    case 'check':
      return checkView(state, screen)
    case 'recall':
      return recallView(state, screen)
    case 'learned':
      return learnedView(state, screen)
    case 'practice':
      return practiceView(state, screen)
    case 'lab':
      switch (screen.phase) {
        case 'predict':
          return predictView(state, screen)
        case 'live':
          return liveView(state, screen)
        case 'verdict':
          return verdictView(state, screen)
        case 'compare':
          return compareView(state, screen)
        case 'branches':
          return branchesView(state, screen)
        case 'side':
          return sideView(state, screen)
        case 'diagram':
          return diagramView(state, screen)
        case 'faults':
          return faultsView(state, screen)
        case 'goals':
          return goalsView(state, screen)
      }
  }
}

function tooSmall({ size }: AppState): View {
  const rows = Math.max(1, screenRows(size))
  const [least, now] = [SIZE_MIN, size].map(({ columns, rows }) => `${columns}x${rows}`)
  const text = `This needs ${least} and is ${now}. Please enlarge it; Ctrl-C quits. Nothing goes on unseen.`
  const lines = wrap([span(text)], Math.max(1, size.columns)).slice(0, rows)
  return { above: [...lines, ...blank(rows - lines.length)], menu: null, below: [] }
}
