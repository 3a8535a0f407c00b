import * as v from 'valibot'
import { columns } from '../terminal/text.ts'

/** Schemas that the course's files share. Their messages complete the sentence «x should be …». */

/** What the course is for, as teaching objectives: see the check. */
export const OBJECTIVES = ['O1', 'O2', 'O3', 'O4'] as const

/** The name of something in a course. */
export const identifier = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens'),
  v.maxLength(60),
)

/** Text that stands on one line when it is shown; in the file it may be folded over several. */
export function words(columnsMax = 1000) {
  return v.pipe(
    v.string(),
    v.transform(text => text.trim().replace(/\s+/g, ' ')),
    v.check(text => text !== '', 'something, not empty'),
    v.check(text => columns(text) <= columnsMax, `at most ${columnsMax} columns wide`),
  )
}
