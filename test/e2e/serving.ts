import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { whenFinished } from '../support/finished.ts'
import { ENTRY } from '../support/program.ts'
import { until } from '../workshop/room.ts'

/** The built program, serving a room without a terminal. */
export interface Serving {
  readonly port: number
  /** Of its first process. */
  readonly pid: number
  /** All that it has said on standard output, and its log. */
  readonly said: () => string
  /** Kills it; nothing of it runs any more. */
  readonly kill: () => void
  /** Tells it to end, and gives its exit code. */
  readonly end: () => Promise<number | null>
}

/** Starts it on a free port, unless `args` name one; it is killed when the test ends. */
export async function serving(home: string, args: readonly string[] = []): Promise<Serving> {
  const child = spawn(process.execPath, [ENTRY, 'serve', '--port', '0', ...args], {
    env: { PATH: process.env['PATH'], NETSPLIT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  whenFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  let said = ''
  child.stderr.on('data', text => (said += text))
  child.stdout.on('data', text => (said += text))
  await until(
    () => said.includes('Ctrl-C ends') || child.exitCode !== null,
    () => `no room was opened: ${said}`,
  )
  const port = Number(/ssh -p (\d+) NAME@/.exec(said)?.[1])
  if (!(port > 0)) throw new Error(`no room was opened: ${said}`)
  return {
    port,
    pid: child.pid ?? 0,
    said: () => said,
    kill: () => child.kill('SIGKILL'),
    end: async () => {
      child.kill('SIGTERM')
      const [code] = await exited
      return code
    },
  }
}
