import * as v from 'valibot'
import { excerpt } from '../model/problem.ts'
import { noCheck } from './learning.ts'
import { mergeProgress } from './merge.ts'
import { DECISIONS_MAX, emptyProgress, type Progress } from './shape.ts'
import { WHEN_MAX } from './when.ts'

/** The version that this program writes. A change that an older program could not read without loss makes it 2. */
const VERSION = 1
/** Longer text than this is nobody's progress: a full course with every list at its bound is a tenth of it. */
export const PROGRESS_TEXT_MAX = 8 * 1024 * 1024

/**
 * A text read as progress. `newer`: a later netsplit wrote it, and this one would lose what it doesn't know. `broken`:
 * it is no progress file, and `why` says what was found, in a sentence's second half.
 */
type Decoded =
  | { readonly kind: 'ok'; readonly progress: Progress }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'broken'; readonly why: string }

/** Progress as indented JSON that a person can read. The same progress is always the same text. */
export function encodeProgress(progress: Progress): string {
  const { last, lessons, scenarios, experiments, check, challenges, practice, recalls } = mergeProgress(
    progress,
    progress,
  )
  const format = `netsplit-progress/${VERSION}`
  const fields = { format, last, lessons, scenarios, experiments, check, challenges, practice, recalls }
  return `${JSON.stringify(fields, null, 2)}\n`
}

/** The progress that a text holds. Fields that version 1 doesn't know are ignored; lists are cut to their bounds. */
export function decodeProgress(text: string): Decoded {
  if (text.length > PROGRESS_TEXT_MAX) return broken('it is larger than any progress')
  let data: unknown
  try {
    // Some editors put a byte order mark before the first brace, which JSON doesn't allow.
    data = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return broken(text.trim() === '' ? 'it is empty' : 'it is not JSON')
  }
  const version = versionOf(data)
  if (version === null) return broken('it does not begin with "format": "netsplit-progress/1"')
  if (version > VERSION) return { kind: 'newer', version }
  const result = v.safeParse(progressSchema, data, { abortEarly: true })
  if (result.success) return { kind: 'ok', progress: mergeProgress(emptyProgress, result.output) }
  const issue = result.issues[0]
  return broken(
    `${excerpt(v.getDotPath(issue) ?? 'it', 80)} is not as expected: ${excerpt(issue.message, 120)}`,
  )
}

function broken(why: string): Decoded {
  return { kind: 'broken', why }
}

function versionOf(data: unknown): number | null {
  if (typeof data !== 'object' || data === null || !('format' in data)) return null
  const match =
    typeof data.format === 'string' ? /^netsplit-progress\/([1-9]\d{0,8})$/.exec(data.format) : null
  return match ? Number(match[1]) : null
}

const id = v.pipe(v.string(), v.maxLength(200))
const when = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(WHEN_MAX))
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))
const safeInteger = v.pipe(v.number(), v.safeInteger())
const page = count

const runSchema = v.object({
  seed: safeInteger,
  decisions: v.pipe(
    v.array(v.object({ at: v.pipe(safeInteger, v.minValue(0)), choice: id })),
    v.maxLength(DECISIONS_MAX),
  ),
  prediction: v.nullable(id),
  held: v.optional(v.nullable(v.boolean()), null),
  verdict: v.picklist(['linearizable', 'violation', 'unknown']),
  code: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{1,200}$/))), null),
  when,
})

const figures = v.record(id, v.pipe(v.number(), v.finite()))

const experimentSchema = v.object({
  seed: safeInteger,
  prediction: v.nullable(id),
  held: v.nullable(v.boolean()),
  figures: v.object({ built: figures, broken: figures, remedied: v.nullable(figures) }),
  when,
})

const recallSchema = v.object({ found: v.array(id), missed: v.array(id), when })

const lessonSchema = v.object({
  stopped: v.nullable(v.object({ page, when })),
  furthest: page,
  doneWhen: v.nullable(when),
  predictions: v.record(id, v.object({ option: id, when })),
  answers: v.record(id, v.array(v.object({ option: count, right: v.boolean(), when }))),
})

const entrySchema = v.object({
  form: v.picklist(['A', 'B']),
  option: v.nullable(count),
  right: v.boolean(),
  when,
})

const checkSchema = v.object({
  begun: v.nullable(when),
  over: v.nullable(when),
  items: v.record(
    id,
    v.object({ before: v.nullable(entrySchema), after: v.nullable(entrySchema), late: v.nullable(when) }),
  ),
})

const challengeSchema = v.object({ met: v.nullable(when), seen: v.nullable(when), hints: count })

const practiceSchema = v.object({
  level: v.pipe(count, v.minValue(1), v.maxValue(5)),
  seed: safeInteger,
  right: v.boolean(),
  when,
})

const progressSchema = v.object({
  last: v.nullable(v.object({ lesson: id, page, when })),
  lessons: v.record(id, lessonSchema),
  scenarios: v.record(id, v.array(runSchema)),
  // Files from before these were kept have none.
  experiments: v.optional(v.record(id, v.array(experimentSchema)), {}),
  check: v.optional(checkSchema, noCheck),
  challenges: v.optional(v.record(id, challengeSchema), {}),
  practice: v.optional(v.record(id, v.array(practiceSchema)), {}),
  recalls: v.optional(v.record(id, v.array(recallSchema)), {}),
})
