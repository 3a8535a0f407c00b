import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newPrivateKey } from '../../src/workshop/host-key.ts'
import { temporaryFolder } from '../support/folder.ts'
import { start, type Terminal } from '../support/pty.ts'
import { openRoom, type TestRoom } from './room.ts'

const there = spawnSync('ssh', ['-V']).status === 0
if (!there) console.warn('skipped: there is no OpenSSH client here')

/** `ssh` as a learner types it, with none of this machine's own settings, in a folder of its own. */
function ssh(room: TestRoom, args: readonly string[], folder = temporaryFolder()): Terminal {
  writeFileSync(join(folder, 'config'), '')
  const own = [
    'StrictHostKeyChecking=no',
    `UserKnownHostsFile=${join(folder, 'known')}`,
    'LogLevel=ERROR',
    'SendEnv=LC_* COLORTERM',
  ]
  const options = own.flatMap(option => ['-o', option])
  return start({
    command: 'ssh',
    args: ['-F', join(folder, 'config'), '-p', `${room.port}`, ...options, ...args],
    env: { SSH_AUTH_SOCK: '', LC_ALL: 'C.UTF-8' },
  })
}

describe.skipIf(!there)('the ssh of a learner’s own machine', () => {
  test('shows the course, follows the window, and leaves the terminal as it was', async () => {
    const room = await openRoom()
    const terminal = ssh(room, ['-o', 'IdentityFile=none', '-A', 'ada@127.0.0.1'])
    await terminal.waitFor('Why distributed systems are hard')
    await terminal.waitFor(/ada\+[0-9A-Z]{8}@/)
    const [user = ''] = /ada\+[0-9A-Z]{8}/.exec(terminal.screen()) ?? []
    terminal.resize(100, 30)
    await terminal.waitFor(/[─━]{100}/)
    terminal.send('\r')
    await terminal.waitFor('A call leaves home')
    terminal.send('\x03')
    expect((await terminal.exit()).code).toBe(0)
    expect([terminal.inAlternateScreen(), terminal.modesLeft()]).toEqual([false, []])
    expect(terminal.screen()).toContain(
      `To come back to where you were: ssh -p ${room.port} ${user}@localhost`,
    )
    const again = ssh(room, ['-o', 'IdentityFile=none', `${user}@127.0.0.1`])
    await again.waitFor('A call leaves home')
    again.hangUp()
  })

  test('with a code it asks for that; a key of the learner’s own brings them back', async () => {
    const room = await openRoom({ code: 'sesame' })
    const folder = temporaryFolder()
    const key = join(folder, 'id')
    writeFileSync(key, newPrivateKey(), { mode: 0o600 })
    for (const seen of ['Press Enter', 'A call leaves home']) {
      const terminal = ssh(room, ['-o', `IdentityFile=${key}`, 'ada@127.0.0.1'], folder)
      await terminal.waitFor('Code:')
      terminal.send('sesame\r')
      await terminal.waitFor(seen)
      if (seen === 'Press Enter') terminal.send('\r')
      await terminal.waitFor('A call leaves home')
      terminal.send('\x03')
      expect((await terminal.exit()).code).toBe(0)
    }
  })

  test('there is no shell behind it', async () => {
    const room = await openRoom()
    const terminal = ssh(room, ['-o', 'IdentityFile=none', 'ada@127.0.0.1', 'id'])
    expect((await terminal.exit()).code).not.toBe(0)
    expect(terminal.screen()).not.toContain('uid=')
  })
})
