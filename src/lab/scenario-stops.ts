import type { Problem } from '../model/problem.ts'
import { MERGE_OPERATIONS } from './merge-operations.ts'
import type { ScenarioFile } from './scenario-schema.ts'

type Path = readonly (string | number)[]
type Fault = (path: Path, message: string) => Problem
type StopFile = ScenarioFile['stops'][number]
type ChoiceFile = NonNullable<StopFile['choices']>[number]

/** What makes no sense at stops: two of one name, a question without answers, choices that can do nothing. */
export function stopProblems(file: ScenarioFile, fault: Fault): readonly Problem[] {
  const found: Problem[] = []
  const ids = new Set<string>(['end'])
  file.stops.forEach((stop, index) => {
    const path = ['stops', index]
    if (ids.has(stop.id))
      found.push(fault([...path, 'id'], `«${stop.id}» is taken; give each stop a name of its own.`))
    ids.add(stop.id)
    if ((stop.ask === undefined) !== (stop.choices === undefined))
      found.push(fault(path, 'A stop has both «ask» and «choices», or neither.'))
    const choiceIds = new Set<string>()
    stop.choices?.forEach((choice, place) => {
      const here = [...path, 'choices', place]
      if (choiceIds.has(choice.id))
        found.push(
          fault([...here, 'id'], `«${choice.id}» is taken; give each choice of a stop a name of its own.`),
        )
      choiceIds.add(choice.id)
      found.push(...choiceProblems(file, stop, choice, (more, message) => fault([...here, ...more], message)))
    })
  })
  return found
}

function choiceProblems(file: ScenarioFile, { when }: StopFile, choice: ChoiceFile, fault: Fault): Problem[] {
  const { policy, operations, keys, merge } = choice
  const found: Problem[] = []
  if ([policy, operations, keys, merge, choice.do].every(part => part === undefined))
    found.push(
      fault(
        [],
        'A choice does something: «policy», «operations», «keys», «merge» or «do», or «do: []» for nothing.',
      ),
    )
  for (const [name, key] of [
    ...Object.keys(keys ?? {}).map(key => ['keys', key] as const),
    ...Object.keys(merge ?? {}).map(key => ['merge', key] as const),
  ])
    if (!(key in file.keys))
      found.push(
        fault([name, key], `There is no key «${key}»; the keys are ${Object.keys(file.keys).join(', ')}.`),
      )
  const atFirst = 'at' in when && when.at === 0
  if (merge && !atFirst)
    found.push(fault(['merge'], 'A merge rule is chosen at the very beginning, at a stop «when: { at: 0 }».'))
  return [...found, ...mergeProblems(file, merge ?? {}, fault)]
}

/** Every operation that the scenario begins must be one that the rule can merge. */
function mergeProblems(file: ScenarioFile, merge: NonNullable<ChoiceFile['merge']>, fault: Fault): Problem[] {
  const begun = [
    ...file.workload,
    ...file.stops.flatMap(({ choices = [] }) => choices.flatMap(choice => choice.do ?? [])),
    file['by-hand'].write,
  ]
  return Object.entries(merge).flatMap(([key, rule]) => {
    const bad = begun.find(
      operation => operation.key === key && !MERGE_OPERATIONS[rule].includes(operation.f),
    )
    return bad ? [fault(['merge', key], `The merge rule «${rule}» has no way to merge a «${bad.f}».`)] : []
  })
}
