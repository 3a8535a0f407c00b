import { didYouMean } from '../data/nearest.ts'
import type { Path } from '../data/nodes.ts'
import type { Condition } from '../model/condition.ts'
import type { Problem } from '../model/problem.ts'
import type { Program, Setting, SettingSpec } from './program.ts'
import type { ExperimentFile } from './schema.ts'

type Fault = (path: Path, message: string) => Problem

/** What is wrong in an experiment that has the right shape: names of nothing, values out of bounds, parts that don't fit. */
export function experimentProblems(file: ExperimentFile, program: Program, fault: Fault): readonly Problem[] {
  return [
    ...settingsProblems(['settings'], file.settings, program, fault),
    ...settingsProblems(['remedy', 'settings'], file.remedy?.settings ?? {}, program, fault),
    ...dialProblems(file, program, fault),
    ...figureProblems(file, program, fault),
    ...predictionProblems(file, program, fault),
    ...expectProblems(file, program, fault),
  ]
}

function settingsProblems(
  path: Path,
  settings: Readonly<Record<string, Setting>>,
  program: Program,
  fault: Fault,
): readonly Problem[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const message = unknownName('setting', name, program.settings, program.id) ?? misfit(program, name, value)
    return message === null ? [] : [fault([...path, name], message)]
  })
}

/** The fault of a name that the program doesn't know; null for one that it does. */
function unknownName(what: string, name: string, known: Readonly<Record<string, unknown>>, id: string) {
  if (Object.hasOwn(known, name)) return null
  const names = Object.keys(known)
  return `The program «${id}» has no ${what} «${name}»${didYouMean(name, names)}; it has ${names.join(', ')}.`
}

/** What a value of a setting should have been; null where it fits. */
function misfit(program: Program, name: string, value: Setting): string | null {
  const spec: SettingSpec | undefined = program.settings[name]
  if (spec === undefined) return null
  if (spec.kind === 'choice')
    return typeof value === 'string' && spec.of.includes(value)
      ? null
      : `The setting «${name}» is one of ${spec.of.join(', ')}, not «${value}».`
  const fits = typeof value === 'number' && value >= spec.min && value <= spec.max
  const unit = spec.unit === '' ? '' : ` ${spec.unit}`
  return fits ? null : `The setting «${name}» goes from ${spec.min} to ${spec.max}${unit}, not to «${value}».`
}

function dialProblems(file: ExperimentFile, program: Program, fault: Fault): readonly Problem[] {
  return file.dials.flatMap(({ setting, values }, index) => {
    const path = ['dials', index, 'setting']
    const unknown = unknownName('setting', setting, program.settings, program.id)
    if (unknown !== null) return [fault(path, unknown)]
    const found: Problem[] = []
    if (Object.hasOwn(file.settings, setting))
      found.push(fault(path, `«${setting}» is fixed under «settings» already: a dial needs it free.`))
    if (file.dials.findIndex(other => other.setting === setting) < index)
      found.push(fault(path, `Two dials turn «${setting}»; one is enough.`))
    values.forEach(({ value }, place) => {
      const message = misfit(program, setting, value)
      if (message !== null) found.push(fault(['dials', index, 'values', place, 'value'], message))
    })
    return found
  })
}

function figureProblems(file: ExperimentFile, program: Program, fault: Fault): readonly Problem[] {
  return file.figures.flatMap((name, index) => {
    const unknown = unknownName('figure', name, program.figures, program.id)
    if (unknown !== null) return [fault(['figures', index], unknown)]
    return file.figures.indexOf(name) < index
      ? [fault(['figures', index], `«${name}» stands here twice.`)]
      : []
  })
}

function predictionProblems(file: ExperimentFile, program: Program, fault: Fault): readonly Problem[] {
  const { predict, remedy } = file
  if (predict === undefined)
    return remedy === undefined
      ? []
      : [fault(['remedy'], 'An experiment with a remedy asks something first: add «predict».')]
  const found: Problem[] = []
  if (file.says.broken === undefined)
    found.push(fault(['says'], 'An experiment that predicts says what was seen afterwards: add «broken».'))
  if (predict.about) found.push(...placeProblems(['predict', 'about'], predict.about, file, fault))
  predict.options.forEach(({ id, holds }, index) => {
    const path = ['predict', 'options', index]
    if (id === 'skipped') found.push(fault([...path, 'id'], 'No option may be called «skipped».'))
    if (predict.options.findIndex(other => other.id === id) < index)
      found.push(fault([...path, 'id'], `Two options are called «${id}».`))
    found.push(...conditionProblems([...path, 'holds'], holds, program, fault))
  })
  return found
}

function expectProblems(file: ExperimentFile, program: Program, fault: Fault): readonly Problem[] {
  return file.expect.flatMap(({ dials, remedy, holds }, index) => {
    const path = ['expect', index]
    const found = [...placeProblems([...path, 'dials'], dials, file, fault)]
    if (remedy && file.remedy === undefined)
      found.push(fault([...path, 'remedy'], 'This experiment has no remedy.'))
    return [...found, ...conditionProblems([...path, 'holds'], holds, program, fault)]
  })
}

/** Every dial stands at one of its values. */
function placeProblems(
  path: Path,
  places: readonly number[],
  { dials }: ExperimentFile,
  fault: Fault,
): readonly Problem[] {
  if (places.length !== dials.length) {
    return [fault(path, `There should be ${dials.length}, one place for each dial, found ${places.length}.`)]
  }
  return places.flatMap((place, index) => {
    const count = dials[index]?.values.length ?? 0
    if (place < count) return []
    return [fault([...path, index], `This dial has ${count} values, from 0 to ${count - 1}; found ${place}.`)]
  })
}

function conditionProblems(path: Path, holds: Condition, program: Program, fault: Fault): readonly Problem[] {
  const found = Object.keys(holds).flatMap(name => {
    const unknown = unknownName('figure', name, program.figures, program.id)
    return unknown === null ? [] : [fault([...path, name], unknown)]
  })
  return Object.keys(holds).length === 0 ? [fault(path, 'This names no figure: it is always true.')] : found
}
