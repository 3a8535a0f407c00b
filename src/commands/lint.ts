import { type Finding, lintCourse } from '../course/lint/lint.ts'
import { printable, problemLine } from '../model/problem.ts'
import { openLessons } from './folder.ts'
import { EXIT, type Io } from './io.ts'

/** `netsplit lint [folder]`: what is wrong with a course, a line each, and how many there are. */
export async function lint(
  folder: string | undefined,
  { json = false }: { readonly json?: boolean },
  io: Io & { readonly lessons: string | null },
): Promise<number> {
  const { files, shown } = openLessons(folder ?? io.lessons)
  const findings = lintCourse(files)
  const faults = findings.filter(({ level }) => level === 'fault').length
  const hints = findings.length - faults
  if (json) io.stdout.write(`${JSON.stringify({ format: 'netsplit-lint/1', faults, hints, findings })}\n`)
  else {
    for (const finding of findings) io.stdout.write(`${findingLine(finding)}\n`)
    io.stdout.write(`${printable(shown)}: ${counted(faults, 'fault')}, ${counted(hints, 'hint')}\n`)
  }
  return faults === 0 ? EXIT.DONE : EXIT.NO
}

function findingLine({ level, ...problem }: Finding): string {
  return problemLine({ ...problem, message: `${level}: ${problem.message}` })
}

function counted(count: number, what: string): string {
  return `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`
}
