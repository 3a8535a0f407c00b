import { type AppState, noticesOf, roomWordInLines } from '../app/app.ts'
import { isLeaveAsked } from '../app/lab-update.ts'
import { position } from '../lab/lab.ts'
import { runNews, topology } from './lab-scene.ts'
import { type Scene, sceneOf } from './scene.ts'
import { spoken } from './spoken.ts'

/**
 * What is new between two states, in sentences: of another screen all of it, of the same one what has been added or has
 * changed, and of a run every sentence on the way. `before` is null at the start, and where all shall be told again.
 */
export function tell(before: AppState | null, after: AppState): readonly string[] {
  return [
    ...(before !== null && before.course !== after.course ? [COURSE_CHANGED] : []),
    ...onTheWay(before, after),
    ...sceneNews(before && sceneAt(before), sceneAt(after), saidBefore(before, after)),
    ...noticeNews(before, after),
  ]
}

const COURSE_CHANGED = 'The course has changed, and is read again.'

/** A state is what was new once, and what it was before the next time: it is put into sentences once. */
const SCENES = new WeakMap<AppState, Scene>()

function sceneAt(state: AppState): Scene {
  const scene = SCENES.get(state) ?? sceneOf(state)
  SCENES.set(state, scene)
  return scene
}

function onTheWay(before: AppState | null, { screen }: AppState): readonly string[] {
  const was = before?.screen
  return was?.type === 'lab' && screen.type === 'lab' ? runNews(was.run, screen.run) : []
}

/** What goes without saying on another screen: of the same cluster who there is, of a check what stands at each question. */
function saidBefore(before: AppState | null, after: AppState): readonly string[] {
  const [was, now] = [before?.screen, after.screen]
  if (before !== null && was?.type === 'check' && now.type === 'check') return sceneAt(before).lines
  const same = was?.type === 'lab' && now.type === 'lab' && was.run.scenario.id === now.run.scenario.id
  return same && position(was.run) > 0 ? [topology(now.run)] : []
}

function sceneNews(
  before: Scene | null,
  { id, title, lines }: Scene,
  said: readonly string[],
): readonly string[] {
  if (before?.id !== id) return [title, ...lines.filter(line => line !== '' && !said.includes(line))]
  const known = new Set(before.lines)
  return lines.filter(line => line !== '' && !known.has(line))
}

/** The same, where nothing is pressed. */
const LEAVE_ASKED_IN_LINES =
  'The same once more leaves this run. «quit» leaves netsplit, and prints its code.'

/** Each thing that is told beside the screen's own, once: what was only covered meanwhile is known. */
function noticeNews(before: AppState | null, after: AppState): readonly string[] {
  const known = new Set(before === null ? [] : noticesOf(before))
  return noticesOf(after)
    .filter(notice => !known.has(notice))
    .map(notice => (isLeaveAsked(notice) ? LEAVE_ASKED_IN_LINES : spoken(roomWordInLines(notice) ?? notice)))
}
