import { type AppState, type LabScreen, noticeOf, type Size, SPEEDS } from '../../app/app.ts'
import {
  branchesOf,
  branchWords,
  FIGURE_WORDS,
  type Ledger,
  type LedgerKey,
  ledgerOf,
  type Run,
} from '../../lab/lab.ts'
import { present } from '../../model/assert.ts'
import { seconds } from '../../model/time.ts'
import { clip, columns, type Line, lineColumns, span } from '../../terminal/text.ts'
import { ledgerLine } from '../cluster/ledger.ts'
import { drawStage } from '../cluster/stage.ts'
import { head, keysLine, rule, screenRows, type View } from './view.ts'

/** From this width on two clusters stand beside each other; below it one stands above the other. */
const BESIDE_COLUMNS = 118

/** Two branches of one run at the same virtual time, with both ledgers, and what differs between them. */
export function sideView(state: AppState, screen: LabScreen): View {
  const { size, motion } = state
  const { run, other, playing, speed } = screen
  const runs = [run, present(other, 'a branch beside the run')]
  const beside = size.columns >= BESIDE_COLUMNS
  const top = head(
    size,
    `${run.scenario.title} › side by side`,
    `seed ${run.seed} · t ${seconds(run.now)} s · ${playing ? `speed ${SPEEDS[speed]}` : motion ? 'paused' : 'steps'}`,
    noticeOf(state),
  )
  const end = [rule(size), differences(runs, size), keysLine(state)]
  const rows = screenRows(size) - top.length - end.length
  const body = beside ? besideEachOther(screen, runs, size, rows) : stacked(screen, runs, size, rows)
  return { above: [...top, ...body], menu: null, below: end }
}

function besideEachOther(screen: LabScreen, runs: readonly Run[], size: Size, rows: number): Line[] {
  const half = Math.floor((size.columns - 3) / 2)
  const [left = [], right = []] = runs.map(run => branchLines(screen, run, { columns: half, rows }))
  return left.map((line, row): Line => {
    const gap = ' '.repeat(Math.max(0, half - lineColumns(line)))
    return [...line, span(gap), span(' │ ', 'quiet'), ...(right[row] ?? [])]
  })
}

function stacked(screen: LabScreen, runs: readonly Run[], size: Size, rows: number): Line[] {
  const each = Math.floor((rows - 1) / 2)
  const [upper = [], lower = []] = runs.map(run =>
    branchLines(screen, run, { columns: size.columns, rows: each }),
  )
  const spare = rows - 1 - 2 * each
  return [...upper, rule(size), ...lower, ...Array.from({ length: spare }, (): Line => [])]
}

/** One branch: what was done in it, its cluster, its ledger; exactly as many rows as it is given. */
function branchLines(screen: LabScreen, run: Run, size: Size): Line[] {
  const beside = run === screen.run ? (screen.other ?? run) : screen.run
  const [, branch] = branchesOf([beside, run])
  const name = branch ? branchWords(branch) : ''
  const stage = drawStage(
    run,
    { columns: size.columns, rows: size.rows - 2 },
    { selectedClient: null, ascii: false, beside, shownKey: screen.shownKey },
  )
  const ended = run.moment.ended ? ' (ended)' : ''
  return [
    [span(clip(` ${name}${ended}`, size.columns), 'focus', true)],
    ...stage,
    ledgerLine(ledgerOf(run.scenario, run.moment), run.scenario.counts, size.columns),
  ]
}

/** The counted figures that are not the same in both: by their long names, or by their short ones where those are too many. */
function differences(runs: readonly Run[], size: Size): Line {
  const [left, right] = runs.map(run => ledgerOf(run.scenario, run.moment))
  if (!left || !right) return []
  const counted = runs[0]?.scenario.counts ?? []
  const keys = counted.filter(key => left[key] !== right[key])
  if (keys.length === 0) return [span(' ', 'quiet'), span('no difference in the ledgers so far', 'quiet')]
  const long = keys.map(key => `${FIGURE_WORDS[key].long} ${figure(left, key)} | ${figure(right, key)}`)
  const short = (key: LedgerKey) => `${FIGURE_WORDS[key].short} ${figure(left, key)}|${figure(right, key)}`
  const forms = [
    long,
    keys.map(short),
    ...LEFT_OUT.map(out => keys.filter(key => !out.includes(key)).map(short)),
  ]
  const texts = forms.filter(form => form.length > 0).map(form => ` ≠ ${form.join(' · ')}`)
  const text = texts.find(each => columns(each) <= size.columns) ?? texts.at(-1) ?? ''
  return [span(clip(text, size.columns), 'unsure')]
}

/** What is left out first where there is no room for all: what the other figures say as well. */
const LEFT_OUT: readonly (readonly LedgerKey[])[] = [['requests'], ['requests', 'answered']]

function figure(ledger: Ledger, key: LedgerKey): string {
  const value = ledger[key]
  return value === null ? '–' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
