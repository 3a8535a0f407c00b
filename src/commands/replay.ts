import { carryOutCode, rewind } from '../lab/lab.ts'
import { problemLine } from '../model/problem.ts'
import { findScenario, openLessons } from './folder.ts'
import { BadInput, EXIT, type ScreenEnv } from './io.ts'
import { onTerminal, openRun } from './open.ts'
import { printRun, runToEnd } from './run.ts'
import { writeSvg } from './svg-file.ts'

/**
 * `netsplit replay`: the run that a code names. On a terminal it opens at its beginning, to travel through; elsewhere it
 * is printed as `run` prints it. A code may be typed in several words.
 */
export async function replay(
  code: readonly string[],
  { json, svg }: { readonly json?: boolean; readonly svg?: string },
  io: ScreenEnv,
): Promise<number> {
  if (code.length === 0)
    throw new BadInput(
      'netsplit: replay what? Give the code that «netsplit run» printed: netsplit replay <code>',
    )
  const lessons = openLessons(io.lessons)
  const read = carryOutCode(code.join(' '), id => findScenario(lessons, id))
  if (!read.ok) throw new BadInput(...read.problems.map(problem => `netsplit: ${problemLine(problem)}`))
  if (json !== true && svg === undefined && onTerminal(io)) return openRun(rewind(read.value, 0), io)
  const done = runToEnd(read.value, null)
  if (svg !== undefined) await writeSvg(done, svg)
  printRun(done, json === true, io)
  return EXIT.DONE
}
