import { terminalOutput } from '../effects/terminal-output.ts'
import { printable } from '../model/problem.ts'
import { EXIT, environment, type Io, isBadInput, tellBadInput, withOutput } from './io.ts'
import { readQuickLine } from './quick-line.ts'

// Put in by the build; the sources by themselves have no version.
const VERSION = process.env['NETSPLIT_VERSION'] ?? 'from source'

/** Everything that `netsplit` does with a command line: the exit code, once all is written. It never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  return withOutput(io, async () => {
    try {
      return await carryOut(argv, io)
    } catch (error) {
      if (!isBadInput(error)) return bug(error, io)
      tellBadInput(error, argv, io)
      return EXIT.BAD_INPUT
    }
  })
}

async function carryOut(argv: readonly string[], io: Io): Promise<number> {
  // For the most usual command lines the parser would only keep the learner waiting.
  const quick = readQuickLine(argv)
  if (quick === null) return (await import('./program.ts')).runProgram(argv, io, VERSION)
  const { openCourse, openLab, openPractice } = await import('./open.ts')
  const env = environment(io, quick.flags)
  if (quick.practice !== null) return openPractice(quick.practice.level, quick.practice.seed, env)
  return quick.lab === null ? openCourse(env) : openLab(quick.lab.name, quick.lab.seed, env)
}

function bug(error: unknown, { stderr, env }: Io): number {
  const what = error instanceof Error ? error.message : String(error)
  const named = `netsplit has a bug: ${printable(what.replace(/^netsplit has a bug: /, ''))}`
  const versions = `netsplit ${VERSION}, Node ${process.versions.node}`
  const output = terminalOutput(stderr)
  output.write(
    `${named} (${versions}). Please report this line and what you did; NETSPLIT_DEBUG=1 tells more.\n`,
  )
  if ((env['NETSPLIT_DEBUG'] ?? '') !== '' && error instanceof Error) output.write(`${error.stack}\n`)
  output.close()
  return EXIT.BUG
}
