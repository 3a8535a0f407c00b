import * as v from 'valibot'
import { misconceptionSchema } from '../data/misconception.ts'
import type { Path } from '../data/nodes.ts'
import type { Misconception } from '../model/misconceptions.ts'
import { words } from './fields.ts'
import { type Reading, readWords } from './inline.ts'
import type { QuizOption } from './types.ts'

/** What every question of a course shares, wherever it stands: on a page, or in the check. */

/** The fields of a question with one right option, without its id. */
export const quizFields = {
  ask: words(400),
  options: v.pipe(
    v.array(
      v.strictObject({
        text: words(200),
        right: v.optional(v.literal(true)),
        misconception: misconceptionSchema,
        says: words(),
      }),
    ),
    v.minLength(2),
    v.maxLength(6),
  ),
}

/** The belief behind an option. Every wrong one names it; the right one has nothing to say. */
export function readBehind(
  behind: Misconception | null,
  right: boolean,
  line: (key?: string) => number,
  reading: Reading,
): Misconception | null {
  if (!right && behind === null)
    reading.report(
      line(),
      'a wrong option names the misconception behind it: add «misconception: M1» to M17, or F1 to F8',
    )
  if (right && behind !== null)
    reading.report(line('misconception'), 'the right option has no misconception: delete this')
  return behind
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
    return {
      text: readWords(option.text, line('text'), reading),
      right,
      says: readWords(option.says, line('says'), reading),
      misconception: readBehind(option.misconception ?? null, right, line, reading),
    }
  })
  const right = read.filter(option => option.right).length
  if (right !== 1)
    reading.report(lineOf(['options']), `exactly one option has «right: true», found ${right} of them`)
  return read
}
