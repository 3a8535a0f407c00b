import type { Problem } from '../model/problem.ts'
import { layoutQuestion, optionLines } from './question.ts'
import type { CheckItem, Quiz } from './types.ts'

/** The bodies of a usual terminal and of the least one: a question must be in sight with all of its options. */
const SIZES = [
  { terminal: '80x24', columns: 72, rows: 18 },
  { terminal: '60x20', columns: 56, rows: 14 },
] as const

/** What is wrong with a check that could be read: questions that don't fit while they are answered. */
export function checkProblems(check: readonly CheckItem[]): Problem[] {
  return check.flatMap(({ id, file, forms }) =>
    Object.entries(forms).flatMap(([form, quiz]) =>
      SIZES.flatMap(({ terminal, columns, rows }) => {
        const taken = questionRows(quiz, columns)
        if (taken <= rows) return []
        const what = `form ${form} of «${id}» takes ${taken} rows at ${terminal}, where ${rows} fit`
        return [{ file, line: quiz.line, message: `${what}: shorten it` }]
      }),
    ),
  )
}

/** The question, a blank line, and its options, with the one that skips it. */
function questionRows(quiz: Quiz, columns: number): number {
  const ask = layoutQuestion(quiz, columns, { kind: 'unanswered' })
  return ask.length + 1 + optionLines(quiz, columns).flat().length
}
