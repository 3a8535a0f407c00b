import { type AppState, courseParts, firstState, type Start, type Store } from '../app/app.ts'
import type { ProgressFile } from '../effects/progress-file.ts'
import { terminalOutput } from '../effects/terminal-output.ts'
import { findWithVariants, position, replayCode } from '../lab/lab.ts'
import { aside, type ScreenEnv } from './io.ts'
import type { shownCourse } from './shown-course.ts'

/** Where to go at once, by the ids of what was asked for. */
export type Where = Pick<Start, 'lesson' | 'seed' | 'run' | 'practice' | 'worlds'> & {
  readonly scenario?: string
  readonly experiment?: string
}

/** The first state of a session: the course as it was read, the progress as it was kept, and where to go. */
export function firstOf(
  read: Awaited<ReturnType<typeof shownCourse>>,
  { scenario: scenarioId, experiment: experimentId, ...where }: Where,
  { progress, messages }: Awaited<ReturnType<ProgressFile['load']>>,
  { size, motion }: Required<Pick<Start, 'size' | 'motion'>>,
): AppState {
  const { scenarios, experiments } = read
  const experiment = experiments.find(({ id }) => id === experimentId)
  const scenario = findWithVariants(scenarioId ?? '', id => scenarios.find(known => known.id === id))
  return firstState({
    ...courseParts(read),
    progress,
    size,
    motion,
    notice: messages[0] ?? null,
    when: Date.now(),
    ...where,
    ...(scenario ? { scenario } : {}),
    ...(experiment ? { experiment } : {}),
  })
}

/** Writes the card, and tells on the screen what became of that. */
export function tellCard(format: 'svg' | 'md', store: Store): void {
  import('./card.ts')
    .then(({ writeCard }) => writeCard(store.state(), format))
    .then(message => store.dispatch({ type: 'card-told', message }))
}

/** The code of the run on the screen, so that nothing is lost with it; null where none has begun. */
export function codeOf({ screen }: AppState): string | null {
  return screen.type === 'lab' && position(screen.run) > 0 ? replayCode(screen.run) : null
}

/**
 * Says what is left to say once the screen is given back: the code of the run that was on it, and what failed, for which
 * the screen had little room. Nobody waits for a terminal that takes nothing more.
 */
export function sayLast(env: ScreenEnv, runShown: string | null, messages: readonly string[]): void {
  const stdout = terminalOutput(env.stdout)
  if (runShown !== null) stdout.write(`This run again: netsplit replay ${runShown}\n`)
  stdout.close()
  const stderr = terminalOutput(env.stderr)
  const told = { write: (text: string) => stderr.write(text), columns: env.stderr.columns }
  for (const message of messages) aside({ ...env, stderr: told }, `${message}\n`)
  stderr.close()
}
