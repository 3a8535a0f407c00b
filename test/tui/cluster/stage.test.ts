import { describe, expect, test } from 'vitest'
import { advance, type Run, startRun } from '../../../src/lab/lab.ts'
import { type Line, plain } from '../../../src/terminal/text.ts'
import { drawStage, type StageOptions } from '../../../src/tui/cluster/stage.ts'
import { golden, runAt, splitBank, THE_CUT, THREE } from './scenes.ts'

type Frame = readonly [caption: string, run: Run]

/** Pictures with their captions, in the form in which the golden files keep them. */
function album(
  frames: readonly Frame[],
  columns: number,
  rows: number,
  options: Partial<StageOptions> = {},
): string {
  const asked = { selectedClient: 'c2', ascii: false, ...options }
  const pictures = frames.map(([caption, run]) => {
    const lines = drawStage(run, { columns, rows }, asked).map(line => `|${plain(line)}|`)
    return [`${(run.now / 1000).toFixed(0)} ms: ${caption}`, ...lines, ''].join('\n')
  })
  return pictures.join('\n')
}

const bank = splitBank()

const MOMENTS: readonly Frame[] = [
  ['calm, signs of life only', runAt(bank, 60)],
  ['Lyon reads, n1 asks all for a promise', runAt(bank, 260)],
  ['cut; n4 asks, and its messages stop at the curtain', runAt(bank, 1900)],
  ['n1 has its majority; n4 waits with two of five', runAt(bank, 2200)],
  ['consistency: n4 has said no', runAt(bank, 3400)],
  ['availability: n4 answers alone and passes it on', runAt(bank, 2260, 'availability')],
  ['availability: both sides have paid 80', runAt(bank, 3200, 'availability')],
  ['healed, n4 tells the other side', runAt(bank, 5300, 'availability')],
  ['all copies are one again', runAt(bank, 6000, 'availability')],
]

const cutAs = (cut: string) => splitBank([THE_CUT, cut])
const seven = [['replicas: 5', 'replicas: 7'] as const]

describe('golden stages', () => {
  test.each([
    [58, 11],
    [80, 10],
    [80, 12],
    [120, 24],
  ])('the split bank at %i x %i', (columns, rows) => {
    const text = album(MOMENTS, columns, rows)
    expect(text).toBe(golden(`split-bank-${columns}x${rows}`, text))
  })

  test('three and seven replicas', () => {
    const three = splitBank(...THREE)
    const text = [
      album([['three replicas', runAt(three, 1840)]], 80, 11),
      album([['seven replicas', runAt(splitBank(...seven), 1900)]], 80, 12),
      album([['seven replicas, narrow', runAt(splitBank(...seven), 1900)]], 58, 11),
      album([['seven replicas without room for boxes', runAt(splitBank(...seven), 2230)]], 48, 9),
      album([['seven replicas, wide', runAt(splitBank(...seven), 1900)]], 120, 24),
    ].join('\n')
    expect(text).toBe(golden('replicas', text))
  })

  test('drawn for one size, it is drawn for another as if for the first time', () => {
    const rags = () => runAt(cutAs('- { at: 1500, cut: [[n1, n3, n5], [n2, n4]] }'), 1840)
    const drawn = (run: Run, columns: number, rows: number) =>
      drawStage(run, { columns, rows }, { selectedClient: 'c1', ascii: false }).map(plain)
    const run = rags()
    for (const [columns, rows] of [
      [80, 12],
      [120, 11],
      [80, 14],
      [80, 12],
    ] as const)
      expect(drawn(run, columns, rows)).toEqual(drawn(rags(), columns, rows))
  })

  test('other cuts, and a crash', () => {
    const three = splitBank(...seven, [THE_CUT, '- { at: 1500, cut: [[n1, n2, n3], [n4, n5], [n6, n7]] }'])
    const frames: readonly Frame[] = [
      [
        'one-way: only the right side is heard',
        runAt(cutAs(`${THE_CUT.slice(0, -2)}, one-way: true }`), 1900),
      ],
      ['sides that are not neighbours', runAt(cutAs('- { at: 1500, cut: [[n1, n3, n5], [n2, n4]] }'), 1840)],
      ['n3 is in reach of both sides', runAt(cutAs('- { at: 1500, cut: [[n1, n2], [n4, n5]] }'), 2220)],
      ['three sides', runAt(three, 1900)],
      ['n3 is down', runAt(cutAs('- { at: 1500, crash: n3 }'), 1900)],
    ]
    const text = album(frames, 80, 12)
    expect(text).toBe(golden('cuts', text))
  })

  test('plain ASCII', () => {
    const frames = [2, 3, 5].flatMap(place => MOMENTS.slice(place, place + 1))
    const down: Frame = ['n3 is down', runAt(cutAs('- { at: 1500, crash: n3 }'), 1900)]
    const text = album([...frames, down], 80, 12, { ascii: true })
    expect(text).toMatch(/^[\x20-\x7e\n]*$/)
    expect(text).toBe(golden('ascii', text))
  })
})

test('a stage that follows another of its run is drawn as if it were the first, and keeps the rows that are the same', () => {
  const sizes = [
    { columns: 80, rows: 12 },
    { columns: 58, rows: 11 },
    { columns: 80, rows: 12 },
  ]
  let run = startRun(bank, 7)
  let kept = 0
  let last: readonly Line[] = []
  for (let frame = 0; frame < 60; frame += 1) {
    run = advance(run, 26_000)
    const size = sizes[frame >> 4 < 3 ? frame >> 4 : 0] ?? { columns: 80, rows: 12 }
    const options = { selectedClient: frame % 7 === 0 ? 'c2' : 'c1', ascii: frame % 11 === 0 }
    const lines = drawStage(run, size, options)
    expect(lines).toEqual(drawStage(alone(run), size, options))
    kept += lines.filter((line, row) => line === last[row]).length
    last = lines
  }
  expect(kept).toBeGreaterThan(60 * 3)
})

/** The same run, of which nothing was ever drawn: by another list of what was told. */
function alone(run: Run): Run {
  const told = { items: [...run.moment.told.items], length: run.moment.told.length }
  return { ...run, moment: { ...run.moment, told } }
}
