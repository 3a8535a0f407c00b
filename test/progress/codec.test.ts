import { describe, expect, test } from 'vitest'
import { decodeProgress, emptyProgress, encodeProgress, withPage } from '../../src/progress/progress.ts'

const good = withPage(emptyProgress, 'split', 3, 1_700_000_000_000)

describe('the progress file as text', () => {
  test('a person can read it', () => {
    expect(encodeProgress(good)).toMatchInlineSnapshot(`
      "{
        "format": "netsplit-progress/1",
        "last": {
          "lesson": "split",
          "page": 3,
          "when": 1700000000000
        },
        "lessons": {
          "split": {
            "stopped": {
              "page": 3,
              "when": 1700000000000
            },
            "furthest": 3,
            "doneWhen": null,
            "predictions": {},
            "answers": {}
          }
        },
        "scenarios": {},
        "experiments": {},
        "check": {
          "begun": null,
          "over": null,
          "items": {}
        },
        "challenges": {},
        "practice": {},
        "recalls": {}
      }
      "
    `)
  })

  test('fields that this version does not know are ignored', () => {
    const data = JSON.parse(encodeProgress(good))
    data.colour = 'amber'
    data.lessons.split.mood = { good: true }
    expect(decodeProgress(JSON.stringify(data))).toEqual({ kind: 'ok', progress: good })
  })

  test('a byte order mark does no harm', () => {
    expect(decodeProgress(`\ufeff${encodeProgress(good)}`).kind).toBe('ok')
  })

  test('a later version is told apart from a broken file', () => {
    expect(decodeProgress('{"format": "netsplit-progress/2", "pages": "other"}')).toEqual({
      kind: 'newer',
      version: 2,
    })
  })

  const changed = (change: (data: ReturnType<typeof JSON.parse>) => void): string => {
    const data = JSON.parse(encodeProgress(good))
    change(data)
    return JSON.stringify(data)
  }
  const faults: [string, string, RegExp][] = [
    ['an empty file', '', /empty/],
    ['half a file', encodeProgress(good).slice(0, 200), /not JSON/],
    ['binary junk', '\u0000\u0001\ufffdELF', /not JSON/],
    ['another format', '{"format": "recipes/1"}', /netsplit-progress\/1/],
    ['no version', '{"format": "netsplit-progress/"}', /netsplit-progress\/1/],
    ['a bare value', 'null', /netsplit-progress\/1/],
    ['a list', '[]', /netsplit-progress\/1/],
    ['no lessons', '{"format": "netsplit-progress/1"}', /last/],
    [
      'a page that is a word',
      changed(data => (data.lessons.split.furthest = 'x')),
      /lessons\.split\.furthest/,
    ],
    ['a negative page', changed(data => (data.last.page = -1)), /last\.page/],
    ['half a page', changed(data => (data.last.page = 1.5)), /last\.page/],
    ['a moment that no date can say', changed(data => (data.last.when = 1e300)), /last\.when/],
    ['an unheard-of verdict', changed(data => (data.scenarios.s = [{ verdict: 'fine' }])), /scenarios\.s\.0/],
    ['a very long name', changed(data => (data.last.lesson = 'x'.repeat(201))), /last\.lesson/],
    ['a very large file', ' '.repeat(9 * 1024 * 1024), /larger/],
    ['a very deep file', '['.repeat(200_000), /not JSON/],
    ['deep and well formed', '['.repeat(100_000) + ']'.repeat(100_000), /netsplit-progress\/1/],
  ]
  test.each(faults)('%s is broken, and it says why', (_, text, why) => {
    const decoded = decodeProgress(text)
    expect(decoded.kind).toBe('broken')
    expect(decoded.kind === 'broken' && decoded.why).toMatch(why)
  })

  test('a file cannot reach into the prototype', () => {
    const text = encodeProgress(good).replace('"scenarios": {}', '"scenarios": {"__proto__": []}')
    const decoded = decodeProgress(text)
    expect(decoded.kind === 'ok' && Object.getPrototypeOf(decoded.progress.scenarios)).toBe(Object.prototype)
  })
})

test('a file from before there was practice is read, with none', () => {
  const old = '{"format": "netsplit-progress/1", "last": null, "lessons": {}, "scenarios": {}}'
  expect(decodeProgress(old)).toEqual({ kind: 'ok', progress: emptyProgress })
})
