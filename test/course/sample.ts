import { type Course, type CourseFile, parseCourse } from '../../src/course/course.ts'
import { problemLine } from '../../src/model/problem.ts'

/** A small course that has everything once. Tests change a file of it and look at what happens. */
export const SAMPLE: Readonly<Record<string, string>> = {
  'course.yaml': 'title: A course\nlessons:\n  - no-answer\n',
  'sources.yaml': [
    'gilbert-lynch-2002:',
    '  title: Brewer’s conjecture',
    '  authors: [Seth Gilbert, "Lynch, Nancy"]',
    '  year: 2002',
    '  where: doi:10.1145/564585.564601',
    'etcd-docs:',
    '  title: Failure modes',
    '  authors: The etcd authors',
    '',
  ].join('\n'),
  'glossary.yaml': [
    '- term: quorum',
    '  says: Enough votes that any two share a voter.',
    '  lesson: no-answer',
    '- term: two generals',
    '  says: Nobody can be sure over a lossy line.',
    '  lesson: no-answer',
    '',
  ].join('\n'),
  '1-no-answer.md': `---
id: no-answer
title: No answer
minutes: 8
summary: Silence is a result too
objectives: [O1]
---

# One page

A call has **three** ends[^gilbert-lynch-2002]: *yes*, \`no\` and nothing.

- one that goes on for a while, so that it must be broken, since it is longer than a line
- two[^etcd-docs] and again[^gilbert-lynch-2002]

---

# Guess

\`\`\`predict
id: first-guess
ask: Who is charged?
options:
  - id: nobody
    text: Nobody
    says: You trust the network.
    misconception: M4
  - id: once
    text: Once
    says: You have seen this before[^etcd-docs].
outcome: once
\`\`\`

---

# Check

\`\`\`quiz
id: timeout
ask: What does a timeout tell?
options:
  - text: That it failed
    misconception: M4
    says: It would, if a reply could not be late.
  - text: Nothing for sure
    right: true
    says: Silence has many causes.
\`\`\`

---

# Try

Break it.

\`\`\`lab
scenario: split-bank
goal: Cut the network in two.
\`\`\`
`,
}

/** The files of the sample, some of them replaced, or left out where the replacement is null. */
export function files(changes: Readonly<Record<string, string | null>> = {}): CourseFile[] {
  return Object.entries({ ...SAMPLE, ...changes }).flatMap(([path, text]) =>
    text === null ? [] : [{ path, text }],
  )
}

const KNOWN = { scenarios: ['split-bank', 'four-worlds'], experiments: ['far-calls'] }

/** What is wrong with a changed sample, as `file:line: message`. */
export function faults(changes: Readonly<Record<string, string | null>>): string[] {
  const read = parseCourse(files(changes), KNOWN)
  return read.ok ? [] : read.problems.map(problemLine)
}

/** The sample's lesson with one text replaced by another; it must be there. */
export function lessonWith(from: string, to: string): Record<string, string> {
  const text = SAMPLE['1-no-answer.md'] ?? ''
  if (!text.includes(from)) throw new Error(`the sample does not hold ${from}`)
  return { '1-no-answer.md': text.replace(from, () => to) }
}

/** A lesson that is one page of the given text, which begins on line 10 of its file. */
export function onePage(body: string): Record<string, string> {
  const front = (SAMPLE['1-no-answer.md'] ?? '').split('\n').slice(0, 7).join('\n')
  return { '1-no-answer.md': `${front}\n# Page\n\n${body}\n` }
}

export function course(changes: Readonly<Record<string, string | null>> = {}): Course {
  const read = parseCourse(files(changes), KNOWN)
  if (!read.ok) throw new Error(read.problems.map(problemLine).join('\n'))
  return read.value
}
