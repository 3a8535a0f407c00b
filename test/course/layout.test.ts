import { describe, expect, test } from 'vitest'
import {
  contentProblems,
  isQuestion,
  layoutPage,
  layoutQuestion,
  optionLines,
  type Page,
  pageAsPlayed,
  pageRows,
  type Question,
  type QuestionState,
} from '../../src/course/course.ts'
import { problemLine } from '../../src/model/problem.ts'
import { type Line, lineColumns, plain } from '../../src/terminal/text.ts'
import { course, faults, lessonWith, onePage } from './sample.ts'

const shown = (lines: readonly Line[]) => `\n${lines.map(line => plain(line).trimEnd()).join('\n')}\n`

/** The styles of a line, bold in capitals: `text:words`. */
const styled = (line: Line | undefined) =>
  (line ?? []).map(part => `${part.bold ? part.role.toUpperCase() : part.role}:${part.text}`)

function page(changes: Record<string, string> = {}, index = 0): Page {
  const found = course(changes).lessons[0]?.pages[index]
  if (!found) throw new Error('no such page')
  return found
}

function question(index: number): Question {
  const { block } = page({}, index)
  if (!isQuestion(block)) throw new Error('no question there')
  return block
}

const body = (text: string, width: number) => layoutPage(page(onePage(text)), width).body

describe('a page', () => {
  test('is wrapped at its width, hangs its lists and tells its sources at the foot', () => {
    const { body, foot } = layoutPage(page(), 40)
    expect(shown([...body, ...foot])).toBe(`
One page

A call has three ends¹: yes, no and
nothing.

- one that goes on for a while, so that
  it must be broken, since it is longer
  than a line
- two² and again¹

¹ Gilbert & Lynch, 2002; ² The etcd
authors
`)
  })

  test('is never wider than 72 columns', () => {
    const widths = body(`${'word '.repeat(60)}`, 200).map(lineColumns)
    expect(Math.max(...widths)).toBeLessThanOrEqual(72)
    expect(Math.max(...widths)).toBeGreaterThan(66)
  })

  test('tells strong, emphasis, code and footnotes apart by role', () => {
    const { body, foot } = layoutPage(page(), 72)
    expect(styled(body[0])).toEqual(['TEXT:One page'])
    expect(styled(body[2])).toEqual([
      'text:A call has ',
      'TEXT:three',
      'text: ends',
      'quiet:¹',
      'text:: ',
      'focus:yes',
      'text:, ',
      'focus:no',
      'text: and nothing.',
    ])
    expect(styled(foot[1])).toEqual(['quiet:¹ Gilbert & Lynch, 2002; ² The etcd authors'])
  })

  test('keeps neighbouring footnotes apart', () => {
    expect(shown(body('a[^etcd-docs][^gilbert-lynch-2002]', 40))).toContain('a¹,²')
  })

  test('keeps drawings as they are, and clips what does not fit', () => {
    const text = '```\n a   ->  b\n\n   \\_ c   |\n```'
    expect(shown(body(text, 40))).toBe('\nPage\n\n a   ->  b\n\n   \\_ c   |\n')
    expect(shown(body(text, 9))).toBe('\nPage\n\n a   -> …\n\n   \\_ c …\n')
  })

  test('lays lists inside lists, loose ones with blank lines', () => {
    const text = '9. nine\n10. ten, which is broken\n    - in\n    - out\n\n## Then\n\n- a\n\n  more\n\n- b'
    expect(shown(body(text, 16))).toBe(`
Page

 9. nine
10. ten, which
    is broken
    - in
    - out

Then

- a

  more

- b
`)
  })

  test('marks a quote with a quiet bar', () => {
    const lines = body('> one two three\n>\n> - four', 11)
    expect(shown(lines)).toBe('\nPage\n\n│ one two\n│ three\n│\n│ - four\n')
    expect(styled(lines[2])).toEqual(['quiet:│ ', 'text:one two'])
  })

  const TABLE =
    '| who | paid | what |\n|:--|--:|:-:|\n| Lyon | 80 | a long story |\n| Oslo | **1600** | `b` |'
  test('aligns a table, and wraps inside its cells where it must', () => {
    expect(shown(body(TABLE, 40))).toBe(`
Page

who   paid      what
────────────────────────
Lyon    80  a long story
Oslo  1600       b
`)
    expect(shown(body(TABLE, 19))).toBe(`
Page

who   paid   what
───────────────────
Lyon    80  a long
             story
Oslo  1600     b
`)
  })

  test('counts the columns of wide characters and breaks long words', () => {
    expect(shown(body('漢字漢字漢字 and 👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻', 10))).toBe(`
Page

漢字漢字漢
字 and
👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻
👩‍💻
`)
    for (const line of body('漢字e\u0301 '.repeat(40), 21)) expect(lineColumns(line)).toBeLessThanOrEqual(21)
  })
})

describe('a question', () => {
  const at = (index: number, state: QuestionState, outcome?: 'waiting' | 'shown') =>
    shown(layoutQuestion(question(index), 60, state, outcome))

  test('leaves its options to the input while it is unanswered', () => {
    expect(at(2, { kind: 'unanswered' })).toBe('\nWhat does a timeout tell?\n')
    expect(optionLines(question(2), 60).map(shown)).toEqual([
      '\nThat it failed\n',
      '\nNothing for sure\n',
      '\nSkip: show me the answer\n',
    ])
    // Two columns are left for the cursor.
    expect(optionLines(question(2), 12).map(lines => lines.map(plain))[0]).toEqual(['That it', 'failed'])
  })

  test('answered wrong', () => {
    const lines = layoutQuestion(question(2), 60, { kind: 'answered', option: 0 })
    expect(shown(lines)).toBe(`
What does a timeout tell?
✗ That it failed (your answer)
✓ Nothing for sure (right)

✗ Not this one. It would, if a reply could not be late.
`)
    expect(lines.slice(1, 3).map(styled)).toEqual([
      ['bad:✗ ', 'bad:That it failed', 'quiet: (your answer)'],
      ['good:✓ ', 'good:Nothing for sure', 'quiet: (right)'],
    ])
  })

  test('answered right', () => {
    expect(at(2, { kind: 'answered', option: 1 })).toBe(`
What does a timeout tell?
  That it failed
✓ Nothing for sure (your answer, right)

✓ Right. Silence has many causes.
`)
  })

  test('wraps its options beside their marks', () => {
    expect(shown(layoutQuestion(question(2), 14, { kind: 'answered', option: 1 }).slice(2))).toBe(`
  That it
  failed
✓ Nothing for
  sure (your
  answer,
  right)

✓ Right.
Silence has
many causes.
`)
  })

  test('skipped', () => {
    expect(at(2, { kind: 'skipped' })).toBe(`
What does a timeout tell?
  That it failed
✓ Nothing for sure (right)

Skipped. Silence has many causes.
`)
  })

  test('a prediction keeps its outcome to itself until it has been seen', () => {
    expect(at(1, { kind: 'answered', option: 0 }, 'waiting')).toBe(`
Who is charged?
> Nobody (your prediction)
  Once

Your prediction is kept. You trust the network.
`)
    expect(at(1, { kind: 'answered', option: 0 })).toBe(`
Who is charged?
✗ Nobody (your prediction)
✓ Once (what happens)

✗ Not as you predicted. You trust the network.
`)
    expect(at(1, { kind: 'answered', option: 1 })).toContain(
      '✓ As you predicted. You have seen this before¹.',
    )
    expect(at(1, { kind: 'skipped' }, 'waiting')).toBe(`
Who is charged?
  Nobody
  Once

Skipped. Watch what happens.
`)
  })

  test('shows the footnotes that are in sight, and no others', () => {
    const foot = (state: QuestionState) => shown(layoutPage(page({}, 1), 60, state).foot)
    expect(foot({ kind: 'unanswered' })).toBe('\n\n')
    expect(foot({ kind: 'answered', option: 0 })).toBe('\n\n')
    const answered: QuestionState = { kind: 'answered', option: 1 }
    expect(foot(answered)).toBe('\n\n¹ The etcd authors, “Failure modes”\n')
    // Its title is left out where it would take another row.
    expect(shown(layoutPage(page({}, 1), 30, answered).foot)).toBe('\n\n¹ The etcd authors\n')
  })
})

describe('the rows of a page', () => {
  test('are those of its tallest state', () => {
    // Title, blank, three of text, and the goal of the lab after a blank.
    expect(pageRows(page({}, 3), 72)).toBe(5)
    // Title, blank, question, two options, blank, explanation, and the footnote after a blank.
    expect(pageRows(page({}, 1), 72)).toBe(9)
    // «Your prediction is kept.» is a column longer than «✗ Not as you predicted.», which breaks this line.
    const says = `${'a'.repeat(48)}${` ${'b'.repeat(71)}`.repeat(3)}`
    expect(pageRows(page(lessonWith('You trust the network.', says), 1), 72)).toBe(11)
    const open = lessonWith('text: That it failed', `text: ${'a b '.repeat(40)}`)
    expect(pageRows(page(open, 2), 72) - pageRows(page({}, 2), 72)).toBe(2)
  })

  const told = (changes: Record<string, string>) => contentProblems(course(changes)).map(problemLine)

  test('are 18 at most, and pages that take more are named', () => {
    expect(told({})).toEqual([])
    const list = (rows: number) => lessonWith('Break it.', `- a\n`.repeat(rows))
    expect(told(list(14))).toEqual([])
    expect(told(list(15))).toEqual([
      '1-no-answer.md:52: the page «Try» takes up to 19 rows and 18 fit: shorten or split it',
    ])
  })

  test('are taken by drawings no wider than the text', () => {
    expect(told(onePage(`[^etcd-docs]\n\n\`\`\`\nok\n${'-'.repeat(73)}\n\`\`\``))).toEqual([
      '1-no-answer.md:14: this line of a drawing is 73 columns wide and 72 fit',
    ])
    expect(told(onePage(`[^etcd-docs]\n\n- a\n\n  \`\`\`\n  ${'-'.repeat(72)}\n  \`\`\``))).toEqual([
      '1-no-answer.md:15: this line of a drawing is 72 columns wide and 70 fit',
    ])
  })

  test('hold options of two lines at most', () => {
    expect(told(lessonWith('text: That it failed', `text: ${'a b '.repeat(45)}`))).toEqual([
      '1-no-answer.md:38: option 1 takes 3 lines and 2 fit: shorten it',
    ])
  })

  test('cite a source somewhere in the lesson', () => {
    expect(told(onePage('Because I say so.'))).toEqual([
      '1-no-answer.md: this lesson cites no source: add a footnote [^id] to what it claims',
    ])
  })
})

describe('what is told of a run', () => {
  const lab = '```lab\nscenario: split-bank\ngoal: Cut it.\n```'
  const after = '# After\n\nBoth know this[^etcd-docs].\n\n```played\nYou saw *two* owners.\n```'
  const shownTo = (wasThere: boolean) => {
    const { pages = [] } = course(onePage(`${lab}\n\n---\n\n${after}`)).lessons[0] ?? {}
    const seen = pageAsPlayed(pages, 1, () => wasThere)
    return seen && layoutPage(seen, 72).body.map(plain).join('\n')
  }

  test('is shown to whoever was there; others are told where it is', () => {
    expect(shownTo(true)).toBe('After\n\nBoth know this¹.\n\nYou saw two owners.')
    expect(shownTo(false)).toBe(
      'After\n\nYou skipped the lab on page 1; what it shows belongs here.\n\nBoth know this¹.',
    )
  })

  test('has a door before it, and an end', () => {
    expect(contentProblems(course(onePage(after.replace('# After\n\n', '')))).map(problemLine)).toEqual([
      expect.stringContaining('«played» tells of a run, and no lab'),
    ])
    expect(faults(onePage('```played\nYou saw it[^etcd-docs].'))).toEqual([
      expect.stringContaining('this played block is never closed'),
    ])
  })
})
