import type { PracticeAnswer, Progress } from './shape.ts'

const LEVEL_MAX = 5

/** The level that the next case should have: up after two right answers at one level, down after a wrong one. */
export function practiceLevel(progress: Progress): number {
  const answers = practiceAnswers(progress)
  const [before, last] = answers.slice(-2).length === 2 ? answers.slice(-2) : [undefined, answers[0]]
  if (!last) return 1
  if (!last.right) return Math.max(1, last.level - 1)
  return before?.right === true && before.level === last.level
    ? Math.min(LEVEL_MAX, last.level + 1)
    : last.level
}

/** The answers to cases of practice that are kept, the oldest first. */
export function practiceAnswers({ practice }: Progress): readonly PracticeAnswer[] {
  const all = Object.values(practice)
    .flat()
    .sort((a, b) => a.when - b.when || a.seed - b.seed)
  // A right answer stands under several misconceptions, and was one answer all the same.
  return all.filter(({ when, seed }, index) => {
    const before = all[index - 1]
    return before?.when !== when || before.seed !== seed
  })
}
