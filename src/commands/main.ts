import { printable } from '../model/problem.ts'
import { NO_FLAGS } from '../terminal/traits.ts'
import { BadInput, EXIT, environment, type Io, withOutput } from './io.ts'

// Put in by the build; the sources by themselves have no version.
const VERSION = process.env['NETSPLIT_VERSION'] ?? 'from source'

/** Everything that `netsplit` does with a command line: the exit code, once all is written. It never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  return withOutput(io, async () => {
    try {
      return await carryOut(argv, io)
    } catch (error) {
      if (!(error instanceof BadInput)) return bug(error, io)
      for (const line of error.lines) io.stderr.write(`${printable(line)}\n`)
      return EXIT.BAD_INPUT
    }
  })
}

async function carryOut(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length > 0) return (await import('./program.ts')).runProgram(argv, io, VERSION)
  // The most usual command line has nothing to be parsed: the parser would only keep the learner waiting.
  return (await import('./open.ts')).openCourse(environment(io, NO_FLAGS))
}

function bug(error: unknown, { stderr, env }: Io): number {
  const what = error instanceof Error ? error.message : String(error)
  const named = `netsplit has a bug: ${printable(what.replace(/^netsplit has a bug: /, ''))}`
  const versions = `netsplit ${VERSION}, Node ${process.versions.node}`
  stderr.write(
    `${named} (${versions}). Please report this line and what you did; NETSPLIT_DEBUG=1 tells more.\n`,
  )
  if ((env['NETSPLIT_DEBUG'] ?? '') !== '' && error instanceof Error) stderr.write(`${error.stack}\n`)
  return EXIT.BUG
}
