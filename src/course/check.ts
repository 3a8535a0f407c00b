import * as v from 'valibot'
import { didYouMean } from '../data/nearest.ts'
import { readYaml } from '../data/yaml.ts'
import type { Problem, Read } from '../model/problem.ts'
import { identifier, OBJECTIVES } from './fields.ts'
import { type Reading, readWords } from './inline.ts'
import { quizFields, readOptions } from './quiz.ts'
import type { CheckItem, CourseFile, Quiz } from './types.ts'

const formSchema = v.strictObject(quizFields)

export const checkSchema = v.pipe(
  v.array(
    v.strictObject({
      id: identifier,
      objective: v.picklist(OBJECTIVES),
      lesson: identifier,
      A: formSchema,
      B: formSchema,
    }),
  ),
  v.minLength(1, 'at least one item'),
  v.maxLength(40, 'at most 40 items'),
)

/**
 * The items of the check before and after the course, or every problem by its line. Both forms of an item meet the same
 * misconceptions: otherwise a gain would compare two different things. `lessons` are the ids that there are.
 */
export function readCheck(file: CourseFile, lessons: readonly string[]): Read<readonly CheckItem[]> {
  const read = readYaml(file.text, file.path, checkSchema)
  if (!read.ok) return read
  const problems: Problem[] = []
  // An empty set: no footnote is known here, since there is no page at whose foot it could stand.
  const reading: Reading = {
    sources: new Set(),
    notes: [],
    report: (line, message) => problems.push({ file: file.path, line, message }),
  }
  const items = read.value.map((item, index): CheckItem => {
    const at = (key: string) => read.lineOf([index, key])
    const { id, objective, lesson } = item
    if (read.value.findIndex(other => other.id === id) < index)
      reading.report(at('id'), `two items are called «${id}»`)
    if (!lessons.includes(lesson))
      reading.report(at('lesson'), `no lesson «${lesson}» in course.yaml${didYouMean(lesson, lessons)}`)
    const form = (name: 'A' | 'B'): Quiz => ({
      kind: 'quiz',
      id: `${id}-${name.toLowerCase()}`,
      ask: readWords(item[name].ask, read.lineOf([index, name, 'ask']), reading),
      options: readOptions(item[name], path => read.lineOf([index, name, ...path]), reading),
      line: at(name),
    })
    const forms = { A: form('A'), B: form('B') }
    if (misconceptionsIn(forms.A) !== misconceptionsIn(forms.B))
      reading.report(
        at('B'),
        `both forms meet the same misconceptions: found ${misconceptionsIn(forms.B)} here and ${misconceptionsIn(forms.A)} in A`,
      )
    return { id, objective, lesson, forms, file: file.path }
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: items }
}

function misconceptionsIn({ options }: Quiz): string {
  return options
    .flatMap(({ misconception }) => misconception ?? [])
    .sort()
    .join(', ')
}
