import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import ssh2 from 'ssh2'
import { expect, onTestFinished, test } from 'vitest'
import { newPrivateKey } from '../../src/workshop/host-key.ts'
import { temporaryFolder } from '../support/folder.ts'
import { freePort } from '../support/free-port.ts'
import { ENTRY } from '../support/program.ts'
import { start, type Terminal } from '../support/pty.ts'

const SSHD = '/usr/sbin/sshd'
const there = existsSync(SSHD)
if (!there) console.warn(`skipped: there is no OpenSSH server here (${SSHD})`)

/** A machine that is come to by SSH: gives what `ssh` to it, with a command, shows on a terminal. */
async function box(): Promise<(command: string) => Terminal> {
  const folder = temporaryFolder()
  const path = (name: string) => join(folder, name)
  for (const key of ['host', 'own']) writeFileSync(path(key), newPrivateKey(), { mode: 0o600 })
  writeFileSync(path('allowed'), publicLine(path('own')), { mode: 0o600 })
  writeFileSync(path('config'), '')
  // Where it is started by root it wants this folder, and makes it nowhere itself.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  const port = await freePort()
  const settings = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${path('host')}`,
    `AuthorizedKeysFile ${path('allowed')}`,
    `PidFile ${path('pid')}`,
    'StrictModes no',
    'PermitRootLogin yes',
    'UsePAM no',
  ]
  writeFileSync(path('sshd_config'), `${settings.join('\n')}\n`)
  const server = spawn(SSHD, ['-D', '-e', '-f', path('sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] })
  const exited = once(server, 'exit')
  onTestFinished(async () => {
    server.kill()
    await exited
  })
  for await (const text of server.stderr) if (String(text).includes('Server listening')) break
  server.stderr.resume()
  const options = [
    'StrictHostKeyChecking=no',
    `UserKnownHostsFile=${path('known')}`,
    `IdentityFile=${path('own')}`,
    'IdentitiesOnly=yes',
    'LogLevel=ERROR',
  ].flatMap(option => ['-o', option])
  return command =>
    start({
      command: 'ssh',
      args: [
        '-tt',
        '-F',
        path('config'),
        '-p',
        `${port}`,
        ...options,
        `${userInfo().username}@127.0.0.1`,
        command,
      ],
      env: { SSH_AUTH_SOCK: '' },
    })
}

/** The public half of a private key in a file, as `authorized_keys` has it. */
function publicLine(path: string): string {
  const key = ssh2.utils.parseKey(readFileSync(path))
  if (key instanceof Error) throw key
  return `${key.type} ${key.getPublicSSH().toString('base64')}\n`
}

test.skipIf(!there)(
  'over plain SSH it is as on a local terminal, and a line that drops loses no progress (skipped where sshd is not installed)',
  async () => {
    const ssh = await box()
    const home = temporaryFolder()
    const course = `NETSPLIT_HOME=${home} LC_ALL=C.UTF-8 '${process.execPath}' '${ENTRY}'`
    const first = ssh(course)
    await first.waitFor('Why distributed systems are hard')
    first.resize(100, 30)
    await first.waitFor(/[─━]{100}/)
    first.send('\r')
    await first.waitFor('A call leaves home')
    first.send('\r')
    await first.waitFor('(your prediction)')
    first.send('\r')
    await first.waitFor('Charge a card')
    first.hangUp()
    const again = ssh(course)
    await again.waitFor('Press Enter')
    again.send('\r')
    await again.waitFor('Charge a card')
    again.send('\x03')
    expect((await again.exit()).code).toBe(0)
    expect([again.inAlternateScreen(), again.modesLeft()]).toEqual([false, []])
  },
)
