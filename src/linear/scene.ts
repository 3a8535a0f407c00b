import {
  type AppState,
  challengesHere,
  type LabScreen,
  type PageScreen,
  type PracticeScreen,
  practicePicture,
  type Size,
  type WorldsScreen,
  whereIs,
} from '../app/app.ts'
import { assess } from '../lab/lab.ts'
import { sentencesOf } from '../tui/diagram/describe.ts'
import { diagramOf } from '../tui/diagram/model.ts'
import { appView } from '../tui/views/app-view.ts'
import { goalsView } from '../tui/views/goals-view.ts'
import { endOf, introWords } from '../tui/views/map-view.ts'
import { liveLines, sideLines, storyLines } from './lab-scene.ts'
import { chosenTerm, wordChoices } from './list-choices.ts'
import { pageLines } from './page-scene.ts'
import { experimentLines, revealLines, sweepLines, worldsTableLines } from './played-scene.ts'
import { spoken } from './spoken.ts'
import { spokenView } from './spoken-view.ts'

/** A terminal that everything fits on, so that nothing has to be scrolled; what is told is cut into lines afterwards. */
export const WHOLE_SCREEN: Size = { columns: 72, rows: 400 }

/**
 * A screen as it is told: all of it in sentences. Two of one `id` are the same screen at two times: of the later one
 * only what is new is told.
 */
export interface Scene {
  readonly id: string
  readonly title: string
  readonly lines: readonly string[]
}

/** What is on the screen now, in sentences. */
export function sceneOf(state: AppState): Scene {
  const { screen, glossary, room } = state
  if (glossary !== null) return glossaryScene(state, glossary.open)
  if (room?.asks && room.vote) return viewScene(state, `vote ${room.vote.round}`)
  if (state.help !== null) return viewScene(state, 'help')
  switch (screen.type) {
    case 'map': {
      const { course, progress } = state
      const intro = introWords(course.lessons, progress, course.lessons[screen.selected])
      const end = endOf(state, screen)
      const lines = end === null ? [intro] : [end, intro]
      return { id: 'map', title: `${course.title}.`, lines: lines.map(spoken) }
    }
    case 'experiment': {
      const { experiment, seed, phase, turned } = screen
      const title = `${experiment.title}. Seed ${seed}.`
      const place = phase === 'free' ? '' : JSON.stringify(turned)
      return {
        id: `experiment ${experiment.id} ${phase} ${seed} ${place}`,
        title,
        lines: experimentLines(screen),
      }
    }
    case 'sweep':
      return {
        id: 'sweep',
        title: `${screen.scenario.title}: ${screen.seeds} tries.`,
        lines: sweepLines(screen),
      }
    case 'worlds':
      return worldsScene(state, screen)
    case 'practice':
      return practiceScene(state, screen)
    case 'lab':
      return labScene(state, screen)
    case 'page':
      return pageScene(state, screen)
    case 'check':
      return viewScene(state, `check ${screen.phase} ${screen.place}`)
    case 'recall':
      return viewScene(state, `recall ${screen.place}`)
    case 'memory':
      return viewScene(state, `memory ${screen.id}`)
    case 'learned':
      return viewScene(state, screen.phase)
  }
}

/** A screen of text as it is laid out, without what is told apart from it. */
function viewScene(state: AppState, id: string): Scene {
  const { screen } = state
  const quiet = screen.type === 'lab' || screen.type === 'learned' ? { ...screen, said: null } : screen
  const { title, lines } = spokenView(appView({ ...untold(state), screen: quiet }))
  return { id, title, lines }
}

/** Without what is told beside a screen: `tell` tells that by itself, and once. */
function untold(state: AppState): AppState {
  const { room } = state
  const quiet = room && { ...room, said: null, notice: null, vote: room.asks ? room.vote : null }
  return { ...state, size: WHOLE_SCREEN, notice: null, room: quiet }
}

function worldsScene(state: AppState, screen: WorldsScreen): Scene {
  const { phase, seed } = screen
  const { lines, ...scene } = viewScene(state, `worlds ${seed} ${phase}`)
  if (phase === 'reveal') return { ...scene, lines: revealLines(screen) }
  return { ...scene, lines: phase === 'table' ? worldsTableLines(screen) : lines }
}

function pageScene(state: AppState, screen: PageScreen): Scene {
  const { title, lines, id } = viewScene(state, `page ${screen.lesson} ${screen.page}`)
  // On a screen the number says enough.
  return { id, title: `Lesson ${title.replace(/^(\d+) /, '$1, ')}`, lines: pageLines(state, screen, lines) }
}

/** A case of practice; its picture in a sentence. */
function practiceScene(state: AppState, screen: PracticeScreen): Scene {
  const { shown, chosen } = screen
  const { plan } = shown.scene
  const scene = viewScene(state, `practice ${shown.level} ${shown.seed} ${chosen === null}`)
  const drawn = new Set(practicePicture(plan).map(spoken))
  const sides = plan.sides.map((side, place) => {
    const client = plan.clients[place]
    return `${side.join(' ')}${client ? `, where ${client.name} asks ${client.coordinator}` : ''}`
  })
  const picture = `On one side ${sides.join('; on the other ')}.`
  const told = scene.lines
    .filter(line => !drawn.has(line))
    // A sentence of the run stands behind its seconds, in a column of its own.
    .map(line => line.replace(/^(\d+\.\d\d) (?=\p{L})/u, '$1 s: '))
  return { ...scene, lines: [picture, ...told] }
}

function labScene(state: AppState, screen: LabScreen): Scene {
  const { run, phase } = screen
  const id = `lab ${run.scenario.id} ${run.seed} ${phase}`
  const title = `${run.scenario.title}. Seed ${run.seed}.`
  switch (phase) {
    case 'live':
      return { id, title, lines: liveLines(state, screen) }
    case 'side':
      return { id, title: `${run.scenario.title}: two branches.`, lines: sideLines(screen) }
    case 'diagram': {
      const told = sentencesOf(run, diagramOf(run, run.moment.ended ? assess(run) : null))
      // The first says where time runs on the drawing.
      return {
        id,
        title: `${run.scenario.title}: the whole run.`,
        lines: [...storyLines(run), ...told.slice(1)],
      }
    }
    case 'goals':
      return goalsScene(state, screen, id)
    default:
      return viewScene(state, `${id} ${screen.building}`)
  }
}

/** Every challenge with its goal, what is missing, and the hints asked for. */
function goalsScene(state: AppState, screen: LabScreen, id: string): Scene {
  const whole = untold(state)
  const each = challengesHere(state, screen).map((challenge, goal) => ({
    name: challenge.title,
    ...spokenView(goalsView(whole, { ...screen, goal, said: null })),
  }))
  const [first] = each
  // What stands above the list is the same for all.
  const intro = first?.lines.findIndex((line, row) => each.some(({ lines }) => lines[row] !== line)) ?? 0
  const own = each.flatMap(({ name, lines }) =>
    lines.slice(Math.max(1, intro)).map((line, row) => (row === 0 ? `${name}: ${line}` : line)),
  )
  return {
    id,
    title: first?.title ?? '',
    lines: [...(first?.lines.slice(0, Math.max(1, intro)) ?? []), ...own],
  }
}

function glossaryScene(state: AppState, open: boolean): Scene {
  const term = chosenTerm(state)
  if (!open || !term) {
    const words = wordChoices(state).map(({ label }) => label)
    return {
      id: 'words',
      title: 'The words of the course.',
      lines: [`Type one of them: ${words.join(', ')}.`],
    }
  }
  const { lesson, page } = whereIs(state, term)
  const from = state.course.lessons.find(({ id }) => id === lesson)
  const where = from ? `Lesson ${from.number}, ${from.title}, page ${page + 1}.` : ''
  return { id: `word ${term.term}`, title: `${term.term}.`, lines: [term.says, where] }
}
