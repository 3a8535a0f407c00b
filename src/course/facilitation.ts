import * as v from 'valibot'
import { didYouMean } from '../data/nearest.ts'
import { readYaml } from '../data/yaml.ts'
import { excerpt, type Problem } from '../model/problem.ts'
import { identifier, words } from './fields.ts'
import { type CourseFile, type Facilitation, type Lesson, NO_FACILITATION, proseText } from './types.ts'

/** What whoever leads a workshop with a course is told: notes on its pages, and plans of how long to take for what. */

const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600))

const noteSchema = v.strictObject({
  page: words(80),
  ask: v.optional(words(300)),
  hear: v.optional(words(300)),
  point: v.optional(words(300)),
})

export const notesSchema = v.record(identifier, v.pipe(v.array(noteSchema), v.minLength(1)))

export const plansSchema = v.array(
  v.strictObject({
    id: identifier,
    title: words(60),
    minutes,
    steps: v.pipe(
      v.array(
        v.strictObject({
          minutes,
          do: words(200),
          lesson: v.optional(identifier),
          page: v.optional(words(80)),
        }),
      ),
      v.minLength(1),
    ),
  }),
)

/** The notes and plans of a course's folder, which need not have any; what is wrong with them goes to the problems. */
export function readFacilitation(
  files: { readonly notes: CourseFile | undefined; readonly plans: CourseFile | undefined },
  lessons: readonly Lesson[],
  problems: Problem[],
): Facilitation {
  return {
    notes: files.notes ? readNotes(files.notes, lessons, problems) : NO_FACILITATION.notes,
    plans: files.plans ? readPlans(files.plans, lessons, problems) : NO_FACILITATION.plans,
  }
}

function readNotes(file: CourseFile, lessons: readonly Lesson[], problems: Problem[]): Facilitation['notes'] {
  const read = readYaml(file.text, file.path, notesSchema)
  if (!read.ok) {
    problems.push(...read.problems)
    return []
  }
  return Object.entries(read.value).flatMap(([lesson, notes]) =>
    notes.map(({ page, ask = null, hear = null, point = null }, index) => {
      const at = (key: string) => read.lineOf(key === '' ? [lesson] : [lesson, index, key])
      const place = findPage(file, lessons, { lesson, page }, { lesson: at(''), page: at('page') }, problems)
      if (ask === null && hear === null && point === null) {
        const message = 'a note without ask, hear and point says nothing: give one of them, or delete it'
        problems.push({ file: file.path, line: at('page'), message })
      }
      return { lesson, page: place, ask, hear, point }
    }),
  )
}

function readPlans(file: CourseFile, lessons: readonly Lesson[], problems: Problem[]): Facilitation['plans'] {
  const read = readYaml(file.text, file.path, plansSchema)
  if (!read.ok) {
    problems.push(...read.problems)
    return []
  }
  return read.value.map(({ steps, ...plan }, index) => {
    const sum = steps.reduce((total, step) => total + step.minutes, 0)
    if (sum !== plan.minutes) {
      const message = `the steps of «${plan.id}» take ${sum} minutes and the plan ${plan.minutes}: make them the same`
      problems.push({ file: file.path, line: read.lineOf([index, 'minutes']), message })
    }
    const found = steps.map(({ lesson = null, page, ...step }, place) => {
      const at = (key: string) => read.lineOf([index, 'steps', place, key])
      if (lesson === null && page !== undefined) {
        const message = 'a page is one of a lesson: name the lesson, too'
        problems.push({ file: file.path, line: at('page'), message })
      }
      if (lesson === null) return { ...step, lesson, page: null }
      const lines = { lesson: at('lesson'), page: page === undefined ? at('lesson') : at('page') }
      return {
        ...step,
        lesson,
        page: findPage(file, lessons, { lesson, page: page ?? null }, lines, problems),
      }
    })
    return { ...plan, steps: found }
  })
}

/** The page with that heading, by its index from 0; the first one where none is named, or there is none. */
function findPage(
  { path }: CourseFile,
  lessons: readonly Lesson[],
  { lesson, page }: { readonly lesson: string; readonly page: string | null },
  lines: { readonly lesson: number; readonly page: number },
  problems: Problem[],
): number {
  const found = lessons.find(({ id }) => id === lesson)
  if (!found) {
    const ids = lessons.map(({ id }) => id)
    problems.push({
      file: path,
      line: lines.lesson,
      message: `no lesson «${lesson}»${didYouMean(lesson, ids)}`,
    })
    return 0
  }
  if (page === null) return 0
  const titles = found.pages.map(({ title }) => proseText(title))
  const place = titles.indexOf(page)
  if (place < 0) {
    const message = `no page «${excerpt(page)}» in ${found.file}${didYouMean(page, titles)}`
    problems.push({ file: path, line: lines.page, message })
  }
  return Math.max(0, place)
}
