import { describe, expect, test } from 'vitest'
import { lessonText, MISCONCEPTION_IDS, pageText, termsOn } from '../../src/course/course.ts'
import { fullSource } from '../../src/course/sources.ts'
import { course, onePage } from './sample.ts'

function text(changes: Record<string, string>, width: number): string {
  const read = course(changes)
  const [lesson] = read.lessons
  if (!lesson) throw new Error('no lesson')
  return lessonText(read, lesson, { width })
}

describe('a lesson as plain text', () => {
  test('says everything that the pages say', () => {
    expect(text({}, 60)).toBe(`Lesson 1: No answer

Silence is a result too. About 8 minutes.

1.1 One page

A call has three ends[1]: yes, no and nothing.

- one that goes on for a while, so that it must be broken,
  since it is longer than a line
- two[2] and again[1]

1.2 Guess

Predict: Who is charged?

  a) Nobody
  b) Once

What happens is b: Once

What each choice says:

  a) You trust the network.
  b) You have seen this before[2].

1.3 Check

Question: What does a timeout tell?

  a) That it failed
  b) Nothing for sure

The answer is b: Nothing for sure

  b) Right. Silence has many causes.
  a) Not right. It would, if a reply could not be late.

1.4 Try

Break it.

Lab: netsplit lab split-bank — Cut the network in two.

Sources

[1] Seth Gilbert, Lynch, Nancy. “Brewer’s conjecture”, 2002.
    doi:10.1145/564585.564601
[2] The etcd authors. “Failure modes”.
`)
  })

  test('gives an address last, without a full stop that a copy of it would take along', () => {
    const source = { title: 'Numbers', authors: 'Dean', year: 'about 2012', note: 'Dated' }
    const full = (where: string) => fullSource({ ...source, where })
    const said = 'Dean. “Numbers”, about 2012.'
    for (const where of ['https://a.example/b#c', 'doi:10.1145/1', 'arXiv:1802.07000', 'example.org'])
      expect(full(where)).toBe(`${said} Dated. ${where}`)
    for (const where of ['SOSP', 'RFC 4085', 'Sun Microsystems Laboratories, TR-94-29'])
      expect(full(where)).toBe(`${said} ${where}. Dated.`)
  })

  test('holds no box drawing and no escape codes', () => {
    const drawn = text(onePage('> a\n\n| b | c |\n|---|---|\n| d | e |'), 40)
    expect(drawn).toContain('\n> a\n\nb  c\n----\nd  e\n')
    expect(drawn).not.toMatch(/[\u2500-\u257f]/)
    expect(drawn).not.toContain('\u001b')
  })

  test('is at most 72 columns wide, and at least 20; an address that is longer stays whole', () => {
    const longest = (width: number) =>
      Math.max(
        ...text({}, width)
          .split('\n')
          .filter(line => !/^ *doi:\S*$/.test(line))
          .map(line => line.length),
      )
    expect(text({}, 1)).toContain('\n    doi:10.1145/564585.564601\n')
    expect(longest(500)).toBeLessThanOrEqual(72)
    expect(longest(1)).toBeLessThanOrEqual(20)
  })
})

describe('the glossary', () => {
  const terms = (words: string) => termsOn(course(), words).map(({ term }) => term)

  test('finds whole words in any case, with a plural s, in the order of the text', () => {
    expect(terms('Quorums')).toEqual(['quorum'])
    expect(terms('The two\n generals need a QUORUM.')).toEqual(['two generals', 'quorum'])
    expect(terms('quorumness, aquorum, two general, 2quorum, équorum')).toEqual([])
    expect(terms('quorum-based, (quorum), quorum’s')).toEqual(['quorum'])
  })

  test('takes a term for text and not for a pattern', () => {
    const odd = course({ 'glossary.yaml': '- {term: R+W>N (a), says: b, lesson: no-answer}\n' })
    expect(termsOn(odd, 'so R+W>N (a) it is')).toHaveLength(1)
    expect(termsOn(odd, 'RRW>N a')).toHaveLength(0)
  })

  test('looks at what can be read before an answer', () => {
    const [first, second] = course().lessons[0]?.pages ?? []
    expect(first && pageText(first)).toContain('A call has three ends: yes')
    expect(second && pageText(second)).toBe('Guess\nWho is charged?\nNobody\nOnce')
  })
})

test('there are seventeen misconceptions', () => {
  expect(MISCONCEPTION_IDS).toEqual(Array.from({ length: 17 }, (_, index) => `M${index + 1}`))
})
