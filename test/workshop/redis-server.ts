import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { whenFinished } from '../support/finished.ts'
import { temporaryFolder } from '../support/folder.ts'
import { freePort } from '../support/free-port.ts'

/** Whether there is a Redis on this machine. Where there is none its tests are skipped, and say so. */
export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0

/**
 * A Redis. One that `keeps` has each thing on disk before it says so. Any other forgets everything when it is killed, which
 * is the worst that it can do.
 */
export interface RedisServer {
  readonly url: string
  /** Where it doesn't run already. */
  readonly start: () => Promise<void>
  readonly kill: () => Promise<void>
  /** It hangs: its connections stay, new ones are taken, and nobody is answered until it goes on. */
  readonly stop: () => void
  readonly goOn: () => void
}

export async function startRedis({ keeps = false } = {}): Promise<RedisServer> {
  const port = await freePort()
  const folder = temporaryFolder()
  let child: ChildProcess | null = null
  const runs = () => child !== null && child.exitCode === null && child.signalCode === null
  const start = async () => {
    if (runs()) return
    const disk = keeps ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...disk]
    child = spawn('redis-server', [...options, '--dir', folder], { stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    for await (const data of child.stdout ?? []) {
      said += data
      if (said.includes('Ready to accept connections')) break
    }
    child.stdout?.resume()
  }
  const kill = async () => {
    const dying = child
    if (dying === null || !runs()) return
    dying.kill('SIGKILL')
    await once(dying, 'exit')
  }
  const signal = (name: NodeJS.Signals) => () => void child?.kill(name)
  whenFinished(kill)
  await start()
  return { url: `redis://127.0.0.1:${port}`, start, kill, stop: signal('SIGSTOP'), goOn: signal('SIGCONT') }
}
