import type { Command } from 'commander'
import { SPEEDS } from '../app/app.ts'
import type { ScreenEnv } from './io.ts'
import type { RecordOptions } from './record.ts'
import type { CarryOut } from './record-session.ts'
import { collect, type Shared } from './shared-options.ts'

const MORE = `
  netsplit record demo.cast                     the course, until you leave it
  netsplit record demo.cast -- lab split-bank   any other command
  netsplit record demo.cast --lab split-bank --choose consistency`

/** `record`, on the command line. What it records is carried out by the same program. */
export function addRecord(
  program: Command,
  env: () => ScreenEnv,
  done: (work: Promise<number>) => Promise<void>,
  carryOut: CarryOut,
): void {
  program
    .command('record [file] [words...]')
    .usage('<file> [options] [-- command]')
    .description('record what you see and do, or a lab that plays by itself, as an asciicast')
    .option('--size <size>', 'columns and rows, such as 80x24')
    .option('--keys', 'record what is typed, too')
    .option('--force', 'replace the file if it is there already')
    .option('--lab <scenario>', 'no session: this lab, played from its question to its verdict')
    .option('--choose <choice>', 'with --lab: what to do where it asks', collect)
    .option('--seed <n>', 'with --lab: another run')
    .option('--speed <n>', `with --lab, virtual seconds in a second: ${SPEEDS.join(', ')}`)
    .addHelpText('after', MORE)
    .action((file: string | undefined, words: readonly string[], options: RecordOptions) => {
      const flags = program.opts<Shared>()
      return done(
        import('./record.ts').then(({ record }) => record(file, words, options, flags, env(), carryOut)),
      )
    })
}
