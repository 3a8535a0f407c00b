import type { SoundContents } from '../course/course.ts'

/** A course as it was read, all of it sound. */
export type CourseRead = SoundContents

/** The parts of the state that a course fills. */
export function courseParts({ course, scenarios, challenges, experiments }: CourseRead) {
  return {
    course,
    challenges,
    scenarios: new Map(scenarios.map(known => [known.id, known])),
    experiments: new Map(experiments.map(known => [known.id, known])),
  }
}
