import { type AppState, lessonById, type MemoryScreen, noticeOf, textColumns } from '../../app/app.ts'
import { proseText } from '../../course/course.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { framed, type View } from './view.ts'

/** A list said from memory: a row for each item, what is typed, and what it was taken for. */
export function memoryView(state: AppState, screen: MemoryScreen): View {
  const { course, size } = state
  const { from, items, found, ended } = screen
  const lesson = lessonById(course, from.lesson)
  const width = textColumns(size)
  const ask = wrap([span(screen.ask)], width)
  const rows = items.map((_, place) => rowOf(screen, place))
  const below = ended ? wrap(endOf(screen), width) : [typed(screen), ...said(screen, width)]
  return framed(size, {
    left: lesson ? `${lesson.number} ${lesson.title} › from memory` : 'From memory',
    right: `${found.length} of ${items.length}`,
    state,
    body: [...ask, [], ...rows, [], ...below],
    notice: noticeOf(state),
  })
}

/** An item in its place: empty until it is said, and told at the end where it was not. */
function rowOf({ items, found, ended }: MemoryScreen, place: number): Line {
  const item = items[place]
  const number = span(`${place + 1}  `, 'quiet')
  if (!item) return []
  if (found.includes(item.id)) return [span('✓ ', 'good'), number, span(proseText(item.text))]
  if (ended) return [span('✗ ', 'bad'), number, span(proseText(item.text), 'bad')]
  return [span('· ', 'quiet'), number]
}

function typed({ line: { text, cursor } }: MemoryScreen): Line {
  return [
    span('> ', 'focus', true),
    span(text.slice(0, cursor)),
    span('▏', 'focus', true),
    span(text.slice(cursor)),
  ]
}

function said({ line, found }: MemoryScreen, width: number): Line[] {
  if (line.said === '') return found.length > 0 ? [] : [[span('In your own words, in any order.', 'quiet')]]
  // What was not understood is no mistake.
  return wrap(line.bad ? [span(line.said)] : [span('✓ ', 'good'), span(line.said)], width, line.bad ? 0 : 2)
}

function endOf({ items, found }: MemoryScreen): Line {
  const missing = items.length - found.length
  if (missing === 0) return [span('✓ ', 'good'), span(`All ${items.length}, from memory.`)]
  return [span(`${missing} missing. Come back to this page in a day or two, and say them again.`)]
}
