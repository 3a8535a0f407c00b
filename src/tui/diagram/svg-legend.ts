import { columns, type Role } from '../../terminal/text.ts'
import { OUTCOMES, SEGMENT_ROLES } from './glyphs.ts'
import type { Diagram } from './model.ts'
import type { Bar } from './operations.ts'
import type { SegmentKind } from './segments.ts'
import { LETTER, line, type Sheet, text } from './svg-parts.ts'

const KINDS: Readonly<Record<SegmentKind, string>> = {
  call: 'a client and its replica',
  answer: 'a client and its replica',
  ask: 'asks',
  yes: 'says yes',
  no: 'says no',
  news: 'passes news on',
}

const ENDS: Readonly<Record<Bar['outcome'], string>> = {
  ok: 'answered',
  declined: 'answered with no',
  fail: 'refused',
  unknown: 'nobody knows',
  open: 'still open',
}

/** What the colours of the messages and the marks behind the operations mean: of each, those that are in this picture. */
export function legendParts({ segments, bars }: Diagram, sheet: Sheet): string[] {
  const kinds = new Map(segments.map(({ kind }) => [KINDS[kind], SEGMENT_ROLES[kind]]))
  const ends = (Object.keys(ENDS) as Bar['outcome'][]).filter(end =>
    bars.some(({ outcome }) => outcome === end),
  )
  const parts: string[] = []
  let x = 12
  const say = (words: string, role: Role) => {
    parts.push(text(x, sheet.legend, words, `${role} small`))
    x += (columns(words) + 2) * LETTER_SMALL
  }
  // A line that stopped short is dashed and ends in a cross: that one is told once.
  for (const [words, role] of kinds) {
    parts.push(line(x, sheet.legend - 4, x + DASH, sheet.legend - 4, role))
    x += DASH + 6
    say(words, role)
  }
  if (segments.some(({ fate }) => fate === 'lost' || fate === 'cut' || fate === 'down')) {
    parts.push(line(x, sheet.legend - 4, x + DASH, sheet.legend - 4, 'quiet dashes'))
    x += DASH + 6
    say('× never arrived', 'bad')
  }
  for (const end of ends) say(`${OUTCOMES[end].mark} ${ENDS[end]}`, OUTCOMES[end].role)
  return parts
}

/** The width of a character of the small texts, and of the piece of line before each kind of message. */
const LETTER_SMALL = (LETTER * 11) / 13
const DASH = 24
