// argv -> a program. The exit code is set, not forced, so that what was written gets to a slow reader.
import { main } from './commands/main.ts'

const { argv, stdin, stdout, stderr, env } = process
process.exitCode = await main(argv.slice(2), { stdin, stdout, stderr, env })
