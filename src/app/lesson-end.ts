import { isQuestion, type Lesson, proseText } from '../course/course.ts'
import { lessonProgress, type Progress } from '../progress/progress.ts'

/**
 * What the learner takes from a lesson that they have just ended, in one sentence of their own figures: how many
 * questions were right at the first try, and the page worth another look, the last one whose question was not, and how
 * many more there are.
 */
export function lessonEnd(progress: Progress, { id, title, pages }: Lesson): string {
  const { answers } = lessonProgress(progress, id)
  const given = pages.flatMap(page => {
    const { block } = page
    if (!isQuestion(block) || block.kind !== 'quiz' || !Object.hasOwn(answers, block.id)) return []
    const first = answers[block.id]?.[0]
    return first === undefined ? [] : [{ right: first.right, page: proseText(page.title) }]
  })
  const done = `✓ “${title}” is done`
  if (given.length === 0) return `${done}.`
  const right = given.filter(answer => answer.right).length
  const missed = [...new Set(given.flatMap(answer => (answer.right ? [] : answer.page)))]
  const score = `${done}, ${right} of ${given.length} right at once`
  const last = missed.at(-1)
  if (last === undefined) return `${score}.`
  const others = missed.length - 1
  const more = others === 0 ? '' : ` and ${others} other ${others === 1 ? 'page' : 'pages'}`
  return `${score}. Look again at “${last}”${more}.`
}
