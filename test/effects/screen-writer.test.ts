import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createScreenWriter } from '../../src/effects/screen-writer.ts'
import { type Grid, gridOf } from '../../src/terminal/grid.ts'
import { span } from '../../src/terminal/text.ts'
import { PLAIN } from '../support/looks.ts'
import { shownTerminal } from '../terminal/shown.ts'

const screen = (...rows: string[]): Grid =>
  gridOf(
    rows.map(row => [span(row)]),
    8,
    2,
    PLAIN,
  )

/** An output that takes as much as it is told to, and remembers it. */
class Output extends EventEmitter {
  readonly written: string[] = []
  ready = true

  write(text: string): boolean {
    this.written.push(text)
    return this.ready
  }
}

test('what differs is written, in one piece and between the marks of synchronized output; the same screen is not', () => {
  const output = new Output()
  const writer = createScreenWriter(output, { synchronized: true })
  writer.paint(screen('one'))
  writer.paint(screen('one'))
  writer.paint(screen('onE'))
  expect(output.written).toEqual([
    '\x1b[?2026h\x1b[m\x1b[2J\x1b[Hone\x1b[?2026l',
    '\x1b[?2026h\x1b[;3HE\x1b[?2026l',
  ])
})

test('a terminal that knows no such marks gets none', () => {
  const output = new Output()
  createScreenWriter(output, { synchronized: false }).paint(screen('a'))
  expect(output.written).toEqual(['\x1b[m\x1b[2J\x1b[Ha'])
})

test('a slow terminal is given the newest screen when it has room, and none of those between', async () => {
  const output = new Output()
  output.ready = false
  const writer = createScreenWriter(output, { synchronized: false })
  for (let count = 1; count <= 1000; count += 1) writer.paint(screen(`frame`, `${count}`))
  expect(output.written).toHaveLength(1)
  output.emit('drain')
  expect(output.written).toHaveLength(2)
  output.ready = true
  writer.paint(screen('frame', 'last'))
  expect(output.written).toHaveLength(2)
  output.emit('drain')
  writer.paint(screen('frame', 'more'))
  expect(output.written).toHaveLength(4)
  const terminal = shownTerminal(8, 2)
  await terminal.write(output.written.join(''))
  expect(terminal.shown().glyphs.join('')).toBe('frame   more    ')
  terminal.dispose()
})

test('whoever forgets the screen writes the next one whole, the same one too', () => {
  const output = new Output()
  const writer = createScreenWriter(output, { synchronized: false })
  writer.paint(screen('a'))
  writer.forget()
  writer.paint(screen('a'))
  expect(output.written[1]).toBe(output.written[0])
})

test('shown again, it is the newest screen that is: the one that waits, once, where the terminal is slow', () => {
  const output = new Output()
  output.ready = false
  const writer = createScreenWriter(output, { synchronized: false })
  writer.paint(screen('old'))
  writer.paint(screen('new'))
  writer.again()
  expect(output.written).toHaveLength(1)
  output.ready = true
  output.emit('drain')
  expect(output.written.slice(1)).toEqual(['\x1b[m\x1b[2J\x1b[Hnew'])
  writer.again()
  expect(output.written.slice(2)).toEqual(['\x1b[m\x1b[2J\x1b[Hnew'])
})

test('nothing is written after the end, not even what waited', () => {
  const output = new Output()
  output.ready = false
  const writer = createScreenWriter(output, { synchronized: false })
  writer.paint(screen('a'))
  writer.paint(screen('b'))
  writer.close()
  output.emit('drain')
  writer.paint(screen('c'))
  expect(output.written).toHaveLength(1)
  expect(output.listenerCount('drain')).toBe(0)
})

test('while it is held nothing is written, not by a drain either; what is newest by then comes whole, once', () => {
  const output = new Output()
  const writer = createScreenWriter(output, { synchronized: false })
  writer.paint(screen('one'))
  writer.hold()
  writer.paint(screen('two'))
  writer.again()
  output.emit('drain')
  expect(output.written).toHaveLength(1)
  writer.release()
  writer.again()
  output.emit('drain')
  expect(output.written.slice(1)).toEqual(['\x1b[m\x1b[2J\x1b[Htwo'])
})
