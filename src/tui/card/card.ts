import type { Learned } from '../../app/app.ts'
import { columns, pad } from '../../terminal/text.ts'
import { figureRows } from './learned-lines.ts'

/** A card with what a learner did, to keep or to show: plain figures, and codes by which anybody can see the runs. */
export interface Card {
  /** The course's title. */
  readonly title: string
  /** Whose it is; null where nobody said. */
  readonly name: string | null
  /** The day, as `2026-11-22`. */
  readonly date: string
  readonly rows: readonly (readonly [label: string, words: string])[]
  readonly runs: readonly CardRun[]
}

/** A run by its replay code, and what was chosen in it: «consistency». */
interface CardRun {
  readonly scenario: string
  readonly chosen: string
  readonly code: string
}

/** A code, and behind it what was chosen. */
export function codeWords({ code, chosen }: CardRun): string {
  return chosen === '' ? code : `${code}  ${chosen}`
}

/** So many runs fit on a card. */
const RUNS_MAX = 12

export function cardOf(title: string, learned: Learned, name: string | null, date: string): Card {
  return {
    title,
    name,
    date,
    rows: figureRows(learned).map(({ label, words, more }) => [
      label,
      more === '' ? words : `${words} ${more}`,
    ]),
    runs: learned.runs.slice(0, RUNS_MAX),
  }
}

/** Who did it and when: «Ada, 2026-11-22». */
export function byline({ name, date }: Card): string {
  return name === null ? date : `${name}, ${date}`
}

/** The card as lines of plain text. */
export function cardText(card: Card): readonly string[] {
  const label = Math.max(...card.rows.map(([words]) => columns(words)))
  const id = Math.max(0, ...card.runs.map(({ scenario }) => columns(scenario)))
  return [
    `netsplit: ${card.title}`,
    byline(card),
    '',
    ...card.rows.map(([name, words]) => `${pad(name, label)}  ${words}`),
    ...(card.runs.length > 0 ? ['', 'Runs, to be seen again with netsplit replay <code>'] : []),
    ...card.runs.map(run => `${pad(run.scenario, id)}  ${codeWords(run)}`),
  ]
}

/** The card as Markdown. */
export function cardMarkdown(card: Card): string {
  const rows = card.rows.map(([label, words]) => `| ${escaped(label)} | ${escaped(words)} |`)
  const runs = card.runs.map(({ scenario, chosen, code }) => {
    const future = chosen === '' ? scenario : `${scenario}, ${chosen}`
    return `- ${future}: \`netsplit replay ${code}\``
  })
  const parts = [
    `## netsplit: ${escaped(card.title)}`,
    escaped(byline(card)),
    ['| what | so far |', '|---|---|', ...rows].join('\n'),
    ...(runs.length > 0 ? [runs.join('\n')] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

/** Text that Markdown would otherwise take for signs of its own. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
}
