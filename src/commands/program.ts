import { Command, CommanderError, Option } from 'commander'
import { didYouMean } from '../data/nearest.ts'
import { excerpt, printable } from '../model/problem.ts'
import { BadInput, EXIT, environment, type Io, print, type ScreenEnv, textWidth } from './io.ts'
import { addRecord } from './record-command.ts'
import { collect, flagArguments, type Shared } from './shared-options.ts'

const EXAMPLES = `
Without a command the course opens where you left it. Some things to try:
  netsplit lab split-bank                       a live cluster, cut in two
  netsplit run split-bank --choose consistency  the same without a screen
  netsplit read the-split | less                a lesson as plain text

Exit codes: 0 done, 1 the answer is no, 2 bad input, 3 undecided.`

/** Options that are the program's: no command lists them among its own. */
const MORE_OPTIONS = `
For every command: --course, --ascii, --linear, --theme and others, which
«netsplit --help» tells of.`

/** Carries out a command line. Bad input is thrown; everything else comes back as the exit code. */
export async function runProgram(argv: readonly string[], io: Io, version: string): Promise<number> {
  let code: number = EXIT.DONE
  const program = createProgram(io, version, async work => {
    code = await work
  })
  try {
    await program.parseAsync(helpOf(argv, program), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help and the version come this way too, and have been printed.
    if (error.exitCode === 0) return EXIT.DONE
    throw new BadInput(usageLine(error.message, program, argv))
  }
  return code
}

/** `--help lab` is asked of the lab: by itself commander would tell of the program. */
function helpOf(argv: readonly string[], program: Command): string[] {
  const [first, second] = argv
  const command = program.commands.find(each => each.name() === second)
  const isHelp = first === '-h' || first === '--help'
  return isHelp && command !== undefined ? [command.name(), first] : [...argv]
}

type Done = (work: Promise<number>) => Promise<void>

function createProgram(io: Io, version: string, done: Done): Command {
  const program = new Command('netsplit')
    .exitOverride()
    .configureOutput({
      writeOut: text => print(env(), text),
      writeErr: text => io.stderr.write(text),
      outputError: () => undefined,
      getOutHelpWidth: () => textWidth(io) + 8,
      getErrHelpWidth: () => textWidth(io) + 8,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .description('A terminal course about why distributed systems are hard.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--no-color', 'draw without colour')
    .addOption(new Option('--theme <background>', 'colours for this background').choices(['dark', 'light']))
    .option('--ascii', 'draw with letters and signs of ASCII alone')
    .option('--no-motion', 'nothing moves: what is played is told step by step')
    .addOption(new Option('--linear', 'for screen readers: told in lines, and led by typed choices'))
    .option('--course <folder>', 'another course than the one that came along')
    // What it was called before.
    .addOption(new Option('--lessons <folder>').hideHelp())
    .addHelpText('after', EXAMPLES)
    .configureHelp({ subcommandTerm: command => usageOf(command, '') })
  const env = () => environment(io, program.opts<Shared>())
  // Whatever is no command lands here too.
  program.usage('[options] [command]').argument('[words...]')
  program.action((words: readonly string[]) => {
    const [first] = words
    if (first !== undefined) throw unknownCommand(first, program)
    return done(import('./open.ts').then(({ openCourse }) => openCourse(env())))
  })
  addScreens(program, env, done)
  addPractice(program, env, done)
  addPlain(program, env, done)
  addRecord(program, env, done, (words, streams) =>
    runProgram([...flagArguments(program.opts<Shared>()), ...words], streams, version),
  )
  addOwn(program, env, done)
  addWorkshop(program, env, done)
  addAuthors(program, env, done)
  program
    .command('help [command]')
    .description('the same as --help')
    .action((name: string | undefined) => {
      const command = name === undefined ? program : program.commands.find(each => each.name() === name)
      if (!command) throw unknownCommand(name ?? '', program)
      command.help()
    })
  for (const command of program.commands) command.addHelpText('after', MORE_OPTIONS)
  return program
}

function addScreens(program: Command, env: () => ScreenEnv, done: Done): void {
  program
    .command('lab [scenario]')
    .usage('<scenario> [options]')
    .description('open one live cluster, or an experiment')
    .option('--seed <n>', 'another run: a whole number')
    .action((scenario: string | undefined, { seed }: { readonly seed?: string }) =>
      done(import('./open.ts').then(({ openLab }) => openLab(scenario, seed, env()))),
    )
}

function addPractice(program: Command, env: () => ScreenEnv, done: Done): void {
  program
    .command('practice [words...]')
    .usage('[options]')
    .description('new cases without end: predict what the run does')
    .option('--level <n>', 'how hard, from 1 to 5; unless told, as your answers say')
    .option('--seed <n>', 'a case of its own: a whole number')
    .action(
      ([word]: readonly string[], { level, seed }: { readonly level?: string; readonly seed?: string }) => {
        if (word !== undefined)
          throw new BadInput(
            `netsplit: practice takes no «${excerpt(word)}»; a level is practice --level 3, a case practice --seed 7`,
          )
        return done(import('./open.ts').then(({ openPractice }) => openPractice(level, seed, env())))
      },
    )
}

function addPlain(program: Command, env: () => ScreenEnv, done: Done): void {
  program
    .command('read [lesson]')
    .description('print a lesson, the glossary, or all lessons as plain text')
    .action((lesson?: string) => done(import('./read.ts').then(({ read }) => read(lesson, env()))))
  program
    .command('list')
    .description('print the lessons, scenarios and experiments, and what you have done')
    .action(() => done(import('./list.ts').then(({ list }) => list(env()))))
  program
    .command('run [scenario]')
    .usage('<scenario> [options]')
    .description('run a scenario to its end and print what it came to')
    .option('--choose <choice>', 'what to do where the scenario asks', collect)
    .option('--seed <n>', 'another run: a whole number from 0 to 4294967295')
    .option('--json', 'print one JSON object')
    .option('--history <file>', 'write what the clients saw, as JSON lines for «check»')
    .option('--svg <file>', 'write the run as a picture: time, messages, operations, faults')
    .action((scenario, options) => done(import('./run.ts').then(({ run }) => run(scenario, options, env()))))
  program
    .command('replay [code...]')
    .usage('<code> [options]')
    .description('run again what a replay code names')
    .option('--json', 'print one JSON object')
    .option('--svg <file>', 'write the run as a picture: time, messages, operations, faults')
    .action((code, options) => done(import('./replay.ts').then(({ replay }) => replay(code, options, env()))))
  program
    .command('sweep [scenario]')
    .usage('<scenario> [options]')
    .description('run a scenario with many seeds and print what happened how often')
    .option('--choose <choice>', 'what to do where the scenario asks', collect)
    .option('--seeds <n>', 'how many seeds: 1000 unless told')
    .option('--first-seed <n>', 'the first of them: 1 unless told')
    .option('--faults <n>', 'how many things break by chance beside what the scenario breaks')
    .option('--threads <n>', 'how many cores to use: all unless told')
    .option('--json', 'print one JSON object')
    .action((scenario, options) =>
      done(import('./sweep.ts').then(({ sweep }) => sweep(scenario, options, env()))),
    )
  program
    .command('check [file]')
    .usage('<file> [options]')
    .description('is a history linearizable? A file of JSON lines, or -')
    .option('--model <model>', 'register, cas-register, account or set')
    .option('--initial <json>', 'the value of every key at the beginning')
    .option('--max-steps <n>', 'how long to search before it is undecided: 4000000 unless told')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExit codes: 0 linearizable, 1 a violation, 2 bad input, 3 undecided.\nA history is one event a line, in the order in which they happened:\n  {"process": "c1", "type": "invoke", "f": "write", "key": "x", "value": 1}\n  {"process": "c1", "type": "ok", "f": "write", "key": "x", "value": 1}',
    )
    .action((file, options) => done(import('./check.ts').then(({ check }) => check(file, options, env()))))
}

/** What is the learner's own: their progress, a card of it, and their terminal. */
function addOwn(program: Command, env: () => ScreenEnv, done: Done): void {
  program
    .command('progress [what] [file]')
    .usage('[what]')
    .description('what you have learned; export, import, reset')
    .option('--yes', 'reset: put away all that you have done')
    .addHelpText(
      'after',
      '\n  netsplit progress                what you have learned, and where that is kept\n  netsplit progress export [file]  the file that keeps it, as it is\n  netsplit progress import <file>  joins another one with it; nothing is lost\n  netsplit progress reset --yes    begins anew; the old file is kept beside it',
    )
    .action((what, file, options) =>
      done(import('./progress.ts').then(({ progress }) => progress(what, file, options, env()))),
    )
  program
    .command('card [file]')
    .usage('[file]')
    .description('a card with what you did, to keep or to show')
    .option('--md', 'as Markdown')
    .option('--svg', 'as a picture')
    .option('--name <name>', 'whose it is')
    .action((file, options) => done(import('./card.ts').then(({ card }) => card(file, options, env()))))
  program
    .command('doctor')
    .description('what was found out about this terminal, why, and how to change it')
    .option('--json', 'print one JSON object')
    .action(options => done(import('./doctor.ts').then(({ doctor }) => doctor(options, env()))))
}

/** A room full of learners. */
function addWorkshop(program: Command, env: () => ScreenEnv, done: Done): void {
  program
    .command('serve')
    .description('a workshop: learners come in by SSH and need to install nothing')
    .option('--port <n>', 'where to listen: 2222 unless told')
    .option('--listen <address>', 'for others than this machine, such as 0.0.0.0; wants --code')
    .option('--code <password>', 'what the room is asked for')
    .option('--open', 'anybody may come in')
    .option('--report <folder>', 'leave a summary there in the end that names nobody')
    .option('--redis <url>', 'keep it all there: servers on one Redis are one room')
    .option('--processes <n>', 'how many share the work: one for each core unless told, at most 8')
    .action(options => done(import('./serve.ts').then(({ serve }) => serve(options, env()))))
  program
    .command('board')
    .description('the board of the workshop that runs on this machine, for whoever leads it')
    .option('--port <n>', 'where it listens: 2222 unless told')
    .action(options => done(import('./board.ts').then(({ board }) => board(options, env()))))
}

/** What those need who write a course. */
function addAuthors(program: Command, env: () => ScreenEnv, done: Done): void {
  program
    .command('lint [folder]')
    .usage('[folder] [options]')
    .description('prove a course: its pages, questions, sources, and that what it promises happens')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExit codes: 0 no fault, 1 a fault, 2 no course to be read.\nA hint is worth a look, and may be meant so.',
    )
    .action((folder, options) => done(import('./lint.ts').then(({ lint }) => lint(folder, options, env()))))
  program
    .command('new [what] [folder]')
    .usage('course <folder>')
    .description('begin a course of your own: a small one that works')
    .action((what, folder) => done(import('./new.ts').then(({ newThing }) => newThing(what, folder, env()))))
}

/** `run <scenario> [options]`: an argument that is missing is told in our words, so commander must think it optional. */
function usageOf(command: Command, options: string): string {
  return `${command.name()} ${command.usage().replace('[options]', options)}`.replace(/ +/g, ' ').trimEnd()
}

function unknownCommand(word: string, program: Command): BadInput {
  const names = program.commands.map(command => command.name())
  const what = `there is no command «${excerpt(word)}»${didYouMean(word, names)}`
  return new BadInput(`netsplit: ${what}; the commands are ${names.join(', ')}`)
}

function inOurWords(message: string): string {
  const many = /^too many arguments for '(.*)'\. Expected (\d+) arguments? but got (\d+)\.$/.exec(message)
  if (many === null) return message
  const [, name, most, given] = many
  const words = most === '0' ? 'no word' : most === '1' ? 'one word at most' : `${most} words at most`
  return `${name} takes ${words} after it, and got ${given}`
}

/** What commander has to say, on one line, and where help is. */
function usageLine(message: string, program: Command, argv: readonly string[]): string {
  const said = printable(inOurWords(message.replace(/^error: /, '').replaceAll('\n', ' ')))
  const command = program.commands.find(each => argv.includes(each.name()))
  const where = command ? `netsplit ${command.name()} --help` : 'netsplit --help'
  return `netsplit: ${said}; ${where} tells what there is`
}
