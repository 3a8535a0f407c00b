import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { ENTRY } from '../support/program.ts'

// Terminals of `support/pty.ts` answer by themselves, and at once.

/**
 * The program's clock, a hundred times slower than the world's, and its waits, twenty times as long: whether an answer
 * comes in time is then no question of how fast this machine is.
 */
const SLOWLY = `
  const now = performance.now.bind(performance)
  performance.now = () => now() / 100
  const wait = Atomics.wait
  Atomics.wait = (cells, index, value, ms) => wait(cells, index, value, ms * 20)
`
const ANSWERS = '\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?62;22c'

test('an answer that comes after the learner has left is not typed into the shell', async () => {
  const { CI: _, ...env } = process.env
  const folder = temporaryFolder()
  const slowly = join(folder, 'slowly.cjs')
  writeFileSync(slowly, SLOWLY)
  // Says how many characters the shell finds typed.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
  const script = 'stty -echo; "$0" -r "$1" "$2"; IFS= read -r -t 0.3 -n 99 typed; echo "typed ${#typed}."'
  const shell = spawn('bash', ['-c', script, process.execPath, slowly, ENTRY], {
    cols: 80,
    rows: 24,
    env: { ...env, NETSPLIT_HOME: folder, TERM: 'xterm-256color', NETSPLIT_COLORS: '256' },
  })
  onTestFinished(() => shell.kill('SIGKILL'))
  let raw = ''
  shell.onData(data => {
    raw += data
  })
  const wait = { timeout: 30_000, interval: 20 }
  await expect.poll(() => raw, wait).toContain('Press Enter')
  expect(raw).toContain('\x1b]11;?\x07\x1b[c')
  shell.write('q')
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(raw).not.toContain('\x1b[?1049l')
  shell.write(ANSWERS)
  await expect.poll(() => raw, wait).toMatch(/typed \d+\./)
  expect(raw).toContain('typed 0.')
})
