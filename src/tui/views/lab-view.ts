import {
  type AppState,
  type LabMenu,
  type LabScreen,
  labMenu,
  nextKey,
  noticeOf,
  type Size,
  textColumns,
  voteWords,
  waitsForRoom,
} from '../../app/app.ts'
import {
  choiceName,
  chosenLast,
  isSandbox,
  type LabHappening,
  type Ledger,
  ledgerOf,
  narrate,
  type Run,
  type Scenario,
  type Sentence,
  telling,
} from '../../lab/lab.ts'
import { at } from '../../model/sequence.ts'
import { seconds } from '../../model/time.ts'
import { columns, type Line, lineColumns, span, wrap } from '../../terminal/text.ts'
import { ledgerLine } from '../cluster/ledger.ts'
import { logLines } from '../cluster/log.ts'
import { drawStage } from '../cluster/stage.ts'
import { forSize } from '../remembered.ts'
import { lineLines } from './line-view.ts'
import { situation, statusIn } from './situation.ts'
import { blank, framed, head, indented, keysLine, rule, screenRows, type View } from './view.ts'

/** The live cluster: the stage, what just happened, what it has cost so far, and what can be done now. */
export function liveView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const { run, client } = screen
  const menu = labMenu(screen)
  const rows = liveRows(run.scenario, size)
  const stage = drawStage(
    run,
    { columns: size.columns, rows: rows.stage },
    { selectedClient: client, ascii: false, shownKey: screen.shownKey },
  )
  const ledger = ledgerOf(run.scenario, run.moment)
  const above = [
    ...head(size, run.scenario.title, statusIn(state, screen), noticeOf(state), timeRule(size, run)),
    ...stage,
    keyRule(size, screen),
    ...newsLines(run, { columns: size.columns, rows: rows.log }),
    ledgerLine(ledger, run.scenario.counts, size.columns),
    ledgerRule(size, run.scenario, ledger),
  ]
  const end = [keysLine(state)]
  const isRooms = waitsForRoom(state)
  if (menu && screen.focus && !isRooms) {
    const ask = asked(menu, size)
    const options = menu.options.map(({ text }) => wrap([span(text)], textColumns(size) - 2))
    const used = ask.length + options.flat().length
    const view = { id: `${run.moment.standsAt} ${run.acted}`, options }
    return { above: [...above, ...ask], menu: view, below: [...blank(rows.prompt - used), ...end] }
  }
  const said = screen.line
    ? lineLines(run, screen.line, size, rows.prompt)
    : menu
      ? isRooms
        ? roomsChoice(state, menu)
        : stillMenu(menu, size)
      : situation(screen, size, rows.prompt)
  const prompt = said.slice(0, rows.prompt)
  return { above: [...above, ...prompt, ...blank(rows.prompt - prompt.length)], menu: null, below: end }
}

/** How the rows are shared out: by the terminal's size and the scenario alone, so that nothing moves in a run. */
const liveRows = forSize((scenario: Scenario, size): { stage: number; log: number; prompt: number } => {
  const prompts = scenario.stops.map(stop => {
    const ask = stop.choice?.ask ?? stop.says
    const options = stop.choice?.options.map(({ text }) => text) ?? ['Go on']
    const rows = (text: string, width: number) => wrap([span(text)], width).length
    const width = textColumns(size)
    return rows(ask, width) + options.reduce((sum, text) => sum + rows(text, width - 2), 0)
  })
  const prompt = Math.max(isSandbox(scenario) ? sandboxPrompt(size) : 3, ...prompts)
  // Title, three rules, the ledger and the keys are one row each.
  const free = screenRows(size) - 6 - prompt
  const log = Math.max(1, Math.min(8, Math.round((free - 8) / 2)))
  return {
    prompt,
    log: Math.min(log, Math.max(1, free - 6)),
    stage: free - Math.min(log, Math.max(1, free - 6)),
  }
})

/** Rows for the command line and what can come next: more where the stage has more than it needs. */
function sandboxPrompt({ rows }: Size): number {
  return rows < 22 ? 4 : rows < 32 ? 5 : 8
}

/** The rule under the title, heavy as far as the run has come of the time that it lasts. */
function timeRule({ columns }: Size, { now, scenario }: Run): Line {
  const done = Math.min(columns, Math.floor((now * columns) / scenario.lastsUs))
  return [span('━'.repeat(done), 'quiet'), span('─'.repeat(columns - done), 'quiet')]
}

/** What just happened, in so many rows. It stays as it is until something happens of which there is something to tell. */
function newsLines(run: Run, size: Size): readonly Line[] {
  const happenings = telling(run.moment.happenings)
  const news = newsOf(happenings.items, size)
  if (news.upTo !== happenings.length) {
    news.lines = logLines(latestSentences(run, size.rows), size.rows, size.columns)
    news.upTo = happenings.length
  }
  return news.lines
}

/** The last ones for each size, and up to how many happenings they tell: by the list that the moments of a run share. */
const newsOf = forSize((_happenings: readonly LabHappening[]): { upTo: number; lines: readonly Line[] } => ({
  upTo: -1,
  lines: [],
}))

/** The newest sentences of a run, the newest last. */
function latestSentences(run: Run, rows: number): readonly Sentence[] {
  // Signs of life are most of what happens and say nothing: what was said last may be long ago.
  const happenings = telling(run.moment.happenings)
  let found: readonly Sentence[] = []
  for (let place = happenings.length - 1; place >= 0 && found.length < rows; place -= 1) {
    const happening = at(happenings, place)
    if (happening) found = [...narrate(run.scenario, happening), ...found]
  }
  return found.slice(-rows)
}

/** The rule under the stage, which names the key that the boxes show where there is more than one. */
function keyRule(size: Size, { run, shownKey }: LabScreen): Line {
  const others = Object.keys(run.scenario.keys).length > 1
  if (!others) return rule(size)
  const told: Line = [
    span(' the boxes show ', 'quiet'),
    span(shownKey, 'focus', true),
    span(' · ', 'quiet'),
    span('k', 'focus'),
    span(` shows ${nextKey({ run, shownKey })} `, 'quiet'),
  ]
  return ruleWith(told, size)
}

/** The rule under the ledger, which says what a dash in it means while there is one. */
function ledgerRule(size: Size, { counts }: Scenario, ledger: Ledger): Line {
  if (counts.every(key => ledger[key] !== null)) return rule(size)
  return ruleWith([span(' – ', 'text'), span('is known once all copies agree ', 'quiet')], size)
}

/** A rule with something told on it, near its beginning. */
function ruleWith(told: Line, size: Size): Line {
  const line = [span('──', 'quiet'), ...told]
  return [...line, span('─'.repeat(Math.max(0, size.columns - lineColumns(line))), 'quiet')]
}

function asked({ ask }: LabMenu, size: Size): Line[] {
  return wrap([span(ask, 'text', true)], textColumns(size)).map(indented)
}

/** A menu that has not the focus: still there to be read. */
function stillMenu(menu: LabMenu, size: Size): Line[] {
  // Where the cursor would be there is nothing: the words stand where they stood.
  const options = menu.options.flatMap(({ text }) => wrap([span(text, 'quiet')], textColumns(size) - 2))
  return [...asked(menu, size), ...options.map(line => indented([span('  '), ...line]))]
}

/** A choice that the room makes: what it is about, and how far the vote has come. */
function roomsChoice({ room, size }: AppState, menu: LabMenu): Line[] {
  const words = (room && voteWords(room, true)) ?? ''
  return [...asked(menu, size), ...wrap([span(words, 'focus')], textColumns(size)).map(indented)]
}

/** When something was chosen, and what, if that fits beside the title. */
function chosenWords({ scenario, now }: Run, choice: string, size: Size): string {
  const at = `t ${seconds(now)} s`
  const words = `${at} · chosen: ${choiceName(scenario, choice)}`
  return columns(scenario.title) + columns(words) <= size.columns - 4 ? words : at
}

/**
 * The question before the start, or right after a choice: nothing moves until the learner has said what they expect, or
 * has skipped it.
 */
export function predictView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const { run } = screen
  const { scenario } = run
  const chosen = chosenLast(run)
  const width = textColumns(size)
  const menu = labMenu(screen)
  const options = menu?.options.map(({ text }) => wrap([span(text)], width - 2)) ?? []
  return framed(size, {
    left: scenario.title,
    right: chosen ? chosenWords(run, chosen.id, size) : 'before it starts',
    state,
    body: [
      ...wrap([span(chosen?.says ?? scenario.story)], width),
      [],
      ...wrap([span(menu?.ask ?? '', 'text', true)], width),
      ...(screen.focus ? [[]] : []),
    ],
    menu: { id: 'predict', options },
    notice: noticeOf(state),
  })
}
