import type { AppState, PageScreen } from '../app/app.ts'
import type { Page } from '../course/course.ts'
import { spoken } from './spoken.ts'

/** The lines of a page for somebody who doesn't see it: a drawing in its own words. */
export function pageLines(
  { course }: AppState,
  { lesson, page }: PageScreen,
  lines: readonly string[],
): readonly string[] {
  const shown = course.lessons.find(({ id }) => id === lesson)?.pages[page]
  if (!shown) return lines
  return drawingsOf(shown.passages).reduce(inWords, lines)
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
