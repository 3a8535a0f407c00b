import type { AppState, PageScreen } from '../app/app.ts'
import { isQuestion, type Page, proseText } from '../course/course.ts'
import { spoken } from './spoken.ts'

/**
 * The lines of a page for somebody who doesn't see it: a drawing in its own words, and after an answer the options that
 * were neither chosen nor right said to be so, which a screen shows by giving them no mark.
 */
export function pageLines(
  { course }: AppState,
  { lesson, page, question }: PageScreen,
  lines: readonly string[],
): readonly string[] {
  const shown = course.lessons.find(({ id }) => id === lesson)?.pages[page]
  if (!shown) return lines
  const told = drawingsOf(shown.passages).reduce(inWords, lines)
  return question.kind === 'unanswered'
    ? told
    : told.map(line => (isOption(shown, line) ? `not so: ${line}` : line))
}

interface Drawing {
  readonly lines: readonly string[]
  readonly says: string
}

function drawingsOf(passages: Page['passages']): readonly Drawing[] {
  return passages.flatMap(passage => {
    if (passage.kind === 'quote') return drawingsOf(passage.passages)
    if (passage.kind === 'list') return passage.items.flatMap(drawingsOf)
    if (passage.kind !== 'code' || passage.says === null) return []
    return [{ lines: passage.lines.map(spoken).filter(line => line !== ''), says: passage.says }]
  })
}

function inWords(lines: readonly string[], { lines: drawn, says }: Drawing): readonly string[] {
  const at = lines.findIndex((_, row) => drawn.every((line, index) => lines[row + index] === line))
  return at < 0 ? lines : [...lines.slice(0, at), `Drawing: ${says}`, ...lines.slice(at + drawn.length)]
}

/** Whether a line is the beginning of an option, without a mark. */
function isOption({ block }: Page, line: string): boolean {
  if (!isQuestion(block)) return false
  return block.options.some(({ text }) => {
    const option = proseText(text)
    return option === line || (line.length >= WRAPPED_MIN && option.startsWith(line))
  })
}

/** A line this long may go on in the next one. */
const WRAPPED_MIN = 40
