/**
 * Practice without end: cases made from a level and a seed, run in the simulated store, and asked about. The answers are
 * the run's own.
 */
export { type PracticeCase, type PracticeOption, practiceCase, practiceScenario } from './case.ts'
export { evidenceOf, votesOf } from './evidence.ts'
export { LEVELS, type Level, levelOf } from './levels.ts'
export { practiceId } from './plan-scenario.ts'
export { type StoryLine, storeOf, storyOf } from './story.ts'
