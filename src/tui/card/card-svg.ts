import { columns } from '../../terminal/text.ts'
import { escaped, line, text } from '../diagram/svg-parts.ts'
import { styleSheet } from '../diagram/svg-style.ts'
import { byline, type Card, cardText, codeWords } from './card.ts'

const MARGIN = 28
const STEP = 24
const VALUE_X = 190
/** How wide a column of the 13 pixel type is, at most, in the fonts that the style names. */
const COLUMN = 8.2
const WIDTH_MIN = 520

/**
 * The card in one SVG file that needs nothing else, light or dark as the reader's system is; its words are its
 * description, too. The same card gives the same bytes.
 */
export function cardSvg(card: Card): string {
  const described = cardText(card)
    .filter(row => row !== '')
    .map(row => row.replace(/ {2,}/, ': '))
    .join('. ')
  const longest = Math.max(
    ...card.rows.map(([, value]) => VALUE_X + columns(value) * COLUMN),
    ...card.runs.map(run => VALUE_X + columns(codeWords(run)) * COLUMN),
    MARGIN + columns(`netsplit: ${card.title}`) * COLUMN,
  )
  const width = Math.ceil(Math.max(WIDTH_MIN, longest + MARGIN))
  let y = MARGIN + 12
  const parts: string[] = []
  const put = (label: string, value: string, classes: string) => {
    parts.push(text(MARGIN, y, label, 'quiet'), text(VALUE_X, y, value, classes))
    y += STEP
  }
  parts.push(text(MARGIN, y, `netsplit: ${card.title}`, 'text strong'))
  y += STEP
  parts.push(text(MARGIN, y, byline(card), 'quiet'))
  y += STEP / 2
  parts.push(line(MARGIN, y, width - MARGIN, y, 'quiet'))
  y += STEP
  for (const [label, value] of card.rows) put(label, value, 'text strong')
  if (card.runs.length > 0) {
    y += STEP / 2
    parts.push(text(MARGIN, y, 'Runs, to be seen again with: netsplit replay <code>', 'quiet'))
    y += STEP
    for (const run of card.runs) put(run.scenario, codeWords(run), 'focus')
  }
  const height = y + MARGIN - STEP
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="netsplit-title netsplit-desc">`,
    `<title id="netsplit-title">${escaped(`netsplit: ${card.title}, ${byline(card)}`)}</title>`,
    `<desc id="netsplit-desc">${escaped(described)}</desc>`,
    `<style>${styleSheet()}</style>`,
    `<rect width="${width}" height="${height}" class="ground"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}
