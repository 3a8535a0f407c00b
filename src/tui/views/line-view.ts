import type { CommandLine, Size } from '../../app/app.ts'
import { textColumns } from '../../app/app.ts'
import { completions, type Run } from '../../lab/lab.ts'
import { clip, type Line, pad, span, wrap } from '../../terminal/text.ts'
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
  const next = completions(run, text, cursor).options.map(
    ({ text: word, says }): Line => [
      span(`  ${pad(word, 14)}`, 'focus'),
      span(clip(says, width - 18), 'quiet'),
    ],
  )
  const answer =
    said === '' ? [] : wrap([span(bad ? '✗ ' : '✓ ', bad ? 'bad' : 'good'), span(said)], width, 2)
  const below = text === '' || bad ? [...answer, ...next] : next
  return [typed, ...below].slice(0, rows).map(indented)
}
