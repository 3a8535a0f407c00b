import type { CommandLine, Size } from '../../app/app.ts'
import { textColumns } from '../../app/app.ts'
import { completions, type Run } from '../../lab/lab.ts'
import { clip, columns, type Line, pad, span, wrap } from '../../terminal/text.ts'
import { indented } from './view.ts'

/** The command line of a sandbox, with what came of the line before or what can come next, in so many rows. */
export function lineLines(run: Run, line: CommandLine, size: Size, rows: number): Line[] {
  const width = textColumns(size)
  const { text, cursor, said, bad } = line
  const typed: Line = [
    span('> ', 'focus', true),
    span(text.slice(0, cursor)),
    span('▏', 'focus', true),
    span(text.slice(cursor)),
  ]
  const answer =
    said === '' ? [] : wrap([span(bad ? '✗ ' : '✓ ', bad ? 'bad' : 'good'), span(said)], width, 2)
  const { options } = completions(run, text, cursor)
  const next = nextLines(options, width, rows - 1 - answer.length)
  return [typed, ...answer, ...next].slice(0, rows).map(indented)
}

type Options = ReturnType<typeof completions>['options']

/** What can come next: with what it means where each has a row, otherwise the words alone. */
function nextLines(options: Options, width: number, rows: number): Line[] {
  if (rows < 1) return []
  if (options.length <= rows)
    return options.map(
      ({ text, says }): Line => [span(`  ${pad(text, 14)}`, 'focus'), span(clip(says, width - 18), 'quiet')],
    )
  const words = options.map(({ text }) => text)
  for (let count = words.length; count > 0; count -= 1) {
    const left = words.length - count
    const more = left === 0 ? [] : [`… and ${left} more, «help» lists them`]
    const lines = flowed([...words.slice(0, count), ...more], width)
    if (lines.length <= rows) return lines.map(line => [span(line, 'focus')])
  }
  return []
}

/** Words one after the other, two columns apart, none of them broken. */
function flowed(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    const longer = last === undefined ? '' : `${last}  ${word}`
    if (last !== undefined && columns(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(`  ${word}`)
  }
  return lines
}
