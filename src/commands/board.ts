import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findDataFolder } from '../effects/data-folder.ts'
import { reason } from '../effects/failure.ts'
import { showRunningBoard } from '../workshop/board-client.ts'
import { hostKeyIn } from '../workshop/host-key.ts'
import { BadInput, EXIT, type ScreenEnv } from './io.ts'
import { onTerminal } from './open.ts'
import { readPort, USUAL_PORT } from './workshop-options.ts'

/** `netsplit board`: the board of the workshop that runs on this machine. */
export async function board(options: { readonly port?: string }, env: ScreenEnv): Promise<number> {
  const port = readPort(options.port ?? USUAL_PORT)
  const inLines = env.capabilities.linear
  if (!inLines && !onTerminal(env))
    throw new BadInput('netsplit: the board needs a terminal; --linear tells it in lines, without one')
  const data = await findDataFolder(env.env)
  if (!data.ok) throw new BadInput(`netsplit: there is no folder with a workshop's key. ${data.message}`)
  const folder = join(data.folder, 'workshop')
  const instructorCode = await readFile(join(folder, 'instructor-code'), 'utf8').catch(() => {
    throw new BadInput('netsplit: no workshop was begun on this machine: netsplit serve begins one')
  })
  const { fingerprint } = await hostKeyIn(folder)
  try {
    const { stdin, stdout, stderr } = env
    const to = { port, fingerprint, instructorCode, inLines, env: env.env }
    await showRunningBoard({ ...to, stdin, stdout, stderr })
  } catch (error) {
    const hint = 'netsplit serve begins a workshop, and --port names its port'
    throw new BadInput(`netsplit: no board at port ${port}: ${reason(error)}; ${hint}`)
  }
  return EXIT.DONE
}
