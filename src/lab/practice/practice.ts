/**
 * Practice without end: cases made from a level and a seed, run in the simulated store, and asked about. The answers are
 * the run's own.
 */
export { type PracticeCase, practiceCase, practiceScenario } from './case.ts'
export { evidenceOf, votesOf } from './evidence.ts'
export { LEVELS } from './levels.ts'
export { practiceId } from './plan-scenario.ts'
export { storeOf, storyOf } from './story.ts'
