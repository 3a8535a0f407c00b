import type { EventEmitter } from 'node:events'
import {
  courseParts,
  createStore,
  type Effect,
  firstState,
  isMoving,
  type Size,
  type Store,
} from '../app/app.ts'
import type { CourseRead } from '../app/course-read.ts'
import { createFrameClock } from '../effects/frame-clock.ts'
import { Saves } from '../effects/saves.ts'
import { createScreenWriter } from '../effects/screen-writer.ts'
import { enterScreen, leaveScreen } from '../effects/terminal-guard.ts'
import { detect } from '../terminal/capabilities.ts'
import { type Capabilities, type Environment, NO_FLAGS } from '../terminal/traits.ts'
import { type Keys, showScreens } from '../tui/screens.ts'
import { guarded } from './guarded-store.ts'
import type { Keeper } from './keeper.ts'

/** A learner's own terminal, at the other end of a connection. */
export interface SessionTerminal {
  readonly input: Keys
  readonly output: EventEmitter & { readonly isTTY: true; write(text: string): boolean }
  /** As the client gave it, and nothing of the server's own. */
  readonly env: Environment
  readonly size: Size
}

/** Why a session is over: the learner left, the line dropped, something of ours broke, or a reason to be told. */
export type Ending =
  | { readonly type: 'left' }
  | { readonly type: 'gone' }
  | { readonly type: 'crashed'; readonly error: unknown }
  | { readonly type: 'told'; readonly message: string }

export interface SessionOptions {
  readonly read: CourseRead
  readonly keeper: Keeper
  /** The id of the learner. */
  readonly learner: string
  readonly terminal: SessionTerminal
  /** A line for the first screen. */
  readonly notice: string | null
  /** Called once, when all is kept and the terminal has its own screen back. */
  readonly onEnd: (ending: Ending) => void
}

/** One learner's course on one connection. It draws without Ink: a hundred of these share a core. */
export interface Session {
  readonly resize: (size: Size) => void
  /** Resolves when all is kept. May be called again. */
  readonly end: (ending: Ending) => Promise<void>
}

/** What a network may put between the pieces of one key. */
const ESCAPE_MS = 100

/** Opens the course where the learner left it. An exception in it ends it, and nothing else. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { read, keeper, learner, terminal, notice } = options
  const loaded = await keeper.load(learner)
  const { output } = terminal
  const look = detect(terminal.env, { isTTY: true, platform: 'linux' }, NO_FLAGS)
  const saves = new Saves({ save: progress => keeper.save(learner, progress) })
  let ended: Promise<void> | null = null
  let stop = () => {}

  const end = (ending: Ending): Promise<void> => {
    ended ??= finish(ending)
    return ended
  }
  const finish = async (ending: Ending) => {
    try {
      stop()
      if (ending.type !== 'gone') leaveScreen(output)
    } finally {
      await saves.finished()
      options.onEnd(ending)
    }
  }
  const crashed = (error: unknown) => void end({ type: 'crashed', error })
  const perform = (effect: Effect) => {
    if (effect.type === 'leave') void end({ type: 'left' })
    else if (effect.type === 'save-progress') saves.save(effect, store)
    else if (effect.type === 'write-card') store.dispatch({ type: 'card-told', message: NO_FOLDER })
  }
  const first = firstState({
    ...courseParts(read),
    progress: loaded.progress,
    size: terminal.size,
    motion: look.motion,
    notice: loaded.messages[0] ?? notice,
    when: Date.now(),
  })
  const store: Store = guarded(createStore(first, Date.now, perform), crashed)
  let forget = () => {}
  try {
    ;({ stop, forget } = show(store, terminal, look))
  } catch (error) {
    crashed(error)
  }
  return {
    resize: size => {
      // Each terminal has its own idea of what becomes of the old screen.
      forget()
      store.dispatch({ type: 'resized', size })
    },
    end,
  }
}

const NO_FOLDER = 'There is no folder of yours here: «netsplit card» on your own machine writes one.'

/** Shows the screens, and hears the keys, until it is told to stop. */
function show(
  store: Store,
  { input, output }: SessionTerminal,
  look: Capabilities,
): { readonly stop: () => void; readonly forget: () => void } {
  enterScreen(output)
  const writer = createScreenWriter(output, look)
  const screens = showScreens(store, { stdin: input, screen: writer, escapeMs: ESCAPE_MS }, look)
  const clock = createFrameClock(screens.painter.tick)
  const wind = () => (isMoving(store.state()) ? clock.start() : clock.stop())
  const unsubscribe = store.subscribe(wind)
  wind()
  const stop = () => {
    clock.stop()
    unsubscribe()
    screens.close()
    writer.close()
  }
  return { stop, forget: writer.forget }
}
