import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { createStore, type Effect, type Store } from '../app/app.ts'
import { findDataFolder } from '../effects/data-folder.ts'
import { openProgressFile } from '../effects/progress-file.ts'
import { Saves } from '../effects/saves.ts'
import { guardTerminal, type TerminalGuard } from '../effects/terminal-guard.ts'
import { type TerminalOutput, terminalOutput } from '../effects/terminal-output.ts'
import { createTalk, LINE_COLUMNS_MAX, PROMPT, type Talk, WHOLE_SCREEN } from '../linear/linear.ts'
import { excerpt } from '../model/problem.ts'
import { EXIT, type ScreenEnv } from './io.ts'
import { codeOf, firstOf, sayLast, tellCard, type Where } from './session.ts'
import { shownCourse } from './shown-course.ts'

/** As wide as a terminal usually is, or as this one where it is narrower. */
function columnsOf({ stdout }: ScreenEnv): number {
  return stdout.isTTY && stdout.columns > 20
    ? Math.min(LINE_COLUMNS_MAX, stdout.columns - 1)
    : LINE_COLUMNS_MAX
}

/** Ctrl-Z: at the beginning of a line it is the end of what is typed there, and Node has it as a character. */
const END_ON_WINDOWS = '\x1a'

/**
 * Opens the course, or a lab, told in lines: it only ever writes on, and reads a line at a time, from a terminal or from
 * a pipe. At the end of the input it is left, with all that was done kept.
 */
export async function openTold(start: Where, env: ScreenEnv): Promise<number> {
  const { stdout } = env
  const read = await shownCourse(env.lessons)
  const file = openProgressFile(await findDataFolder(env.env))
  const loaded = await file.load()
  const saves = new Saves(file)
  const perform = (effect: Effect, from: Store) => {
    if (effect.type === 'write-card') tellCard(effect.format, from)
    else if (effect.type === 'save-progress') saves.save(effect, from)
  }
  const state = firstOf(read, start, loaded, { size: WHOLE_SCREEN, motion: false })
  const store = createStore(state, Date.now, perform)
  // Only whoever writes a course needs it.
  const endFollowing =
    env.lessons === null ? () => {} : (await import('./follow.ts')).followCourse(env.lessons, store)
  const talk = createTalk(store, { columns: columnsOf(env), unicode: env.capabilities.unicode })
  const output = terminalOutput(stdout)
  const guard = guardLines(env, output, () => saves.finished())
  await converse(talk, store, env.stdin, output)
  endFollowing()
  guard.dispose()
  output.close()
  await saves.finished()
  sayLast(env, codeOf(store.state()), [...loaded.messages, ...saves.problems()])
  return EXIT.DONE
}

/**
 * A signal, a crash and a line that drops end it as they end a screen, with nothing lost. The end of the input is none of
 * these: whoever types Ctrl-D, or sends a file, is done.
 */
function guardLines(
  { stdin, stderr }: ScreenEnv,
  output: TerminalOutput,
  lastWork: () => Promise<unknown>,
): TerminalGuard {
  const errorsOnly = (listen: 'on' | 'off') => (event: string, listener: () => void) =>
    event === 'error' ? stdin[listen](event, listener) : stdin
  const keyboard = { on: errorsOnly('on'), off: errorsOnly('off') }
  // Whoever reads a pipe may have read enough; on a terminal it is the terminal that has gone.
  const screen = output.isTTY ? output : { write: output.write }
  return guardTerminal({ process, stdin: keyboard, stdout: screen, stderr, lastWork, ownInterrupt: true })
}

/** Tells, asks, and hears, line by line, until the learner leaves or the input ends. */
async function converse(
  talk: Talk,
  store: Store,
  stdin: NodeJS.ReadStream,
  stdout: TerminalOutput,
): Promise<void> {
  // The terminal edits the line itself, so that nothing but text is ever written.
  const lines = createInterface({ input: stdin, terminal: false, crlfDelay: Number.POSITIVE_INFINITY })
  let busy = true
  const unsubscribe = store.subscribe(() => {
    if (busy) return
    const news = talk.news()
    if (news !== '') stdout.write(`\n${news}${PROMPT}`)
  })
  const interruption = new AbortController()
  const interrupted = once(interruption.signal, 'abort')
  const end = () => {
    lines.close()
    interruption.abort()
  }
  // Whoever interrupts it doesn’t wait for a terminal that takes nothing more.
  const taken = () => Promise.race([stdout.taken(), interrupted])
  process.on('SIGINT', end)
  stdout.on('error', end)
  try {
    stdout.write(`${talk.start()}${PROMPT}`)
    busy = false
    for await (const line of lines) {
      if (line.startsWith(END_ON_WINDOWS)) break
      busy = true
      // A pipe shows nothing of what it brings: what was asked for stands before what came of it.
      if (!stdin.isTTY) stdout.write(`${excerpt(line)}\n`)
      const told = talk.hear(line)
      if (store.state().leaving) return
      stdout.write(`${told}${PROMPT}`)
      busy = false
      // Whoever sends a file sends more than a slow terminal takes.
      await taken()
      if (interruption.signal.aborted) break
    }
    stdout.write('\n')
    await taken()
  } finally {
    process.off('SIGINT', end)
    stdout.off('error', end)
    unsubscribe()
    lines.close()
  }
}
