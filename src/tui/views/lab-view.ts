import {
  type AppState,
  isPast,
  type LabMenu,
  type LabScreen,
  labMenu,
  MARGIN,
  noticeOf,
  type Size,
  SPEEDS,
  textColumns,
} from '../../app/app.ts'
import {
  attemptsOf,
  clientName,
  isSandbox,
  ledgerOf,
  narrate,
  orderWords,
  type Run,
  type Sentence,
} from '../../lab/lab.ts'
import { at } from '../../model/sequence.ts'
import { seconds } from '../../model/time.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { ledgerLine } from '../cluster/ledger.ts'
import { logLines } from '../cluster/log.ts'
import { drawStage } from '../cluster/stage.ts'
import { lineLines } from './line-view.ts'
import { blank, framed, head, indented, keysLine, rule, screenRows, type View } from './view.ts'

/** How far back the log looks for sentences. */
const LOG_REACH = 400

/** The live cluster: the stage, what just happened, what it has cost so far, and what can be done now. */
export function liveView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const { run, client } = screen
  const menu = labMenu(screen)
  const rows = liveRows(size, run)
  const stage = drawStage(
    run,
    { columns: size.columns, rows: rows.stage },
    { selectedClient: client, ascii: false },
  )
  const above = [
    ...head(size, run.scenario.title, status(screen), noticeOf(state), timeRule(size, run)),
    ...stage,
    rule(size),
    ...logLines(latestSentences(run, rows.log), rows.log, size.columns),
    ledgerLine(ledgerOf(run.scenario, run.moment), run.scenario.counts, size.columns),
    rule(size),
  ]
  const end = [keysLine(state)]
  if (menu && screen.focus) {
    const ask = asked(menu, size)
    const options = menu.options.map(({ text }) => wrap([span(text)], textColumns(size) - 2))
    const used = ask.length + options.flat().length
    const view = { id: `${run.moment.standsAt} ${run.acted}`, options }
    return { above: [...above, ...ask], menu: view, below: [...blank(rows.prompt - used), ...end] }
  }
  const said = screen.line
    ? lineLines(run, screen.line, size, rows.prompt)
    : menu
      ? stillMenu(menu, size)
      : situation(screen, size)
  const prompt = said.slice(0, rows.prompt)
  return { above: [...above, ...prompt, ...blank(rows.prompt - prompt.length)], menu: null, below: end }
}

/** How the rows are shared out: by the terminal's size and the scenario alone, so that nothing moves in a run. */
export function liveRows(size: Size, run: Run): { stage: number; log: number; prompt: number } {
  const prompts = run.scenario.stops.map(stop => {
    const ask = stop.choice?.ask ?? stop.says
    const options = stop.choice?.options.map(({ text }) => text) ?? ['Go on']
    const rows = (text: string, width: number) => wrap([span(text)], width).length
    const width = textColumns(size)
    return rows(ask, width) + options.reduce((sum, text) => sum + rows(text, width - 2), 0)
  })
  const prompt = Math.max(isSandbox(run.scenario) ? 5 : 3, ...prompts)
  // Title, three rules, the ledger and the keys are one row each.
  const free = screenRows(size) - 6 - prompt
  const log = Math.max(1, Math.min(8, Math.round((free - 8) / 2)))
  return {
    prompt,
    log: Math.min(log, Math.max(1, free - 6)),
    stage: free - Math.min(log, Math.max(1, free - 6)),
  }
}

/** The rule under the title, heavy as far as the run has come of the time that it lasts. */
function timeRule({ columns }: Size, { now, scenario }: Run): Line {
  const done = Math.min(columns, Math.floor((now * columns) / scenario.lastsUs))
  return [span('━'.repeat(done), 'quiet'), span('─'.repeat(columns - done), 'quiet')]
}

function status(screen: LabScreen): string {
  const { run, playing, speed } = screen
  const { moment, now, seed } = run
  const state = moment.ended ? 'ended' : playing ? 'runs' : isPast(screen) ? 'past' : 'paused'
  // Before the first choice the policy is part of the question.
  const asks = run.scenario.stops.some(({ choice }) => choice !== null)
  const chosen = !asks || run.acts.slice(0, run.acted).some(({ deed }) => deed.type === 'choose')
  const policy = chosen ? [moment.world.config.policy] : []
  return [`seed ${seed}`, `t ${seconds(now)} s`, state.padStart(6), `speed ${SPEEDS[speed]}`, ...policy].join(
    ' · ',
  )
}

/** The newest sentences of a run, the newest last. */
function latestSentences(run: Run, rows: number): readonly Sentence[] {
  const { happenings } = run.moment
  let found: readonly Sentence[] = []
  const from = Math.max(0, happenings.length - LOG_REACH)
  for (let place = happenings.length - 1; place >= from && found.length < rows; place -= 1) {
    const happening = at(happenings, place)
    if (happening) found = [...narrate(run.scenario, happening), ...found]
  }
  return found.slice(-rows)
}

function asked({ ask }: LabMenu, size: Size): Line[] {
  return wrap([span(ask, 'text', true)], textColumns(size)).map(indented)
}

/** A menu that has not the focus: still there to be read. */
function stillMenu(menu: LabMenu, size: Size): Line[] {
  const options = menu.options.flatMap(({ text }) => wrap([span(`  ${text}`, 'quiet')], textColumns(size), 2))
  return [...asked(menu, size), ...options.map(indented)]
}

/** What goes on, in a sentence, and what the keys for asking by hand would do. */
function situation(screen: LabScreen, size: Size): Line[] {
  const { run, client } = screen
  const width = textColumns(size)
  const lines = wrap([span(meaning(run))], width)
  if (client !== null && run.now > 0) {
    const write = orderWords(run.scenario.handWrite)
    const open = isSandbox(run.scenario) ? ', f breaks anything, : types it, g shows the challenges' : ''
    const hint = `At ${clientName(run.scenario, client)} (Tab changes it): w ${write}, r read. c cuts or heals${open}.`
    lines.push(...wrap([span(hint, 'quiet')], width))
  }
  return lines.map(line => [span(' '.repeat(MARGIN)), ...line])
}

/** What the present means: what was chosen last, what the network does, or the story so far. */
function meaning(run: Run): string {
  const { scenario, moment } = run
  const cut = moment.world.network.partition !== null
  const chosen = run.acts.slice(0, run.acted).findLast(({ deed }) => deed.type === 'choose')?.deed
  const choice =
    chosen?.type === 'choose'
      ? scenario.stops
          .find(({ id }) => id === chosen.stop)
          ?.choice?.options.find(({ id }) => id === chosen.choice)
      : undefined
  if (moment.ended) return 'This run is over. Enter shows what it came to.'
  // What was chosen is worth saying for as long as somebody waits for what comes of it, or it is in force.
  const open = scenario.replicas.some(replica => attemptsOf(moment.world, replica).length > 0)
  const current = choice && (open || choice.policy === 'availability') ? choice.says : null
  if (cut) return current ?? 'The network is cut: nothing passes between the two sides.'
  if (choice) return 'The network is whole again: the copies hear of each other.'
  // The story tells what is to come; once somebody has done something else, it may not.
  return run.acts.slice(0, run.acted).some(({ deed }) => deed.type === 'fault')
    ? 'The network is whole: everybody hears of everything.'
    : scenario.story
}

/** The question before the start: nothing moves until the learner has said what they expect, or has skipped it. */
export function predictView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const { scenario } = screen.run
  const width = textColumns(size)
  const menu = labMenu(screen)
  const options = menu?.options.map(({ text }) => wrap([span(text)], width - 2)) ?? []
  return framed(size, {
    left: scenario.title,
    right: 'before it starts',
    state,
    body: [
      ...wrap([span(scenario.story)], width),
      [],
      ...wrap([span(menu?.ask ?? '', 'text', true)], width),
      ...(screen.focus ? [[]] : []),
    ],
    menu: { id: 'predict', options },
    notice: noticeOf(state),
  })
}
