import type { Sentence, Tone } from '../../lab/lab.ts'
import { seconds } from '../../model/time.ts'
import { clip, columns, type Line, type Role, type Span, span, wrap } from '../../terminal/text.ts'

const MARKS: Readonly<Record<Tone, string>> = { plain: ' ', good: '✓', bad: '✗', unsure: '?' }
const ROLES: Readonly<Record<Tone, Role>> = { plain: 'text', good: 'good', bad: 'bad', unsure: 'unsure' }

/** The width of `  12.34  ✓ ` before each sentence. */
const BEFORE = 12

/**
 * What just happened, in exactly `rows` lines of at most `width` columns, the newest last: time, mark, sentence. A
 * sentence that is too long goes on in the next line; the oldest one that would not be whole is left out.
 */
export function logLines(sentences: readonly Sentence[], rows: number, width: number): Line[] {
  let lines: Line[] = []
  const newest = sentences[sentences.length - 1]?.at
  for (let place = sentences.length - 1; place >= 0; place -= 1) {
    const sentence = sentences[place]
    if (!sentence) break
    const more = sentenceLines(sentence, sentence.at === newest, width)
    if (lines.length + more.length > rows) {
      if (lines.length === 0) lines = more.slice(0, rows)
      break
    }
    lines = [...more, ...lines]
  }
  return [...lines, ...Array.from({ length: Math.max(0, rows - lines.length) }, (): Line => [])]
}

/** What happened last is bright, what was before it is quiet; its mark keeps its role. */
function sentenceLines({ at, text, tone }: Sentence, latest: boolean, width: number): readonly Line[] {
  const body = wrap([span(text, latest ? 'text' : 'quiet')], Math.max(8, width - BEFORE - 2))
  return body
    .map((line, row) =>
      row > 0
        ? [span(' '.repeat(BEFORE)), ...line]
        : [
            span(`  ${seconds(at).padStart(6)}  `, 'quiet'),
            span(`${MARKS[tone]} `, ROLES[tone], tone !== 'plain'),
            ...line,
          ],
    )
    .map(line => clipLine(line, width))
}

function clipLine(line: Line, width: number): Line {
  const kept: Span[] = []
  let left = width
  for (const part of line) {
    if (left <= 0) break
    const text = clip(part.text, left)
    kept.push({ ...part, text })
    left -= columns(text)
  }
  return kept
}
