import { figureLabel } from '../lab/lab.ts'
import { median } from './median.ts'
import { timesAtPages, timesOfRoom } from './page-times.ts'
import type { Room } from './room.ts'
import {
  type ChoiceTally,
  choiceTallies,
  type Histogram,
  histograms,
  pageWords,
  type RoomContent,
  scenariosRun,
} from './tallies.ts'

/** A file of the report, by its name in the folder. */
export interface ReportFile {
  readonly name: string
  readonly text: string
}

/** What a workshop leaves: what was predicted, missed and chosen, and the time for each page. It names nobody. */
export function workshopReport(room: Room, content: RoomContent): readonly ReportFile[] {
  const questions = histograms(room, content)
  // As they were asked: the newest is the last one here.
  const asked = [...questions].reverse()
  const pages = pageRows(room, content)
  const scenarios = scenariosRun(room).map(id => ({ id, tallies: choiceTallies(room, id) }))
  return [
    { name: 'workshop.md', text: markdown(room, content, asked, pages, scenarios) },
    { name: 'questions.csv', text: csv(QUESTIONS_HEAD, asked.flatMap(questionRows)) },
    { name: 'choices.csv', text: csv(CHOICES_HEAD, scenarios.flatMap(choiceRows)) },
    {
      name: 'pages.csv',
      text: csv(
        PAGES_HEAD,
        pages.map(page => [page.lesson, page.page, page.title, page.learners, page.medianSeconds]),
      ),
    },
  ]
}

type Cell = string | number
type Chosen = { readonly id: string; readonly tallies: readonly ChoiceTally[] }

const QUESTIONS_HEAD = ['question', 'asks', 'option', 'says', 'count', 'share', 'holds']
const CHOICES_HEAD = ['scenario', 'choices', 'runs', 'linearizable', 'figure', 'mean']
const PAGES_HEAD = ['lesson', 'page', 'heading', 'learners', 'median seconds']

/** How many of those who answered took an option that doesn't hold; null where each run has its own answer. */
function missedOf({ options }: Histogram): number | null {
  if (options.every(({ holds }) => holds === null)) return null
  return options.reduce((sum, { count, holds }) => sum + (holds === false ? count : 0), 0)
}

function questionRows({ item, ask, options, total }: Histogram): readonly (readonly Cell[])[] {
  return options.map(({ id, text, count, holds, came }) => {
    const share = total === 0 ? 0 : Math.round((100 * count) / total)
    const held = holds === null ? (came ? `${came.times} of ${came.of}` : '') : holds ? 'yes' : 'no'
    return [item, ask, id, text, count, share, held]
  })
}

function choiceRows({ id, tallies }: Chosen): readonly (readonly Cell[])[] {
  return tallies.flatMap(({ choices, runs, linearizable, figures }) =>
    Object.entries(figures).map(([figure, mean]) => [
      id,
      choices.join(' '),
      runs,
      linearizable,
      figure,
      mean ?? '',
    ]),
  )
}

interface PageRow {
  readonly lesson: string
  /** From 1, as learners count. */
  readonly page: number
  readonly title: string
  readonly learners: number
  readonly medianSeconds: number
}

function pageRows(room: Room, content: RoomContent): readonly PageRow[] {
  const times = timesAtPages(room)
  return content.course.lessons.flatMap(({ id, pages }) =>
    pages.flatMap((_, page) => {
      const spent = times.get(`${id} ${page}`) ?? []
      const seconds = Math.round((median(spent) ?? 0) / 1000)
      const title = pageWords(content, { lesson: id, page })
      return spent.length === 0
        ? []
        : [{ lesson: id, page: page + 1, title, learners: spent.length, medianSeconds: seconds }]
    }),
  )
}

function markdown(
  room: Room,
  content: RoomContent,
  asked: readonly Histogram[],
  pages: readonly PageRow[],
  scenarios: readonly Chosen[],
): string {
  const missed = asked
    .flatMap(question => {
      const wrong = missedOf(question)
      return wrong === null || wrong === 0 ? [] : [{ question, wrong }]
    })
    .sort((a, b) => b.wrong / b.question.total - a.wrong / a.question.total)
  const lines = [
    `# ${content.course.title}: a workshop`,
    '',
    `${Object.keys(room.learners).length} learners. Nobody is named here.`,
    ...whenLines(room),
    ...section('Predicted, answered and voted', asked.flatMap(questionLines)),
    ...section(
      'Missed most',
      missed.map(({ question, wrong }) => `- ${wrong} of ${question.total}: ${inline(question.ask)}`),
    ),
    ...section(
      'Chosen, and what it cost',
      scenarios.flatMap(chosen => choiceLines(content, chosen)),
    ),
    ...section('Time for each page', pageLines(pages)),
  ]
  return `${lines.join('\n')}\n`
}

/** When it was, and how long people went about in it. */
function whenLines(room: Room): readonly string[] {
  const times = timesOfRoom(room)
  if (times === null) return []
  const minutes = Math.round((times.to - times.from) / 60_000)
  // As the Swedish write it: the year, the month, the day, where the server is.
  const day = new Date(times.from).toLocaleDateString('sv-SE')
  return ['', `${day}; from the first page that was opened to the last ${minutes} min.`]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', `## ${title}`, '', ...(lines.length === 0 ? ['Nothing.'] : lines)]
}

function questionLines({ ask, options, chosen, skipped, total }: Histogram): readonly string[] {
  const rows = options.map(({ id, text, count, holds, came }) => {
    const mixed = holds === null && came ? `in ${came.times} of ${came.of} runs` : ''
    const sign = holds ? '✓' : id === chosen ? 'chosen' : mixed
    return `| ${count} of ${total} | ${sign} | ${inline(text)} |`
  })
  const quiet = skipped > 0 ? `, and ${skipped} would rather watch` : ''
  return [`**${inline(ask)}** ${total} answered${quiet}.`, '', '| | | |', '|--:|---|---|', ...rows, '']
}

function choiceLines({ scenarios }: RoomContent, { id, tallies }: Chosen): readonly string[] {
  const scenario = scenarios.get(id)
  if (!scenario) return []
  const names = tallies.map(({ choices }) => inline(choices.join(', ') || 'nothing'))
  const row = (name: string, cells: readonly Cell[]) => `| ${inline(name)} | ${cells.join(' | ')} |`
  return [
    `**${inline(scenario.title)}**, figures as the mean of a run`,
    '',
    row('', names),
    `|---|${tallies.map(() => '--:|').join('')}`,
    row(
      'runs',
      tallies.map(({ runs }) => runs),
    ),
    ...scenario.counts.map(key =>
      row(
        figureLabel(scenario, key),
        tallies.map(({ figures }) => rounded(figures[key])),
      ),
    ),
    row(
      'as if there were one copy',
      tallies.map(({ linearizable, runs }) => `${linearizable} of ${runs}`),
    ),
    '',
  ]
}

function pageLines(pages: readonly PageRow[]): readonly string[] {
  if (pages.length === 0) return []
  const rows = pages.map(
    ({ title, learners, medianSeconds }) => `| ${inline(title)} | ${learners} | ${shortly(medianSeconds)} |`,
  )
  return ['| page | learners | median |', '|---|--:|--:|', ...rows]
}

/** Whoever only passed a page wasn’t there for no time at all. */
function shortly(seconds: number): string {
  return seconds === 0 ? 'under 1 s' : `${seconds} s`
}

function rounded(figure: number | null | undefined): Cell {
  return figure === null || figure === undefined ? '–' : Math.round(figure * 10) / 10
}

/** Text in a table of Markdown. */
function inline(text: string): string {
  return text.replace(/[|*_`\\<]/g, '\\$&')
}

/** A table as RFC 4180 has it. A cell that a spreadsheet would take for a formula is quoted as text. */
function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map(row => `${row.map(cellText).join(',')}\r\n`).join('')
}

function cellText(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
