import { describe, expect, test } from 'vitest'
import { assess, type Run, wholeWindow } from '../../../src/lab/lab.ts'
import { plain } from '../../../src/terminal/text.ts'
import { type DiagramOptions, drawDiagram } from '../../../src/tui/diagram/diagram.ts'
import { golden } from '../../support/golden.ts'
import { runAt, splitBank, THE_CUT } from '../cluster/scenes.ts'

type Frame = readonly [caption: string, run: Run, options?: Partial<DiagramOptions>]

/** Pictures with their captions, in the form in which the golden files keep them. A run that has ended is assessed. */
function album(frames: readonly Frame[], columns: number, rows: number): string {
  const pictures = frames.map(([caption, run, options = {}]) => {
    const all = { ...wholeWindow(run), cursorAt: null, ascii: false, ...options }
    const lines = drawDiagram(run, run.moment.ended ? assess(run) : null, { columns, rows }, all)
    return [caption, ...lines.map(line => `|${plain(line)}|`), ''].join('\n')
  })
  return pictures.join('\n')
}

const bank = splitBank()
const consistency = runAt(bank, 9000)
const availability = runAt(bank, 9000, 'availability')
const middle = runAt(bank, 2100)

const cutAs = (...faults: readonly string[]) => runAt(splitBank([THE_CUT, faults.join('\n  ')]), 9000)

describe('golden diagrams', () => {
  test.each([
    [80, 17],
    [60, 13],
    [120, 30],
  ])('the split bank at %i x %i', (columns, rows) => {
    const frames: readonly Frame[] = [
      ['consistency: one order explains every answer', consistency],
      ['availability: no order explains A and B', availability],
      ['in the middle of the cut', middle, { cursorAt: middle.now }],
      ['the middle of the cut from near', middle, { from: 1_600_000, to: 2_400_000, cursorAt: middle.now }],
      [
        'healed: the news of both sides',
        availability,
        { from: 4_900_000, to: 6_000_000, cursorAt: 5_250_000 },
      ],
    ]
    const text = album(frames, columns, rows)
    expect(text).toBe(golden(`tui/diagram/golden/split-bank-${columns}x${rows}.txt`, text))
  })

  test('other faults', () => {
    const frames: readonly Frame[] = [
      ['n3 crashes and starts again', cutAs('- { at: 1500, crash: n3 }', '- { at: 4500, restart: n3 }')],
      ['one-way', cutAs(`${THE_CUT.slice(0, -2)}, one-way: true }`)],
      ['sides that are not neighbours', cutAs('- { at: 1500, cut: [[n1, n3, n5], [n2, n4]] }')],
      [
        'links that are held and cut',
        cutAs(
          '- { at: 1500, link: [n1, n2], becomes: held }',
          '- { at: 1600, link: [n4, n5], becomes: cut }',
          '- { at: 2500, link: [n1, n2], becomes: free }',
        ),
      ],
      [
        'slow and lossy links, then as they were',
        cutAs(
          '- { at: 1500, network: { delay: [300, 600], loss: 20 } }',
          '- { at: 4500, network: { delay: [40, 110] } }',
        ),
      ],
      [
        'a clock that is off, and set right',
        cutAs('- { at: 1500, clock: n3, off: 300 }', '- { at: 4500, clock: n3, off: 0 }'),
      ],
    ]
    const text = album(frames, 80, 17)
    expect(text).toBe(golden('tui/diagram/golden/faults.txt', text))
  })

  test('plain ASCII', () => {
    const ascii = { ascii: true }
    const frames: readonly Frame[] = [
      ['consistency', consistency, ascii],
      ['availability', availability, ascii],
      [
        'in the middle of the cut',
        middle,
        { ...ascii, from: 1_600_000, to: 2_400_000, cursorAt: middle.now },
      ],
    ]
    const text = album(frames, 80, 17)
    expect(text).toMatch(/^[\x20-\x7e\n]*$/)
    expect(text).toBe(golden('tui/diagram/golden/ascii.txt', text))
  })
})
