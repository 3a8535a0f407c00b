import {
  act,
  advance,
  completions,
  type Deed,
  findWithVariants,
  parseCommand,
  type Scenario,
  startRun,
} from '../lab/lab.ts'
import type { EpochMs } from '../progress/progress.ts'
import { judged } from './lab-goals.ts'
import { keyAtFirst } from './lab-hand.ts'
import { withBranch } from './lab-time.ts'
import type { AppEvent, AppState, LabScreen } from './state.ts'
import { type CommandLine, EMPTY_LINE } from './typed-line.ts'

/** How many lines given before can be called back, and how many clusters. */
const LINES_MAX = 100
const EARLIER_MAX = 20

/** What the command line of a sandbox does with what is typed. */
export function lineEvent(
  state: AppState,
  screen: LabScreen,
  event: Extract<AppEvent, { type: 'edited' | 'completed' | 'given' | 'recalled' }>,
): AppState {
  const { line, run } = screen
  if (line === null) return state
  const withLine = (next: CommandLine): AppState => ({ ...state, screen: { ...screen, line: next } })
  switch (event.type) {
    case 'edited':
      return withLine(edited(line, event.text, event.cursor))
    case 'recalled':
      return withLine(recalled(line, screen.lines, event.back))
    case 'completed': {
      const { from, options } = completions(run, line.text, line.cursor)
      const [option] = options
      // On an empty line anything can come next: none of it is meant.
      if (!option || line.text.trim() === '') return state
      const head = `${line.text.slice(0, from)}${option.text} `
      return withLine(typedInto(line, head + line.text.slice(line.cursor).trimStart(), head.length))
    }
    case 'given':
      return line.text.trim() === ''
        ? { ...state, screen: { ...screen, line: null } }
        : given(state, screen, line, event.when)
  }
}

/** What was typed. The `:` that opens the line begins no command: typed once more, it is left out. */
function edited(line: CommandLine, typed: string, cursor: number): CommandLine {
  const text = typed.replace(/^\s*:+/, '')
  return typedInto(line, text, Math.max(0, cursor - (typed.length - text.length)))
}

/** The line with another text: what was said about the one before has been read. */
function typedInto(line: CommandLine, text: string, cursor: number): CommandLine {
  return text === line.text ? { ...line, cursor } : { ...EMPTY_LINE, text, cursor }
}

/** A line given before, or, all the way forward again, what was typed itself. */
function recalled(line: CommandLine, lines: readonly string[], back: boolean): CommandLine {
  const place = Math.max(0, Math.min(lines.length, line.recalled + (back ? 1 : -1)))
  if (place === line.recalled) return line
  const draft = line.recalled === 0 ? line.text : line.draft
  const text = place === 0 ? draft : (lines[lines.length - place] ?? '')
  return { ...EMPTY_LINE, text, cursor: text.length, recalled: place, draft }
}

/** Does what a line says, at once; a line that says nothing stays, with a word on what was expected where. */
function given(state: AppState, shown: LabScreen, line: CommandLine, when: EpochMs): AppState {
  const screen = { ...shown, lines: [...shown.lines, line.text].slice(-LINES_MAX) }
  const { run, client } = screen
  const parsed = parseCommand(run, line.text, client)
  if (!parsed.ok) {
    const cursor = Math.min(parsed.at, line.text.length)
    return { ...state, screen: { ...screen, line: { ...line, cursor, said: parsed.message, bad: true } } }
  }
  const said = { ...EMPTY_LINE, said: parsed.says }
  if (parsed.startsAnew !== undefined) {
    const scenario = findWithVariants(parsed.startsAnew, id => state.scenarios.get(id))
    if (!scenario) return state
    return { ...state, screen: { ...startedAnew(screen, scenario), line: said } }
  }
  return done(state, { ...screen, line: said }, parsed.deeds, when)
}

/** Another cluster in the place of the one that there was, which `u` brings back. */
function startedAnew(screen: LabScreen, scenario: Scenario): LabScreen {
  const { run, branches, client, shownKey } = screen
  const keeps = shownKey in scenario.keys
  return {
    ...screen,
    run: startRun(scenario, run.seed),
    branches: [],
    client: scenario.clients[0]?.id ?? null,
    shownKey: keeps ? shownKey : keyAtFirst(scenario),
    earlier: [...screen.earlier, { run, branches, client, shownKey }].slice(-EARLIER_MAX),
  }
}

/** Gives the command that the menu of faults has put together, and shows the cluster again. */
export function builtCommand(state: AppState, screen: LabScreen, words: string, when: EpochMs): AppState {
  const parsed = parseCommand(screen.run, words)
  const back = { ...screen, phase: 'live', building: '', focus: false } as const
  return parsed.ok
    ? done(state, { ...back, said: `✓ ${parsed.says}` }, parsed.deeds, when)
    : { ...state, screen: { ...back, said: parsed.message } }
}

/** Does something in the run at once; what lay ahead stays as a branch. */
function done(state: AppState, screen: LabScreen, deeds: readonly Deed[], when: EpochMs): AppState {
  const { run } = screen
  const next = advance(
    deeds.reduce((next, deed) => act(next, deed), run),
    0,
  )
  const branches = deeds.length > 0 ? withBranch(screen.branches, run) : screen.branches
  return judged(state, { ...screen, run: next, branches }, when, run)
}
