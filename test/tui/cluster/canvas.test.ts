import { describe, expect, test } from 'vitest'
import { Canvas } from '../../../src/terminal/canvas.ts'
import { cellsOf } from '../../../src/terminal/glyphs.ts'
import { columns, lineColumns, plain } from '../../../src/terminal/text.ts'
import { drawStage } from '../../../src/tui/cluster/stage.ts'
import { runAt, splitBank } from './scenes.ts'

const text = (canvas: Canvas, ascii = false) => canvas.toLines(ascii).map(plain)

describe('a canvas', () => {
  test('clips what lies outside', () => {
    const canvas = new Canvas(5, 2)
    canvas.put(-2, 0, 'abcdefghij')
    canvas.put(3, 1, 'xyz')
    canvas.put(0, 2, 'below')
    expect(text(canvas)).toEqual(['cdefg', '   xy'])
  })

  test('gives a wide glyph two cells, and never half of one', () => {
    const canvas = new Canvas(6, 3)
    canvas.put(0, 0, '東京')
    canvas.put(5, 1, '東')
    canvas.put(-1, 1, '京')
    canvas.put(0, 2, '東京')
    canvas.dot(1, 2, '●', 'focus')
    expect(text(canvas)).toEqual(['東京  ', '      ', ' ●京  '])
    expect(canvas.toLines().map(lineColumns)).toEqual([6, 6, 6])
    expect(text(canvas, true)).toEqual(['????  ', '      ', ' *??  '])
  })

  test('keeps combining marks and joined emoji in one place, and leaves controls out', () => {
    const canvas = new Canvas(8, 1)
    canvas.put(0, 0, 'Ma\u0308\u001b[ 👩‍💻!')
    expect(text(canvas)).toEqual(['Ma\u0308[ 👩‍💻! '])
    expect(lineColumns(canvas.toLines()[0] ?? [])).toBe(8)
    expect(text(canvas, true)).toEqual(['Ma[ ??! '])
  })

  test('measures as the terminal does', () => {
    for (const each of ['withdraw 80 …', '✓ paid', '東京', 'Zu\u0308rich', '👩‍💻 ok', '≠━┛', ''])
      expect(cellsOf(each), each).toBe(columns(each))
  })

  test('joins lines where they meet', () => {
    const canvas = new Canvas(7, 5)
    canvas.box({ x: 0, y: 0, width: 7, height: 3 })
    canvas.line(3, 2, 3, 4)
    canvas.line(0, 4, 6, 4)
    expect(text(canvas)).toEqual(['╭─────╮', '│     │', '╰──┬──╯', '   │   ', '───┴───'])
    expect(text(canvas, true)).toEqual(['+-----+', '|     |', '+--+--+', '   |   ', '---+---'])
  })

  test('merges neighbours in one style, and lets blanks break nothing', () => {
    const canvas = new Canvas(12, 1)
    canvas.put(0, 0, 'ab', 'good')
    canvas.put(4, 0, 'cd', 'good')
    canvas.put(7, 0, 'ef', 'bad', true)
    expect(canvas.toLines()).toEqual([
      [
        { text: 'ab  cd ', role: 'good' },
        { text: 'ef   ', role: 'bad', bold: true },
      ],
    ])
  })
})

test('clients with wide names, and several at one replica, keep the stage in its columns', () => {
  const scenario = splitBank(
    ['name: Lyon', 'name: 東京東京東京'],
    [
      '  - { id: c2, name: Oslo, at: n4 }',
      '  - { id: c2, name: Oslo, at: n4 }\n  - { id: c3, name: Nice, at: n4 }\n  - { id: c4, name: Rome, at: n4 }',
    ],
  )
  const run = runAt(scenario, 1900)
  for (let width = 36; width < 130; width += 1)
    for (const rows of [6, 8, 11, 20]) {
      const lines = drawStage(run, { columns: width, rows }, { selectedClient: 'c4', ascii: false })
      expect(lines.map(lineColumns)).toEqual(Array.from({ length: rows }, () => width))
    }
  const shown = drawStage(run, { columns: 80, rows: 12 }, { selectedClient: 'c4', ascii: false }).map(plain)
  expect(shown[0]).toContain('▸c4')
  expect(shown[1]).toContain('+2 more')
})
