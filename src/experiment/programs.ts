import type { Program } from './program.ts'
import { lossyCalls } from './programs/lossy-calls.ts'
import { pageCalls } from './programs/page-calls.ts'

const ALL: readonly Program[] = [lossyCalls, pageCalls]

/** Every program that an experiment can run, by its id. */
export const PROGRAMS: ReadonlyMap<string, Program> = new Map(ALL.map(program => [program.id, program]))
