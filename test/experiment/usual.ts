import type { Outcome, Settings } from '../../src/experiment/program.ts'
import { PROGRAMS } from '../../src/experiment/programs.ts'

/** Runs a program with settings of our own, the others as usual. */
export function runUsual(id: string, own: Settings, seed = 1): Outcome {
  const program = PROGRAMS.get(id)
  if (!program) throw new Error(`no program ${id}`)
  const usual = Object.entries(program.settings).map(([name, { usual }]) => [name, usual] as const)
  return program.run({ ...Object.fromEntries(usual), ...own }, seed)
}
