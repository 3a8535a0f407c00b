import { clip, columns, type Line, span, wrap } from '../terminal/text.ts'
import { proseLine, type Style } from './prose.ts'
import { layoutTable } from './table.ts'
import type { List, Passage } from './types.ts'

/** More than this many columns of text a line are hard to read. */
export const TEXT_COLUMNS_MAX = 72

/** Passages one under the other, with a blank line between them unless they stand `close`. */
export function layoutPassages(
  passages: readonly Passage[],
  width: number,
  style: Style,
  close = false,
): Line[] {
  return passages.flatMap((passage, index) => {
    const lines = layoutPassage(passage, Math.max(1, Math.min(width, TEXT_COLUMNS_MAX)), style)
    return index > 0 && !close ? [[], ...lines] : lines
  })
}

function layoutPassage(passage: Passage, width: number, style: Style): Line[] {
  switch (passage.kind) {
    case 'heading':
      return wrap(proseLine(passage.text, style, 'text', true), width)
    case 'paragraph':
      return wrap(proseLine(passage.text, style), width)
    case 'code':
      return passage.lines.map(line => (line === '' ? [] : [span(clip(line, width))]))
    case 'quote': {
      const inner = layoutPassages(passage.passages, width - columns(style.quoteBar), style)
      return inner.map(line => [span(style.quoteBar, 'quiet'), ...line])
    }
    case 'list':
      return layoutList(passage, width, style)
    case 'table':
      return layoutTable(passage, width, style)
  }
}

function layoutList(list: List, width: number, style: Style): Line[] {
  const marks = list.items.map((_, index) => (list.start === null ? '- ' : `${list.start + index}. `))
  const indent = Math.max(...marks.map(columns))
  return list.items.flatMap((item, index) => {
    const mark = (marks[index] ?? '').padStart(indent)
    const lines = layoutPassages(item, width - indent, style, !list.loose)
    const hung = (lines.length > 0 ? lines : [[]]).map((line, row) => {
      if (row > 0 && line.length === 0) return line
      return [row === 0 ? span(mark, 'quiet') : span(' '.repeat(indent)), ...line]
    })
    return list.loose && index > 0 ? [[], ...hung] : hung
  })
}
