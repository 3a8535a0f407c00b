import { MISCONCEPTION_IDS, type Misconception } from '../../model/misconceptions.ts'
import { OBJECTIVES } from '../fields.ts'
import { type Course, isQuestion } from '../types.ts'
import { predictionsOf } from './beliefs.ts'
import { type Finding, fault, hint, type Subject } from './finding.ts'

/** So many items meet a misconception, so that it isn't one story that is learned. */
const ITEMS_MIN = 2

/**
 * Which misconceptions are met too seldom. A course that serves all objectives meets every one of them twice; a smaller
 * one is told of those that it meets only once.
 */
export function questionFindings({ course, experiments, scenarios, problems }: Subject): readonly Finding[] {
  // What could not be read may hold the questions that seem to be missing.
  if (course === null || problems.length > 0) return []
  const items = [
    ...itemsOf(course),
    ...experiments.map(({ prediction }) => idsIn(prediction?.options ?? [])),
    ...scenarios.flatMap(predictionsOf).map(({ options }) => idsIn(options)),
  ]
  const whole = isWhole(course)
  return MISCONCEPTION_IDS.flatMap(id => {
    const met = items.filter(item => item.has(id)).length
    if (met >= ITEMS_MIN || (met === 0 && !whole)) return []
    const message = `${id} is met by ${met === 0 ? 'no question' : 'one question'}: ask about it in ${ITEMS_MIN} stories or more`
    return [(whole ? fault : hint)('seldom-met', 'course.yaml', null, message)]
  })
}

/** Whether a course sets out to teach everything. */
export function isWhole({ lessons }: Course): boolean {
  return OBJECTIVES.every(objective => lessons.some(({ objectives }) => objectives.includes(objective)))
}

/** The misconceptions of every question: on a page, or in the check, where two forms are one item. */
function itemsOf({ lessons, check }: Course): readonly ReadonlySet<Misconception>[] {
  const onPages = lessons.flatMap(({ pages }) =>
    pages.flatMap(({ block }) => (isQuestion(block) ? [idsIn(block.options)] : [])),
  )
  return [...onPages, ...check.map(({ forms }) => idsIn(forms.A.options))]
}

function idsIn(
  options: readonly { readonly misconception?: Misconception | null | undefined }[],
): ReadonlySet<Misconception> {
  return new Set(options.flatMap(({ misconception }) => misconception ?? []))
}
