/**
 * The sandbox: an open cluster in which everything is done by hand, from a command line, and challenges that are judged
 * from what came of it. All of it is pure: a line of text becomes deeds, and whoever shows the run carries them out.
 */
export { building } from './by-key.ts'
export { type Challenge, isSolution, readChallenges, typeInto } from './challenges.ts'
export { completions, parseCommand, sandboxCommands } from './command.ts'
export { familyId, findWithVariants, isSandbox } from './family.ts'
export { judge } from './judge.ts'
export { keysFor } from './operation-order.ts'
export { onlySignsOfLife } from './record.ts'
