import { type Line, plain, span, wrap } from '../terminal/text.ts'
import { proseLine, SCREEN } from './prose.ts'
import { type Block, isDoor, type Page, type Predict } from './types.ts'

/**
 * The place of the door that shows how a page's prediction comes out: the next one in the lesson. A quiz in between is
 * about what is known already, so a prediction before it waits for nothing; null then, and where no door follows.
 */
export function doorOf(pages: readonly Page[], place: number): number | null {
  for (let next = place + 1; next < pages.length; next += 1) {
    const block = pages[next]?.block
    if (shows(block)) return next
    if (block?.kind === 'quiz' || isDoor(block)) return null
  }
  return null
}

/** The four worlds ask by themselves, and what is recalled settles nothing. */
function shows(block: Block | null | undefined): boolean {
  return block?.kind === 'lab' || block?.kind === 'experiment' || block?.kind === 'sweep'
}

/** The places of the predictions that have come out once somebody comes to this page: it stands behind their door. */
export function settledOn(pages: readonly Page[], place: number): readonly number[] {
  return pages.flatMap(({ block }, asked) =>
    block?.kind === 'predict' && doorOf(pages, asked) === place - 1 ? [asked] : [],
  )
}

/** What was asked, what was predicted, how it came out, and why; `option` is the place of what was chosen. */
export function settledLines(
  { ask, options, outcome, because }: Predict,
  option: number,
  width: number,
): Line[] {
  const [chosen, happened] = [options[option], options[outcome]]
  if (!chosen || !happened) return []
  const right = option === outcome
  const mark = right ? span('✓ You predicted: ', 'good') : span('✗ You predicted: ', 'bad')
  const said = sentence(proseLine(chosen.text, SCREEN))
  const truth = right
    ? []
    : [span(' It came out so: ', 'quiet'), ...sentence(proseLine(happened.text, SCREEN))]
  const reason = because ? [span(' '), ...proseLine(because, SCREEN)] : []
  const asked = proseLine(ask, SCREEN, 'quiet')
  return [...wrap(asked, width), ...wrap([mark, ...said, ...truth, ...reason], width, 2)]
}

/** With a full stop, where it has no end of its own. */
function sentence(line: Line): Line {
  return /[.?!]$/.test(plain(line)) ? line : [...line, span('.')]
}

/** The most rows that this takes on a page, with the blank one behind it; none where nothing is settled. */
export function settledRows(pages: readonly Page[], place: number, width: number): number {
  const rows = settledOn(pages, place).map(asked => {
    const block = pages[asked]?.block
    if (block?.kind !== 'predict') return 0
    return Math.max(...block.options.map((_, option) => settledLines(block, option, width).length))
  })
  return rows.length === 0 ? 0 : rows.reduce((sum, each) => sum + each, 1)
}
