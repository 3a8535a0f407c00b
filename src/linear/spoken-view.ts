import type { Line } from '../terminal/text.ts'
import type { View } from '../tui/views/view.ts'
import { aloud, spoken } from './spoken.ts'

/** A view as its title and the text between its two rules, each line as it is read out. */
export function spokenView({ above, below }: View): {
  readonly title: string
  readonly lines: readonly string[]
} {
  const [title = [], ...rest] = above
  const lines = readOut([...rest, ...below.slice(0, -1)]).filter(text => text !== '')
  return { title: `${spoken(title)}.`, lines }
}

/** A rule and nothing else, under the head of a table. */
const RULE = /^─+$/
/** Both futures of a run have a head without a rule. */
const HEAD = /^the same until /

/**
 * Lines as they are read out, with those of a table each by itself: «Oslo asks for 80: consistency refused, availability
 * paid». An ear has no column to look up.
 */
function readOut(lines: readonly Line[]): readonly string[] {
  const texts = lines.map(line => aloud(line).trim())
  let labels: readonly string[] = []
  return texts.map((text, place) => {
    const cells = cellsIn(text)
    if (cells.length > 1 && (HEAD.test(text) || RULE.test(texts[place + 1] ?? ''))) {
      labels = labelsOf(cells, texts.slice(place + 1))
      // Heads of values alone are told with the values.
      return cells.length === labels.length ? '' : spoken(text)
    }
    if (text === '') labels = []
    const [name = '', ...values] = cells
    if (labels.length === 0 || values.length !== labels.length) return spoken(text)
    const named = values.map((value, column) => `${labels[column]} ${spoken(value)}`)
    return `${spoken(name)}: ${named.join(', ')}`
  })
}

/** The heads of the columns of values: the first column may have one too. */
function labelsOf(head: readonly string[], under: readonly string[]): readonly string[] {
  const row = under.find(text => text !== '' && !RULE.test(text)) ?? ''
  return head.slice(-Math.max(1, cellsIn(row).length - 1))
}

function cellsIn(text: string): readonly string[] {
  return text.split(/ {2,}/)
}
