import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { courseParts } from '../app/app.ts'
import { findDataFolder } from '../effects/data-folder.ts'
import { codeOf, reason } from '../effects/failure.ts'
import { replaceFile } from '../effects/replace-file.ts'
import { excerpt, printable } from '../model/problem.ts'
import { createLocalBus } from '../workshop/bus.ts'
import { createFileKeeper } from '../workshop/file-keeper.ts'
import { hostKeyIn, keptText } from '../workshop/host-key.ts'
import { IN_LINES } from '../workshop/names.ts'
import type { RedisRoom } from '../workshop/redis-room.ts'
import { workshopReport } from '../workshop/report.ts'
import { openWorkshop, type Workshop } from '../workshop/workshop.ts'
import { BadInput, EXIT, type ScreenEnv } from './io.ts'
import { shownCourse } from './shown-course.ts'
import { readPort, USUAL_PORT } from './workshop-options.ts'

export interface ServeOptions {
  readonly port?: string
  readonly listen?: string
  readonly code?: string
  readonly open?: boolean
  readonly report?: string
  readonly redis?: string
}

const LOOPBACK = '127.0.0.1'
const CODE_LENGTH_MIN = 4

/** `netsplit serve`: a room that learners come into by SSH. It stays until it is interrupted. */
export async function serve(options: ServeOptions, env: ScreenEnv): Promise<number> {
  const { stdout, stderr } = env
  const port = readPort(options.port ?? USUAL_PORT)
  const host = options.listen ?? LOOPBACK
  const code = readCode(options, host)
  const data = await findDataFolder(env.env)
  if (!data.ok)
    throw new BadInput(
      `netsplit: a workshop needs a folder to keep its key and what is done in it. ${data.message}`,
    )
  const folder = join(data.folder, 'workshop')
  const read = await shownCourse(env.lessons)
  const log = (line: string) => stderr.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`)
  const { privateKey, fingerprint } = await kept(folder, () => hostKeyIn(folder))
  const instructorCode = await kept(folder, () =>
    keptText(join(folder, 'instructor-code'), () => randomBytes(9).toString('base64url')),
  )
  // Before anybody comes in: after class would be too late to be told that it can’t be written.
  const report = options.report
  if (report !== undefined) await kept(report, () => mkdir(report, { recursive: true }))
  const room =
    options.redis === undefined
      ? { keeper: createFileKeeper(join(folder, 'learners')), bus: createLocalBus(), close: async () => {} }
      : await roomOnRedis(options.redis)
  const { bus } = room
  const workshop = await listening(host, port, () =>
    openWorkshop({
      read,
      keeper: room.keeper,
      bus,
      host,
      port,
      hostKey: privateKey,
      code,
      instructorCode,
      shownAddress: bound => `-p ${bound} @${shownHost(host)}`,
      log,
    }),
  )
  const asked = code === null ? 'no code is asked for' : `the code is ${code}`
  stdout.write(
    `Learners type:  ssh -p ${workshop.port} NAME@${shownHost(host)}\n` +
      `                ${asked}; the first time ssh asks about the key ${fingerprint}\n` +
      `                NAME${IN_LINES} in place of NAME tells it in lines, for a screen reader\n` +
      `You type:       netsplit board${port === Number(USUAL_PORT) ? '' : ` --port ${workshop.port}`}\n` +
      `It is all kept in ${options.redis === undefined ? folder : 'that Redis'}. Ctrl-C ends the workshop.\n`,
  )
  await untilInterrupted(workshop, log)
  if (report !== undefined) {
    for (const { name, text } of workshopReport(bus.snapshot(), courseParts(read)))
      await kept(report, () => replaceFile(join(report, name), text, async () => true))
    stdout.write(`What was predicted, missed and chosen is in ${report}; it names nobody.\n`)
  }
  await room.close()
  return EXIT.DONE
}

/** Servers on one Redis are one room. Who asks for it must have it at the start; later it may go and come. */
async function roomOnRedis(url: string): Promise<RedisRoom> {
  // Loaded here, since hardly anybody needs it.
  const { redisRoom } = await import('../workshop/redis-room.ts')
  try {
    return await redisRoom(url)
  } catch (error) {
    throw new BadInput(
      `netsplit: --redis «${excerpt(url)}» can't be reached (${reason(error)}): expected the address of a Redis, such as redis://localhost:6379`,
    )
  }
}

/** Stays until a signal says to end; then everybody is told. */
async function untilInterrupted(workshop: Workshop, log: (line: string) => void): Promise<void> {
  // Each session's own is caught where it is. What is left must not end the room: all that was done is on disk.
  const onError = (error: unknown) =>
    log(printable(`outside of any session: ${error instanceof Error ? error.stack : error}`))
  process.on('uncaughtException', onError)
  process.on('unhandledRejection', onError)
  await new Promise<void>(resolve => {
    // The last one is Ctrl-Break, on Windows.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']) process.once(signal, () => resolve())
  })
  await workshop.close('The workshop is over. What you did is kept.')
  process.off('uncaughtException', onError)
  process.off('unhandledRejection', onError)
}

/** The room's password; null where none is asked for. */
function readCode({ code, open = false }: ServeOptions, host: string): string | null {
  if (code !== undefined && open)
    throw new BadInput('netsplit: --code and --open say two different things: give one of them')
  if (code !== undefined && (code.length < CODE_LENGTH_MIN || printable(code) !== code))
    throw new BadInput(
      `netsplit: --code «${excerpt(code)}» should have at least ${CODE_LENGTH_MIN} characters, none of them hidden`,
    )
  if (code !== undefined) return code
  if (open || host === LOOPBACK || host === '::1' || host === 'localhost') return null
  throw new BadInput(
    `netsplit: --listen ${excerpt(host)} lets others in: give the room a password with --code, or say --open if anybody may come`,
  )
}

function shownHost(host: string): string {
  if (host === LOOPBACK || host === '::1') return 'localhost'
  return host === '0.0.0.0' || host === '::' ? hostname() : host
}

async function kept<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new BadInput(`netsplit: ${folder} can't be used: ${reason(error)}`)
  }
}

async function listening<T>(host: string, port: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = codeOf(error)
    const why =
      code === 'EADDRINUSE' ? 'something listens there already: --port names another one' : reason(error)
    if (code === null) throw error
    throw new BadInput(`netsplit: can't listen on ${excerpt(host)} port ${port}: ${why}`)
  }
}
