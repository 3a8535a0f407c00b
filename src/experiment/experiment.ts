/**
 * Experiments: a small simulated system that works until a dial is turned, and the figures before, after, and with what
 * helps. A file says which program, which dials, which remedy, what is predicted; no code comes from a file.
 */
export type { Experiment, Turned } from './definition.ts'
export { brokenPromises } from './expect.ts'
export { playedMs } from './pace.ts'
export type { FigureSpec, Outcome } from './program.ts'
export { readExperiment } from './read.ts'
export { builtSo, optionsThatHeld, runExperiment } from './run.ts'
export type { Curve, Series, Tape, TapeEntry } from './tape.ts'
