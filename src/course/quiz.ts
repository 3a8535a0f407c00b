import * as v from 'valibot'
import type { Path } from '../data/nodes.ts'
import { MISCONCEPTION_IDS } from '../model/misconceptions.ts'
import { words } from './fields.ts'
import { type Reading, readWords } from './inline.ts'
import type { QuizOption } from './types.ts'

/** What every question of a course shares, wherever it stands: on a page, or in the check. */

export const misconception = v.optional(v.picklist(MISCONCEPTION_IDS, 'one of M1 to M17'))

/** The fields of a question with one right option, without its id. */
export const quizFields = {
  ask: words(400),
  options: v.pipe(
    v.array(
      v.strictObject({ text: words(200), right: v.optional(v.literal(true)), misconception, says: words() }),
    ),
    v.minLength(2),
    v.maxLength(6),
  ),
}

const quizShape = v.strictObject(quizFields)
type QuizFields = v.InferOutput<typeof quizShape>

/** The options of a question, with a problem for each fault. `lineOf` finds a part of the question in its file. */
export function readOptions(
  { options }: QuizFields,
  lineOf: (path: Path) => number,
  reading: Reading,
): readonly QuizOption[] {
  const read = options.map((option, index): QuizOption => {
    const line = (key?: string) => lineOf(['options', index, ...(key ? [key] : [])])
    const right = option.right ?? false
    if (!right && !option.misconception)
      reading.report(
        line(),
        'a wrong option names the misconception behind it: add «misconception: M1» to M17',
      )
    if (right && option.misconception)
      reading.report(line('misconception'), 'the right option has no misconception: delete this')
    return {
      text: readWords(option.text, line('text'), reading),
      right,
      says: readWords(option.says, line('says'), reading),
      misconception: option.misconception ?? null,
    }
  })
  const right = read.filter(option => option.right).length
  if (right !== 1)
    reading.report(lineOf(['options']), `exactly one option has «right: true», found ${right} of them`)
  return read
}
