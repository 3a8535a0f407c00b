import { expect, test } from 'vitest'
import { type Ledger, ledgerOf, narrate, type Sentence } from '../../../src/lab/lab.ts'
import { items } from '../../../src/model/sequence.ts'
import { lineColumns, plain } from '../../../src/terminal/text.ts'
import { ledgerLine, logLines } from '../../../src/tui/cluster/ledger.ts'
import { golden, runAt, splitBank } from './scenes.ts'

const bank = splitBank()

const NONE: Ledger = {
  requests: 0,
  answered: 0,
  refused: 0,
  unknown: 0,
  staleReads: 0,
  staleDecisions: 0,
  lostWrites: null,
  conflicts: null,
  cameBack: null,
  holders: null,
  moneyCreated: null,
  moneyDestroyed: null,
  overdraft: 0,
  settled: false,
}

test('ledger and log, as text', () => {
  const pages = [58, 80, 120].flatMap(width =>
    (['consistency', 'availability'] as const).flatMap(choice =>
      [0, 2300, 3400, 7400].map(ms => {
        const run = runAt(bank, ms, choice)
        const told = items(run.moment.happenings).flatMap(happening => narrate(bank, happening))
        const lines = [
          ...logLines(told, 4, width),
          ledgerLine(ledgerOf(bank, run.moment), bank.counts, width),
        ]
        return [`${choice}, ${ms} ms, ${width} columns`, ...lines.map(line => `|${plain(line)}`), ''].join(
          '\n',
        )
      }),
    ),
  )
  const text = pages.join('\n')
  expect(text).toBe(golden('ledger', text))
})

test('the ledger fits, and its figures keep their places', () => {
  const some: Ledger = {
    ...NONE,
    requests: 17,
    answered: 9,
    refused: 3,
    unknown: 2,
    staleReads: 4,
    lostWrites: 1,
  }
  for (let width = 0; width <= 200; width += 1) {
    const [none, more] = [NONE, { ...some, moneyCreated: 80, overdraft: 60 }].map(ledger =>
      ledgerLine(ledger, bank.counts, width),
    )
    expect(lineColumns(none ?? [])).toBeLessThanOrEqual(width)
    const names = (text: string) => text.replace(/[\d–✗?]/g, ' ')
    expect(names(plain(more ?? []))).toBe(names(plain(none ?? [])))
  }
})

test('a bad figure has a mark beside its colour, and what is not settled is a dash', () => {
  const line = ledgerLine(
    { ...NONE, refused: 1, unknown: 2, lostWrites: 3 },
    ['refused', 'unknown', 'lostWrites', 'moneyCreated'],
    80,
  )
  expect(plain(line)).toMatch(/refused +1✗.*no answer +2\?.*lost writes +3✗.*money created +–/)
  expect(line.filter(part => part.role === 'bad').map(part => part.text.trim())).toEqual(['1✗', '3✗'])
  expect(line.filter(part => part.role === 'unsure').map(part => part.text.trim())).toEqual(['2?'])
})

test('the log has its rows, keeps whole sentences and the newest last', () => {
  const long = 'a sentence that is far too long for the narrow column that it gets here'
  const told: readonly Sentence[] = [
    { at: 1_000_000, text: 'the oldest', tone: 'plain' },
    { at: 2_000_000, text: long, tone: 'bad' },
    { at: 2_500_000, text: 'the newest', tone: 'unsure' },
  ]
  for (let rows = 0; rows < 8; rows += 1)
    for (const width of [20, 40, 80]) {
      const lines = logLines(told, rows, width)
      expect(lines).toHaveLength(rows)
      for (const line of lines) expect(lineColumns(line)).toBeLessThanOrEqual(width)
    }
  expect(logLines(told, 1, 80).map(plain)).toEqual(['    2.50  ? the newest'])
  expect(
    plain(
      logLines(told, 4, 80)
        .filter(line => line.length > 0)
        .at(-1) ?? [],
    ),
  ).toBe('    2.50  ? the newest')
})
