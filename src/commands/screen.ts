import { createStore, type Effect, isMoving, type Store } from '../app/app.ts'
import { findDataFolder } from '../effects/data-folder.ts'
import { createFrameClock } from '../effects/frame-clock.ts'
import { takeLateAnswers } from '../effects/late-answers.ts'
import { openProgressFile } from '../effects/progress-file.ts'
import { Saves } from '../effects/saves.ts'
import { createScreenWriter } from '../effects/screen-writer.ts'
import { allowSuspension, type Suspension } from '../effects/suspension.ts'
import { guardTerminal, type TerminalGuard } from '../effects/terminal-guard.ts'
import { type TerminalOutput, terminalOutput } from '../effects/terminal-output.ts'
import { asksBackground, BACKGROUND_QUESTION, LATE_MS_MAX } from '../terminal/background.ts'
import { escapeMsOf } from '../terminal/terminals.ts'
import type { Mounted } from '../tui/mount.tsx'
import { type Screens, showScreens } from '../tui/screens.ts'
import { EXIT, type ScreenEnv } from './io.ts'
import { codeOf, firstOf, sayLast, tellCard, type Where } from './session.ts'
import { shownCourse } from './shown-course.ts'

/**
 * Opens the course, or a lab, on the terminal, and stays until the learner leaves. Here the screens and the effects
 * meet: what the app wants done is done, and what came of it goes back as an event.
 */
export async function openScreen(start: Where, env: ScreenEnv): Promise<number> {
  const { stdin, stdout } = env
  const read = await shownCourse(env.lessons)
  // Only whoever writes a course needs it.
  const follow = env.lessons === null ? null : await import('./follow.ts')
  // At once, so that keys typed before the first frame come as keys: a line editor would turn Enter into a line feed.
  stdin.setRawMode(true)
  const file = openProgressFile(await findDataFolder(env.env))
  const loaded = await file.load()
  const saves = new Saves(file)
  const output = terminalOutput(stdout)
  const guard = guardTerminal({
    process,
    stdin,
    stdout: output,
    stderr: env.stderr,
    lastWork: () => saves.finished(),
  })
  let endFollowing = () => {}
  let suspension: Suspension | null = null
  const left = new Promise<string | null>(resolve => {
    const perform = (effect: Effect, store: Store) => {
      if (effect.type === 'leave') resolve(codeOf(store.state()))
      else if (effect.type === 'suspend') suspension?.suspend()
      else if (effect.type === 'write-card') tellCard(effect.format, store)
      else saves.save(effect, store)
    }
    const state = firstOf(read, start, loaded, { size: sizeOf(stdout), motion: env.capabilities.motion })
    const store = createStore(state, Date.now, perform)
    suspension = run(store, env, output, guard)
    if (env.lessons !== null && follow !== null) endFollowing = follow.followCourse(env.lessons, store)
  })
  const runShown = await left.catch(error => {
    // What is told of it must not go with the screen.
    guard.dispose()
    output.close()
    throw error
  })
  endFollowing()
  guard.dispose()
  output.close()
  await saves.finished()
  sayLast(env, runShown, [...loaded.messages, ...saves.problems()])
  return EXIT.DONE
}

/** A line on which screens take longer than this has stopped, or is about to. */
const STALLED_MS = 250

/**
 * Has Ink compose the screens from here on. It loads once the first one is shown: a learner who waits for it sees
 * something by then, and can press keys. What comes back takes it away again.
 */
function composeWithInk({ painter }: Screens): () => void {
  // Ink draws nothing until the exit where it takes the terminal for a build's log; here there is a terminal.
  for (const name of Object.keys(process.env))
    if (name === 'CI' || name === 'CONTINUOUS_INTEGRATION' || name.startsWith('CI_')) delete process.env[name]
  let mounted: Mounted | null = null
  let over = false
  // Not before the bytes of the first screen are on their way.
  const soon = setTimeout(async () => {
    const loaded = await import('../tui/mount.tsx').catch(() => null)
    // Its file may be gone by now (somebody has installed another version): the painter goes on by itself.
    if (over || loaded === null) return
    mounted = loaded.mount(painter)
    await mounted.untilExit
  })
  return () => {
    over = true
    clearTimeout(soon)
    mounted?.unmount()
  }
}

function run(
  store: Store,
  { stdin, stdout, capabilities, env }: ScreenEnv,
  output: TerminalOutput,
  guard: TerminalGuard,
): Suspension {
  guard.enter()
  // Nobody waits for the answer; what it changes is shown when it comes.
  const asked = asksBackground(env, capabilities)
  if (asked) output.write(BACKGROUND_QUESTION)
  const writer = createScreenWriter(output, capabilities)
  const terminal = { stdin, screen: writer, escapeMs: escapeMsOf(env), asked }
  const screens = showScreens(store, terminal, capabilities)
  const withoutInk = composeWithInk(screens)
  // A story that nobody can see stands still.
  const clock = createFrameClock(ms => output.stalledMs() < STALLED_MS && screens.painter.tick(ms))
  const wind = () => (isMoving(store.state()) ? clock.start() : clock.stop())
  let resized = false
  const resize = () => {
    resized = true
    // Each terminal has its own idea of what becomes of the old screen.
    writer.forget()
    store.dispatch({ type: 'resized', size: sizeOf(stdout) })
  }
  const onWinch = () => {
    // There and back before anybody looked is no other size, and yet the terminal has cut its rows. Node has looked by
    // now, and told of another one.
    if (!resized) writer.again()
    resized = false
  }
  const unsubscribe = store.subscribe(wind)
  stdout.on('resize', resize)
  process.on('SIGWINCH', onWinch)
  const beforeStop = () => {
    // The answers that come only then would be typed into the shell's line; what they say counts all the same.
    if (screens.owed()) screens.hear(takeLateAnswers(LATE_MS_MAX))
    // Whoever goes on is told so only after the timers: a frame that fell due meanwhile would go to the shell's screen.
    writer.hold()
    clock.stop()
  }
  const afterStop = () => {
    writer.release()
    wind()
  }
  const suspension = allowSuspension({ process, stdin, stdout: output, beforeStop, afterStop })
  wind()
  guard.beforeLeave(() => {
    clock.stop()
    unsubscribe()
    stdout.off('resize', resize)
    process.off('SIGWINCH', onWinch)
    suspension.dispose()
    if (screens.owed()) takeLateAnswers(LATE_MS_MAX)
    screens.close()
    withoutInk()
    writer.close()
  })
  return suspension
}

function sizeOf({ columns, rows }: NodeJS.WriteStream): { columns: number; rows: number } {
  // A terminal that doesn't know its size says 0 or nothing.
  return { columns: columns || 80, rows: rows || 24 }
}
