/**
 * The sandbox: an open cluster in which everything is done by hand, from a command line, and challenges that are judged
 * from what came of it. All of it is pure: a line of text becomes deeds, and whoever shows the run carries them out.
 */
export {
  type Challenge,
  type ChallengeId,
  readChallenges,
  type Typed,
  typeInto,
} from './challenges.ts'
export { type Completions, completions, type Parsed, parseCommand, sandboxCommands } from './command.ts'
export { deedWords } from './deed-words.ts'
export { familyId, findWithVariants, isSandbox } from './family.ts'
export { judge } from './judge.ts'
export type { Judgement } from './judgement.ts'
export type { Option } from './kind.ts'
