// `netsplit`, `netsplit lab` and `netsplit practice`, in one file that loads at once: all that the first screen needs. What
// comes later is in other files (see .config/build.mjs).
import { main } from '../commands/main.ts'

const { argv, stdin, stdout, stderr, env } = process
void main(argv.slice(2), { stdin, stdout, stderr, env }).then(code => {
  process.exitCode = code
})
