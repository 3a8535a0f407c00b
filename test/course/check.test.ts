import { describe, expect, test } from 'vitest'
import { MISCONCEPTION_IDS, type Quiz } from '../../src/course/course.ts'
import { shippedCourse } from '../support/course.ts'
import { faults } from './sample.ts'

const { check, lessons } = shippedCourse().course

/** One item that is in order, with changes. */
function item(changes: { readonly id?: string; readonly lesson?: string; readonly b?: string } = {}): string {
  const form = (wrong: string) => `
    ask: What now?
    options:
      - { text: This, right: true, says: Yes. }
      - { text: That, misconception: ${wrong}, says: No. }`
  return `- id: ${changes.id ?? 'one'}
  objective: O1
  lesson: ${changes.lesson ?? 'no-answer'}
  A:${form('M4')}
  B:${form(changes.b ?? 'M4')}
`
}

function faultsOf(text: string): string[] {
  return faults({ 'check.yaml': text })
}

describe('what is wrong with a check is told with its line', () => {
  test('one in order has no fault', () => {
    expect(faultsOf(item())).toEqual([])
  })

  test.each([
    [
      'an unknown lesson',
      item({ lesson: 'no-answre' }),
      /check\.yaml:3: no lesson «no-answre».*did you mean/,
    ],
    ['an id that is there twice', item() + item(), /check\.yaml:14: two items are called «one»/],
    [
      'forms that are not parallel',
      item({ b: 'M5' }),
      /check\.yaml:9: both forms meet .* M5 here and M4 in A/,
    ],
    [
      'no right option',
      item().replace('right: true', 'misconception: M4'),
      /check\.yaml:6: exactly one option/,
    ],
    [
      'a wrong option without its reason',
      item().replace('misconception: M4, ', ''),
      /check\.yaml:8: a wrong option/,
    ],
    ['a footnote', item().replace('says: Yes.', 'says: "Yes[^a-source]."'), /check\.yaml:7: .*a-source/],
    ['a form that is missing', item().replace(/ {2}B:[\s\S]*/, ''), /check\.yaml.*B/],
  ])('%s', (_, text, expected) => {
    expect(faultsOf(text).join('\n')).toMatch(expected)
  })
})

describe('our own check', () => {
  const forms: Quiz[] = check.flatMap(({ forms }) => [forms.A, forms.B])

  test('twelve items, every objective, every lesson, every misconception', () => {
    expect(check).toHaveLength(12)
    expect(new Set(check.map(({ objective }) => objective)).size).toBe(4)
    expect([...new Set(check.map(({ lesson }) => lesson))].sort()).toEqual(lessons.map(({ id }) => id).sort())
    const met = new Set(forms.flatMap(({ options }) => options.map(({ misconception }) => misconception)))
    expect(MISCONCEPTION_IDS.filter(id => !met.has(id))).toEqual([])
  })

  test('the place of the right option gives nothing away', () => {
    for (const form of ['A', 'B'] as const) {
      const places = check.map(({ forms }) => forms[form].options.findIndex(({ right }) => right))
      for (const place of [0, 1, 2]) expect(places.filter(other => other === place).length).toBeGreaterThan(2)
    }
    const moved = check.filter(({ forms }) => {
      const [a, b] = [forms.A, forms.B].map(({ options }) => options.findIndex(({ right }) => right))
      return a !== b
    })
    expect(moved.length).toBeGreaterThan(6)
  })

  test('the right option is not the longest one by habit', () => {
    const length = ({ text }: Quiz['options'][number]) =>
      text.reduce((sum, part) => sum + (part.kind === 'words' ? part.text.length : 0), 0)
    const longest = forms.filter(({ options }) => {
      const right = options.find(option => option.right)
      return right !== undefined && options.every(other => length(other) <= length(right))
    })
    expect(longest.length).toBeLessThan(forms.length / 2)
  })
})
