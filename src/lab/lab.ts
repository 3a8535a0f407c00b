/**
 * The lab: a scenario is data, a run of it a value that can be advanced, stepped back, decided and forked, and what it
 * came to is computed from its own history and copies.
 */
export {
  type Assessment,
  assess,
  historyOf,
  judgedBy,
  predictionAsked,
  predictionsThatHeld,
} from './assess.ts'
export { branchesOf, branchWords, contains, sharedActs } from './branches.ts'
export { brokenNow, changedRules } from './broken.ts'
export { answersAlone, choiceName, chosenLast, isAwaited, policyIsOpen } from './chosen.ts'
export { deedWords } from './deed-words.ts'
export { expectProblems } from './expect.ts'
export { clockWords } from './fault-words.ts'
export { FIGURE_WORDS, figureLabel, figureSentence } from './figure-words.ts'
export { sharedHoldWords } from './holders.ts'
export { type Ledger, ledgerOf } from './ledger.ts'
export type { LabHappening } from './moment.ts'
export { clientName, inNames, narrate, orderWords, type Sentence, type Tone, valueWords } from './narrate.ts'
export {
  evidenceOf,
  type PracticeCase,
  practiceCase,
  storeOf,
  storyOf,
  votesOf,
} from './practice/practice.ts'
export { carryOutCode, readReplayCode, replayCode, trustCode } from './replay-code.ts'
export {
  act,
  advance,
  aheadAt,
  type Deed,
  decide,
  decisionsOf,
  fork,
  goOn,
  position,
  type Run,
  rewind,
  startRun,
  stopOf,
  undo,
} from './run.ts'
export {
  building,
  type Challenge,
  completions,
  familyId,
  findWithVariants,
  isSandbox,
  isSolution,
  judge,
  keysFor,
  onlySignsOfLife,
  parseCommand,
  readChallenges,
  sandboxCommands,
  typeInto,
} from './sandbox/sandbox.ts'
export type { Choice, HandWrite, LedgerKey, PredictionAsked, Scenario, Stop } from './scenario.ts'
export { readScenario } from './scenario-file.ts'
export { replicaView, settledViews } from './settled.ts'
export { atSpot, spotOf } from './spot.ts'
export { attemptsOf } from './stops.ts'
export {
  type Choose,
  type Consequence,
  emptyTally,
  sweepRun,
  sweepSeed,
  type Tally,
  tallied,
} from './sweep.ts'
export { telling } from './telling.ts'
export { endOf, scroll, type TimeWindow, wholeWindow, zoom } from './time-window.ts'
export { traceHash } from './trace.ts'
export { jumpBack, jumpForward, seek, stepBack, stepForward } from './travel.ts'
export { breaksHere } from './violation.ts'
export type { LabWorld } from './world.ts'
