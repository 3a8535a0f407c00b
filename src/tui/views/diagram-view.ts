import { type AppState, type LabScreen, noticeOf } from '../../app/app.ts'
import { assess, type Run } from '../../lab/lab.ts'
import { seconds } from '../../model/time.ts'
import { drawDiagram } from '../diagram/diagram.ts'
import { head, keysLine, rule, screenRows, type View } from './view.ts'

/** The run as a space-time diagram: who did what when, which messages crossed, and where the witness stands. */
export function diagramView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const { run, window } = screen
  const shown = `${seconds(window.from)}–${seconds(window.to)} s`
  const top = head(
    size,
    `${run.scenario.title} › time`,
    `seed ${run.seed} · t ${seconds(run.now)} s · shows ${shown}`,
    noticeOf(state),
  )
  const end = [rule(size), keysLine(state)]
  const rows = screenRows(size) - top.length - end.length
  const options = { ...window, cursorAt: run.now, ascii: false }
  const lines = drawDiagram(run, judged(run), { columns: size.columns, rows }, options)
  return { above: [...top, ...lines], menu: null, below: end }
}

/** A run that has ended is judged once, however often it is drawn. */
const JUDGED = new WeakMap<Run['moment'], ReturnType<typeof assess>>()

function judged(run: Run): ReturnType<typeof assess> | null {
  if (!run.moment.ended) return null
  const known = JUDGED.get(run.moment)
  if (known) return known
  const assessment = assess(run)
  JUDGED.set(run.moment, assessment)
  return assessment
}
