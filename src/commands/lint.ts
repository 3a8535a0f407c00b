import { type Finding, lintReport, type Report } from '../course/lint/lint.ts'
import { printable, problemLine } from '../model/problem.ts'
import { openLessons } from './folder.ts'
import { EXIT, print, type ScreenEnv } from './io.ts'

/** `netsplit lint [folder]`: what is wrong with a course, a line each, how long its lessons take, and how many faults there are. */
export async function lint(
  folder: string | undefined,
  { json = false }: { readonly json?: boolean },
  io: ScreenEnv,
): Promise<number> {
  const { files, shown } = openLessons(folder ?? io.lessons)
  const { findings, lessons } = lintReport(files)
  const faults = findings.filter(({ level }) => level === 'fault').length
  const hints = findings.length - faults
  if (json)
    io.stdout.write(`${JSON.stringify({ format: 'netsplit-lint/1', faults, hints, findings, lessons })}\n`)
  else {
    for (const finding of findings) print(io, `${findingLine(finding)}\n`)
    for (const lesson of lessons) print(io, `${timeLine(lesson)}\n`)
    print(io, `${printable(shown)}: ${counted(faults, 'fault')}, ${counted(hints, 'hint')}\n`)
  }
  return faults === 0 ? EXIT.DONE : EXIT.NO
}

function findingLine({ level, kind: _, ...problem }: Finding): string {
  return problemLine({ ...problem, message: `${level}: ${problem.message}` })
}

function timeLine({ lesson, minutes, estimated }: Report['lessons'][number]): string {
  return `${lesson}: ${counted(minutes, 'minute')}, by its words and labs about ${estimated}`
}

function counted(count: number, what: string): string {
  return `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`
}
