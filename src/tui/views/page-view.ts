import {
  type AppState,
  bodyRows,
  FOUR_WORLDS,
  lessonById,
  noticeOf,
  outcomeOf,
  type PageScreen,
  pageById,
  pageNow,
  settledBefore,
  textColumns,
} from '../../app/app.ts'
import { type Door, isDoor, isQuestion, layoutPage, optionLines } from '../../course/course.ts'
import { choiceName } from '../../lab/lab.ts'
import {
  challengeProgress,
  experimentRecords,
  type Progress,
  recallRecords,
  scenarioRuns,
} from '../../progress/progress.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { fallacyLines } from './fallacies.ts'
import { framed, type MenuView, type View } from './view.ts'
import { window } from './window.ts'

/** One page of a lesson. Where it is longer than the terminal, a part of it, and a word on what is out of sight. */
export function pageView(state: AppState, screen: PageScreen): View {
  const { course, size } = state
  const lesson = lessonById(course, screen.lesson)
  const page = pageNow(state, screen)
  if (!lesson || !page)
    return framed(size, {
      left: '',
      right: '',
      state,
      body: [[span('This page is gone.')]],
      notice: null,
    })
  const width = textColumns(size)
  const { body, foot } = layoutPage(
    page,
    width,
    screen.question,
    outcomeOf(course, state.progress, screen.lesson, screen.page),
  )
  const options =
    isQuestion(page.block) && screen.question.kind === 'unanswered' ? optionLines(page.block, width) : []
  const menu: MenuView | null =
    screen.focus && options.length > 0 ? { id: `${screen.lesson} ${screen.page}`, options } : null
  const still = menu ? [] : options.flatMap(lines => lines.map((line): Line => [span('  '), ...line]))
  const settled = settledBefore(state, screen)
  const above = settled.length > 0 ? [...settled, []] : []
  const lines = [...above, ...body, ...still, ...doorLines(state, screen)]
  const room = bodyRows(size) - foot.length - (menu ? options.flat().length : 0)
  // While the question has the keys it must be in sight, which is the end of the text.
  const { body: shown } = window(lines, room, menu ? lines.length : screen.scroll)
  return framed(size, {
    left: `${lesson.number} ${lesson.title}`,
    right: `page ${screen.page + 1}/${lesson.pages.length}`,
    state,
    body: shown,
    menu,
    foot,
    notice: noticeOf(state),
  })
}

/** Under a door: what was done behind it before; and the map of the eight, with what was done so far. */
function doorLines(state: AppState, screen: PageScreen): Line[] {
  const { course, size } = state
  const block = pageById(course, screen.lesson, screen.page)?.block
  if (block?.kind === 'fallacies') return [[], ...fallacyLines(state, block)]
  if (!isDoor(block)) return []
  const words = doorWords(block, state)
  return [[], ...wrap(words, textColumns(size))]
}

function doorWords(block: Door, state: AppState): Line {
  const { progress } = state
  switch (block.kind) {
    case 'lab':
      return challengesDone(state, block.scenario) ?? labDone(state, block.scenario)
    case 'experiment':
      return seen(progress, block.experiment)
    case 'recall':
      return recalled(progress, block.id)
    case 'worlds':
      return experimentRecords(progress, FOUR_WORLDS).length > 0
        ? [span('✓ ', 'good'), span('You have been there. Enter goes there again.', 'quiet')]
        : [span('Press Enter to charge the card.', 'focus')]
    case 'sweep':
      return [span(`Press Enter to make ${block.seeds} runs of each choice, before your eyes.`, 'focus')]
  }
}

function recalled(progress: Progress, block: string): Line {
  const last = recallRecords(progress, block).at(-1)
  if (!last) return [span('Press Enter to begin.', 'focus')]
  const { found, missed } = last
  if (missed.length === 0) return [span('✓ ', 'good'), span(`You had all ${found.length}.`, 'quiet')]
  return [span(`Last time you had ${found.length} of ${found.length + missed.length}.`, 'quiet')]
}

function seen(progress: Progress, experiment: string): Line {
  const last = experimentRecords(progress, experiment).at(-1)
  if (!last) return [span('Press Enter to run it.', 'focus')]
  const { prediction, held } = last
  if (prediction === null || held === null) return [span('✓ ', 'good'), span('You have seen it.', 'quiet')]
  return held
    ? [span('✓ ', 'good'), span('You have seen it, and it was as you expected.', 'quiet')]
    : [span('✓ ', 'good'), span('You have seen it, and it was not as you expected.', 'quiet')]
}

/** What was brought about in a sandbox; null where nothing was, or nothing can be. */
function challengesDone({ challenges, progress }: AppState, scenario: string): Line | null {
  const here = challenges.filter(challenge => challenge.scenario === scenario && !challenge.impossible)
  const met = here.filter(({ id }) => challengeProgress(progress, id).met !== null)
  if (met.length === 0) return null
  const names = met.map(({ title }) => title).join(', ')
  return [span('✓ ', 'good'), span(`${met.length} of ${here.length} challenges met: ${names}.`, 'quiet')]
}

/** What was chosen there, by the names that it was offered under. */
function labDone({ progress, scenarios }: AppState, id: string): Line {
  const runs = scenarioRuns(progress, id)
  const scenario = scenarios.get(id)
  const chosen = runs.flatMap(({ decisions }) => decisions.map(({ choice }) => choice))
  const seen = new Set(scenario ? chosen.map(choice => choiceName(scenario, choice)) : [])
  if (runs.length === 0) return [span('Press Enter to open the cluster.', 'focus')]
  return [
    span('✓ ', 'good'),
    span(seen.size > 0 ? `Chosen so far: ${[...seen].join('; ')}.` : 'You have been there.', 'quiet'),
  ]
}
