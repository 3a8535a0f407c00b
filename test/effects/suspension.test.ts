import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { allowSuspension } from '../../src/effects/suspension.ts'

/** A process of that platform, and whom it has sent which signal. */
function on(platform: string) {
  const killed: [number, string][] = []
  const kill = (pid: number, signal: string) => killed.push([pid, signal])
  const process = Object.assign(new EventEmitter(), { pid: 7, platform, kill })
  const suspension = allowSuspension({
    process,
    stdin: { isTTY: true, setRawMode: () => {} },
    stdout: { isTTY: true, write: () => {} },
  })
  return { suspension, killed, process }
}

test('Ctrl-Z stops all that the shell has started together; on Windows, which knows no such thing, nobody', () => {
  const posix = on('linux')
  posix.suspension.suspend()
  expect(posix.killed).toEqual([[0, 'SIGTSTP']])
  const windows = on('win32')
  windows.suspension.suspend()
  expect(windows.killed).toEqual([])
  windows.suspension.dispose()
  expect(windows.process.eventNames()).toEqual([])
})
