import { modelFor } from '../checker/checker.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import { excerpt, type Problem } from '../model/problem.ts'
import type { ScenarioFile } from './scenario-schema.ts'

type Fault = (path: readonly (string | number)[], message: string) => Problem

/** Keys begin with a value that the model knows, and all with the same one: the checker judges a run from that. */
export function keyProblems(file: ScenarioFile, fault: Fault): readonly Problem[] {
  const found: Problem[] = []
  const [first] = Object.entries(file.keys)
  if (!first) return [fault(['keys'], 'A scenario has at least one key.')]
  const words = (value: Json) => excerpt(canonicalJson(value))
  for (const [key, { initial }] of Object.entries(file.keys)) {
    const path = ['keys', key, 'initial']
    const began = expectedInitial(file.model, initial)
    if (began !== null)
      found.push(
        fault(path, `A key of the model «${file.model}» begins with ${began}, not ${words(initial)}.`),
      )
    if (canonicalJson(initial) !== canonicalJson(first[1].initial))
      found.push(
        fault(
          path,
          `All keys begin with the same value: «${first[0]}» with ${words(first[1].initial)}, this one with ${words(initial)}.`,
        ),
      )
  }
  return [...found, ...lockProblems(file, fault)]
}

/** A lock is one of the keys, and taken and given back by `cas`. */
function lockProblems({ lock, keys, model }: ScenarioFile, fault: Fault): readonly Problem[] {
  if (!lock) return []
  if (!(lock.key in keys))
    return [
      fault(['lock', 'key'], `There is no key «${lock.key}»; the keys are ${Object.keys(keys).join(', ')}.`),
    ]
  return model === 'cas-register'
    ? []
    : [fault(['lock'], `A lock changes by «cas», so its model is cas-register, not «${model}».`)]
}

/** What a key should have begun with; null where it fits. Sums are whole, as in `withdraw` and `deposit`. */
function expectedInitial(model: ScenarioFile['model'], initial: Json): string | null {
  if (model === 'account')
    return Number.isSafeInteger(initial) && Number(initial) >= 0 ? null : 'a whole sum of 0 or more'
  const started = modelFor(model).init(initial)
  return started.ok ? null : started.expected
}
