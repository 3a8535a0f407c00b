import { writeFile } from 'node:fs/promises'
import { formatHistory } from '../checker/checker.ts'
import { reason } from '../effects/failure.ts'
import { advance, decide, goOn, historyOf, judgedBy, type Run, startRun, stopOf } from '../lab/lab.ts'
import { excerpt, printable } from '../model/problem.ts'
import { openLessons, scenarioOf, scenariosInWords } from './folder.ts'
import { aside, BadInput, EXIT, print, type ScreenEnv, textWidth } from './io.ts'
import { type Chooser, readChoice } from './options.ts'
import { runJson } from './run-json.ts'
import { runReport } from './run-report.ts'
import { readSeed } from './seed-option.ts'
import { writeSvg } from './svg-file.ts'

export interface RunOptions {
  readonly choose?: readonly string[]
  readonly seed?: string
  readonly json?: boolean
  readonly history?: string
  readonly svg?: string
}

/** `netsplit run`: one run of a scenario from its beginning to its end, and what it came to. */
export async function run(id: string | undefined, options: RunOptions, io: ScreenEnv): Promise<number> {
  const lessons = openLessons(io.lessons)
  if (id === undefined)
    throw new BadInput(`netsplit: run what? netsplit run <scenario>; ${scenariosInWords(lessons)}`)
  const scenario = scenarioOf(lessons, id)
  const seed = readSeed(options.seed, scenario.seed)
  const done = runToEnd(startRun(scenario, seed), readChoice(options.choose ?? [], scenario))
  if (options.history !== undefined) {
    await writeHistory(done, options.history)
    // A history doesn't say what its keys began with, so the checker must be told. Standard output is for the run.
    aside(
      io,
      `The history is in ${printable(options.history)}. To check it:\n  ${checkCommand(done, options.history)}\n`,
    )
  }
  if (options.svg !== undefined) await writeSvg(done, options.svg)
  printRun(done, options.json === true, io)
  return EXIT.DONE
}

/** Prints what a run came to, as JSON or as text. */
export function printRun(done: Run, json: boolean, io: ScreenEnv): void {
  if (json) io.stdout.write(`${JSON.stringify(runJson(done))}\n`)
  else print(io, runReport(done, textWidth(io)))
}

/** The run at its end. Without a chooser it stays at a stop that asks, once what was done before is done again. */
export function runToEnd(begin: Run, choose: Chooser | null): Run {
  let now = begin
  for (;;) {
    now = advance(now, now.scenario.lastsUs)
    const stop = stopOf(now)
    if (!stop) return now
    if (stop.choice === null) now = goOn(now)
    else if (choose === null) return now
    else now = decide(now, choose(stop).id) ?? now
  }
}

/** The line that checks a run's history as the run itself was judged, ready for a POSIX shell. */
function checkCommand({ scenario }: Run, file: string): string {
  const { model, initial } = judgedBy(scenario)
  const name = file.startsWith('-') ? `./${file}` : file
  return `netsplit check ${quoted(name)} --model ${model} --initial ${quoted(JSON.stringify(initial))}`
}

function quoted(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

async function writeHistory({ moment }: Run, file: string): Promise<void> {
  try {
    await writeFile(file, formatHistory(historyOf(moment)))
  } catch (error) {
    throw new BadInput(`netsplit: the history can't be written to ${excerpt(file, 200)}: ${reason(error)}`)
  }
}
