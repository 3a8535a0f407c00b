import { readReplayCode } from '../lab/lab.ts'
import { problemLine } from '../model/problem.ts'
import { findScenario, openLessons } from './folder.ts'
import { BadInput, EXIT, type Io } from './io.ts'
import { printRun, runToEnd } from './run.ts'
import { writeSvg } from './svg-file.ts'

/** `netsplit replay`: the run that a code names, once more. A code may be typed in several words. */
export async function replay(
  code: readonly string[],
  { json, svg }: { readonly json?: boolean; readonly svg?: string },
  io: Io & { readonly lessons: string | null },
): Promise<number> {
  if (code.length === 0)
    throw new BadInput(
      'netsplit: replay what? Give the code that «netsplit run» printed: netsplit replay <code>',
    )
  const lessons = openLessons(io.lessons)
  const read = readReplayCode(code.join(' '), id => findScenario(lessons, id))
  if (!read.ok) throw new BadInput(...read.problems.map(problemLine))
  const done = runToEnd(read.value, null)
  if (svg !== undefined) await writeSvg(done, svg)
  printRun(done, json === true, io)
  return EXIT.DONE
}
