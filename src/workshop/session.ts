import { randomUUID } from 'node:crypto'
import {
  type AppState,
  courseParts,
  createStore,
  type Effect,
  firstState,
  openBookmark,
  type Size,
  type Store,
  type WayBack,
} from '../app/app.ts'
import type { CourseRead } from '../app/course-read.ts'
import { Saves } from '../effects/saves.ts'
import { WHOLE_SCREEN } from '../linear/linear.ts'
import { detect } from '../terminal/capabilities.ts'
import { type Capabilities, NO_FLAGS } from '../terminal/traits.ts'
import { type Attendance, attend } from './attend.ts'
import type { RoomBus } from './bus.ts'
import type { Front, SessionTerminal } from './front.ts'
import { guarded } from './guarded-store.ts'
import type { Learner } from './identity.ts'
import { showInLines } from './in-lines.ts'
import type { Keeper } from './keeper.ts'
import { KeptOutput } from './kept-output.ts'
import { showOnScreens } from './on-screens.ts'
import { keepPlace } from './place-keeping.ts'

/** Why a session is over: the learner left, the line dropped, something of ours broke, or a reason to be told. */
export type Ending =
  | { readonly type: 'left' }
  | { readonly type: 'gone' }
  | { readonly type: 'crashed'; readonly error: unknown }
  | { readonly type: 'told'; readonly message: string }

export interface SessionOptions {
  readonly read: CourseRead
  readonly keeper: Keeper
  readonly learner: Pick<Learner, 'id' | 'name'>
  /** The room that the learner is in. */
  readonly bus: RoomBus
  readonly terminal: SessionTerminal
  /** How the learner comes back; left out where they have a key. */
  readonly wayBack?: WayBack | null
  /** A line for the first minutes. */
  readonly notice: string | null
  /** Called once, when all is kept and the terminal has its own screen back. */
  readonly onEnd: (ending: Ending) => void
}

/**
 * One learner's course on one connection, on screens or, where the client asks for that, in lines. It draws without
 * Ink: a hundred of these share a core.
 */
export interface Session {
  readonly resize: (size: Size) => void
  /** Resolves when all is kept. May be called again. */
  readonly end: (ending: Ending) => Promise<void>
}

/** Long enough to be written down; a save would put other news in its place. */
const NOTICE_MS = 180_000

/** Opens the course where the learner left it. An exception in it ends it, and nothing else. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { keeper, learner, terminal } = options
  const look = detect(terminal.env, { isTTY: true, platform: 'linux' }, NO_FLAGS)
  const until = Date.now() + NOTICE_MS
  const saves = new Saves({
    save: async progress => {
      const saved = await keeper.save(learner.id, progress)
      const lasts = saved.saved && saved.messages.length === 0 && Date.now() < until
      return lasts && options.notice !== null ? { ...saved, messages: [options.notice] } : saved
    },
  })
  let ended: Promise<void> | null = null
  let shown: Front | null = null
  let last: (() => Promise<void>)[] = [() => saves.finished()]
  let output: KeptOutput | null = null
  let attendance: Attendance | null = null

  const end = (ending: Ending): Promise<void> => {
    ended ??= finish(ending)
    return ended
  }
  const finish = async (ending: Ending) => {
    if (ending.type !== 'gone') await shown?.answered()
    shown?.stop()
    if (ending.type !== 'gone') shown?.leave()
    const done = await Promise.allSettled(last.map(work => work()))
    const failed = done.find(({ status }) => status === 'rejected')
    await output?.shown()
    const told = failed?.status === 'rejected' && ending.type !== 'crashed' ? crash(failed.reason) : ending
    // At the place where it broke it would break again.
    if (told.type === 'crashed') await keeper.savePlace(learner.id, null)
    options.onEnd(told)
  }
  const crashed = (error: unknown) => void end(crash(error))
  const left = () => void end({ type: 'left' })
  const perform = (effect: Effect) => {
    if (effect.type === 'leave') left()
    else if (effect.type === 'save-progress') {
      saves.save(effect, guardedStore)
      output?.holdFor(saves.finished())
    } else if (effect.type === 'write-card') store.dispatch({ type: 'card-told', message: NO_FOLDER })
  }
  const guardedStore = guarded(createStore(await stateAtFirst(options, look), Date.now, perform), crashed)
  const place = keepPlace(guardedStore, text => keeper.savePlace(learner.id, text))
  const { store } = place
  try {
    const onLate = () => store.dispatch({ type: 'not-saved', message: SLOW })
    const onUnsent = () => store.dispatch({ type: 'room', news: { type: 'unsent' } })
    const keep = () => {
      // Whoever draws may be told of what happened before whoever tells the room.
      const told = attendance?.kept() ?? null
      told?.catch(onUnsent)
      if (told !== null) output?.holdFor(told)
      return place.keep()
    }
    output = new KeptOutput(terminal.output, { keep, onLate, onError: crashed })
    const keptTerminal = { ...terminal, output }
    if (look.linear) shown = showInLines(store, keptTerminal, look, { onCrash: crashed, onLeave: left })
    else {
      terminal.input.on('end', left)
      shown = showOnScreens(store, keptTerminal, look)
    }
    const joined = joinRoom(store, options)
    attendance = joined
    last = [...last, place.end, async () => joined.leave()]
  } catch (error) {
    crashed(error)
  }
  return {
    resize: size => {
      // Each terminal has its own idea of what becomes of the old screen.
      shown?.forget()
      // What is told in lines has no size.
      if (!look.linear) store.dispatch({ type: 'resized', size })
    },
    end,
  }
}

/** Where the learner was, with what they did. */
async function stateAtFirst(
  { read, keeper, learner, terminal, notice, wayBack = null }: SessionOptions,
  { motion, linear }: Capabilities,
): Promise<AppState> {
  const loaded = await keeper.load(learner.id)
  const place = await keeper.loadPlace(learner.id)
  const first = firstState({
    ...courseParts(read),
    progress: loaded.progress,
    size: linear ? WHOLE_SCREEN : terminal.size,
    motion,
    notice: loaded.messages[0] ?? notice,
    when: Date.now(),
    inRoom: true,
    wayBack,
  })
  return place === null ? first : openBookmark(first, place)
}

function joinRoom(store: Store, { learner, bus }: SessionOptions): Attendance {
  const session = randomUUID()
  return attend({ learner: learner.id, name: learner.name, session, store, bus, now: bus.now, later })
}

const crash = (error: unknown): Ending => ({ type: 'crashed', error })

function later(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}

const NO_FOLDER = 'There is no folder of yours here: «netsplit card» on your own machine writes one.'
/** Said once where the disk, or the Redis, is so busy that what is shown may be lost. */
export const SLOW = 'Keeping what you do takes long here: what comes now may not be kept yet.'
