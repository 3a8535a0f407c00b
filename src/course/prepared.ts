import { PROGRAMS } from '../experiment/programs.ts'
import { present } from '../model/assert.ts'
import type { SoundContents } from './contents.ts'

/**
 * A course that was read, as text: reading its Markdown and YAML again takes most of the time of a start. The text
 * belongs to the very program that made it; it is no format for anybody else.
 */
export function prepareCourse({ course, experiments, ...contents }: SoundContents): string {
  return JSON.stringify({
    ...contents,
    course: { ...course, sources: [...course.sources] },
    experiments: experiments.map(experiment => ({ ...experiment, program: experiment.program.id })),
  })
}

/** The course that `prepareCourse` wrote down. */
export function restoreCourse(text: string): SoundContents {
  // Without a reviver, which would be called for each of some ten thousand values.
  const { course, experiments, ...contents } = JSON.parse(text)
  return {
    ...contents,
    course: { ...course, sources: new Map(course.sources) },
    experiments: experiments.map((experiment: { readonly program: string }) => ({
      ...experiment,
      program: present(PROGRAMS.get(experiment.program), `the program ${experiment.program}`),
    })),
  }
}
