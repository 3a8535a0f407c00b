import { describe, expect, test } from 'vitest'
import { start } from './pty.ts'

/**
 * A shell script that stays a moment after its last word: when the one ends whom a terminal belongs to, the system throws
 * away what the terminal has not been given yet, and on a busy machine that is the last line.
 */
const bash = (script: string, code = 0) => ({
  command: 'bash',
  args: ['-c', `${script}; sleep 0.2; exit ${code}`],
})

const node = (source: string) => ({ command: process.execPath, args: ['-e', source] })

describe('a program in a terminal', () => {
  test('is seen as it looks, not as it was written', async () => {
    const terminal = start(node(`process.stdout.write('one\\x1b[2;5Htwo\\x1b[1;1H\\x1b[31mONE\\x1b[0m\\n')`))
    expect(await terminal.exit()).toEqual({ code: 0, signal: null })
    expect(terminal.screen().split('\n').slice(0, 3)).toEqual(['ONE', '    two', ''])
    expect(terminal.raw()).toContain('\x1b[31m')
  })

  test('gets keys, and its exit code is known', async () => {
    const terminal = start(bash('read -p "name? " name; echo "hello $name"', 3))
    await terminal.waitFor('name?')
    terminal.send('Ada\r')
    await terminal.waitFor(/hello Ada/)
    expect(await terminal.exit()).toEqual({ code: 3, signal: null })
  })

  test('has the size it was given, and is told of a new one', async () => {
    const terminal = start({
      ...node(`const say = () => console.log(process.stdout.columns + 'x' + process.stdout.rows)
        say(); process.stdout.on('resize', () => { say(); process.exit() }); setInterval(() => {}, 1000)`),
      cols: 120,
      rows: 40,
    })
    await terminal.waitFor('120x40')
    terminal.resize(60, 20)
    await terminal.waitFor('60x20')
    await terminal.exit()
  })

  test('the other screen and the cursor are seen to change and come back', async () => {
    const terminal = start(bash('printf "\\e[?1049h\\e[?25lin"; read; printf "\\e[?1049l\\e[?25hout"'))
    await terminal.waitFor('in')
    expect([terminal.inAlternateScreen(), terminal.cursorVisible()]).toEqual([true, false])
    terminal.send('\r')
    await terminal.waitFor('out')
    expect([terminal.inAlternateScreen(), terminal.cursorVisible()]).toEqual([false, true])
  })

  test('finds a person at the terminal, not a build server', async () => {
    process.env['BUILD_NUMBER'] = '7'
    const terminal = start({
      ...node(
        `const { CI, BUILD_NUMBER, TERM, MINE } = process.env; console.log(JSON.stringify({ CI, BUILD_NUMBER, TERM, MINE }))`,
      ),
      env: { MINE: 'yes' },
    })
    delete process.env['BUILD_NUMBER']
    await terminal.exit()
    expect(terminal.screen().trim()).toBe('{"TERM":"xterm-256color","MINE":"yes"}')
  })

  test('waiting in vain says what the screen shows, and a program that ended is not waited for', async () => {
    const running = start({ command: 'bash', args: ['-c', 'echo here; read'] })
    await expect(running.waitFor('there', 300)).rejects.toThrow(
      /after 300 ms the screen does not show there:\n {2}\| here/,
    )
    const ended = start(bash('echo bye', 4))
    await expect(ended.waitFor('there', 60_000)).rejects.toThrow(
      /the program ended \(\{"code":4,.*\n {2}\| bye/,
    )
  })

  test('a signal is told from an exit', async () => {
    const terminal = start({ command: 'bash', args: ['-c', 'echo ready; read'] })
    await terminal.waitFor('ready')
    terminal.kill('SIGKILL')
    expect(await terminal.exit()).toMatchObject({ signal: 9 })
  })
})
