import { readContents } from '../contents.ts'
import type { CourseFile } from '../types.ts'
import { challengeFindings } from './challenges.ts'
import { longExperiments } from './experiment-time.ts'
import { experimentFindings } from './experiments.ts'
import type { Finding, Subject } from './finding.ts'
import { fitFindings } from './fit.ts'
import { linkFindings } from './links.ts'
import { questionFindings } from './questions.ts'
import { scenarioFindings } from './scenarios.ts'
import { type LessonTime, lessonTimes, timeFindings } from './time.ts'
import { worldsFindings } from './worlds.ts'

export type { Finding } from './finding.ts'

/** What lint looks at, one check a subject, those that run nothing first. */
const CHECKS: readonly ((subject: Subject) => readonly Finding[])[] = [
  linkFindings,
  fitFindings,
  questionFindings,
  timeFindings,
  worldsFindings,
  longExperiments,
  experimentFindings,
  scenarioFindings,
  challengeFindings,
]

/** What lint says of a course: what it found, by file and line, and how long each lesson takes. */
export interface Report {
  readonly findings: readonly Finding[]
  readonly lessons: readonly LessonTime[]
}

/**
 * Proves a course: that its files can be read, that its pages fit, that what it promises happens when it is run. The
 * paths are those in the folder. It never throws.
 */
export function lintReport(files: readonly CourseFile[]): Report {
  const contents = readContents(files)
  const unread = contents.problems.map((problem): Finding => ({ level: 'fault', kind: 'unread', ...problem }))
  const found = CHECKS.flatMap(check => check({ ...contents, files }))
  return {
    findings: [...unread, ...found].sort(byPlace),
    lessons: lessonTimes(contents),
  }
}

export function lintCourse(files: readonly CourseFile[]): readonly Finding[] {
  return lintReport(files).findings
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0)
}
