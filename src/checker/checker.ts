/**
 * The linearizability checker: could one correct copy, handling one operation at a time, have given these answers?
 *
 * `parseHistory` reads somebody's file, `checkProblems` says whether it fits a model, `checkHistory` gives the verdict.
 * A history of the program itself needs only the last. The algorithm is Wing and Gong's search («Testing and verifying
 * concurrent objects», 1993) with Lowe's cache («Testing for linearizability», 2017); see `search.ts`.
 */
export { type CheckOptions, checkHistory, MAX_STEPS } from './check.ts'
export { describeOperation } from './describe.ts'
export { checkProblems } from './fit.ts'
export { formatHistory } from './format.ts'
export { inferModel, modelFor } from './models.ts'
export { operationsOf } from './operations.ts'
export { eventLines, parseHistory } from './parse.ts'
export { MODEL_NAMES, type ModelName, type SequentialSpec } from './spec.ts'
