import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { availableParallelism, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { courseParts } from '../app/app.ts'
import { findDataFolder } from '../effects/data-folder.ts'
import { codeOf, reason } from '../effects/failure.ts'
import { makeFolder } from '../effects/make-folder.ts'
import { excerpt, printable } from '../model/problem.ts'
import { openCluster } from '../workshop/cluster.ts'
import { hostKeyIn, keptText } from '../workshop/host-key.ts'
import { IN_LINES } from '../workshop/names.ts'
import { tellAway } from '../workshop/redis-told.ts'
import { workshopReport } from '../workshop/report.ts'
import { keepReport } from '../workshop/report-files.ts'
import { beganAt } from '../workshop/room.ts'
import { roomInFiles, roomOnRedis, type ServerRoom } from '../workshop/server-room.ts'
import { openWorkshop, type Workshop } from '../workshop/workshop.ts'
import { BadInput, EXIT, type ScreenEnv } from './io.ts'
import { LOOPBACK, shownHosts } from './serve-address.ts'
import { shownCourse } from './shown-course.ts'
import { ENDING_SIGNALS, hearStrays, logTo } from './strays.ts'
import { readPort, USUAL_PORT } from './workshop-options.ts'

export interface ServeOptions {
  readonly port?: string
  readonly listen?: string
  readonly code?: string
  readonly open?: boolean
  readonly report?: string
  readonly redis?: string
  readonly processes?: string
}

const CODE_LENGTH_MIN = 4
/** Where the build puts the program of a process, seen from the built command (`dist/chunks/`). */
const WORKER = new URL('../serve-worker.js', import.meta.url)
/** The most that it takes by itself, since each is 60 MB and more: as many hold the 500 that come in. */
const PROCESSES_USUAL_MAX = 8
const PROCESSES_MAX = 64

/** `netsplit serve`: a room that learners come into by SSH. It stays until it is interrupted. */
export async function serve(options: ServeOptions, env: ScreenEnv): Promise<number> {
  const { stdout } = env
  const port = readPort(options.port ?? USUAL_PORT)
  const host = options.listen ?? LOOPBACK
  const code = readCode({ ...options, ...codeOfEnvironment(options, env) }, host)
  const data = await findDataFolder(env.env)
  if (!data.ok)
    throw new BadInput(
      `netsplit: a workshop needs a folder to keep its key and what is done in it. ${data.message}`,
    )
  const folder = join(data.folder, 'workshop')
  const read = await shownCourse(env.lessons)
  const processes = readProcesses(options.processes)
  const log = logTo(env)
  const { privateKey: hostKey, fingerprint } = await kept(folder, () => hostKeyIn(folder))
  const instructorCode = await kept(folder, () =>
    keptText(join(folder, 'instructor-code'), () => randomBytes(9).toString('base64url')),
  )
  // Before anybody comes in: after class would be too late to be told that it can’t be written.
  const report = options.report
  if (report !== undefined) await kept(report, () => makeFolder(report))
  const room = options.redis === undefined ? await filesIn(folder, port, log) : await onRedis(options.redis)
  const { bus, keeper } = room
  const [shownHost, ...otherHosts] = shownHosts(host, networkInterfaces())
  const shownAddress = (on: number) => `-p ${on} @${shownHost}`
  const to = { host, port, hostKey, code, instructorCode, shownAddress, log }
  const open = async () => {
    if (processes === 1) return openWorkshop({ ...to, read, keeper, bus })
    const start = { ...room.places, lessons: env.lessons, hostKey, code, instructorCode, limits: {} }
    return openCluster({ ...to, ...room, processes, program: WORKER, start, learners: await keeper.count() })
  }
  const workshop = await begun(room, folder, () => listening(host, port, open))
  // From here on whoever reads that it has begun may end it.
  const interrupted = heardEnding()
  const asked = code === null ? 'no code is asked for' : `the code is ${code}`
  stdout.write(
    `Learners type:  ssh -p ${workshop.port} NAME@${shownHost}\n` +
      otherHosts.map(other => `                or NAME@${other}\n`).join('') +
      `                ${asked}; the first time ssh asks about the key\n` +
      `                ${fingerprint}\n` +
      `                NAME${IN_LINES} in place of NAME: in lines, for a screen reader\n` +
      `You type:       netsplit board${port === Number(USUAL_PORT) ? '' : ` --port ${workshop.port}`}\n` +
      `${whereKept(room, folder)} Ctrl-C ends the workshop.\n`,
  )
  if (room.since !== null) {
    const found = bus.snapshot()
    const [from, until] = [beganAt(found) ?? room.since, room.since].map(at =>
      new Date(at).toTimeString().slice(0, 5),
    )
    const learners = Object.keys(found.learners).length
    log(`a room goes on that was not ended, ${from} to ${until}: learners ${learners}`)
  }
  const unhear = hearStrays(log)
  const untell = tellAway(bus, log)
  await interrupted
  untell()
  await workshop.close('The workshop is over. What you did is kept.')
  unhear()
  if (report !== undefined) {
    const files = workshopReport(bus.snapshot(), courseParts(read))
    const place = await kept(report, () => keepReport(report, files))
    const earlier = place === report ? '' : ` The report that was in ${report} is as it was.`
    stdout.write(`What was predicted, missed and chosen is in ${place}; it names nobody.${earlier}\n`)
  }
  await room.end()
  return EXIT.DONE
}

/** What a server that is killed leaves to the next one. */
function whereKept({ places }: ServerRoom, folder: string): string {
  if (places.redis !== null) return 'It is all kept in that Redis.'
  if (places.room !== null) return `It is all kept in ${folder}.`
  return `What learners do is kept in ${folder};\nthe room, at port 0, only as long as this runs.`
}

/** The room in files: the one that was here when its server was killed goes on. */
async function filesIn(folder: string, port: number, log: (line: string) => void): Promise<ServerRoom> {
  return kept(folder, () => roomInFiles(folder, port, Date.now(), log))
}

/** Servers on one Redis are one room. Who asks for it must have it at the start; later it may go and come. */
async function onRedis(url: string): Promise<ServerRoom> {
  try {
    return await roomOnRedis(url)
  } catch (error) {
    throw new BadInput(
      `netsplit: --redis «${excerpt(url)}» can't be reached (${reason(error)}): expected the address of a Redis, such as redis://localhost:6379`,
    )
  }
}

/** How many processes: one for each core unless told, up to what the largest room needs. */
function readProcesses(text: string | undefined): number {
  // There is no file for them in the sources.
  if (!existsSync(WORKER)) return 1
  if (text === undefined) return Math.min(availableParallelism(), PROCESSES_USUAL_MAX)
  const processes = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (processes >= 1 && processes <= PROCESSES_MAX) return processes
  throw new BadInput(
    `netsplit: --processes «${excerpt(text)}» should be a whole number from 1 to ${PROCESSES_MAX}`,
  )
}

/** Resolves when a signal says to end. */
function heardEnding(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ENDING_SIGNALS) process.once(signal, () => resolve())
  })
}

/** The password where the command line, which others on this machine can read, says nothing of it. */
function codeOfEnvironment({ code, open }: ServeOptions, { env }: ScreenEnv): Pick<ServeOptions, 'code'> {
  const set = env['NETSPLIT_CODE']
  return code !== undefined || open || set === undefined || set === '' ? {} : { code: set }
}

/** The room's password; null where none is asked for. */
function readCode({ code, open = false }: ServeOptions, host: string): string | null {
  if (code !== undefined && open)
    throw new BadInput('netsplit: --code and --open say two different things: give one of them')
  if (code !== undefined && (code.length < CODE_LENGTH_MIN || printable(code) !== code))
    throw new BadInput(
      `netsplit: the code «${excerpt(code)}» should have at least ${CODE_LENGTH_MIN} characters, none of them hidden`,
    )
  if (code !== undefined) return code
  if (open || host === LOOPBACK || host === '::1' || host === 'localhost') return null
  throw new BadInput(
    `netsplit: --listen ${excerpt(host)} lets others in: give the room a password with --code or NETSPLIT_CODE, or say --open if anybody may come`,
  )
}

async function kept<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new BadInput(`netsplit: ${folder} can't be used: ${reason(error)}`)
  }
}

/** The workshop in its room, which is let go where it can't begin: nothing else would let the program end. */
async function begun(room: ServerRoom, folder: string, open: () => Promise<Workshop>): Promise<Workshop> {
  let workshop: Workshop | null = null
  try {
    workshop = await open()
    await kept(folder, room.begin)
    return workshop
  } catch (error) {
    await workshop?.close('The workshop can’t begin.')
    await room.close()
    throw error
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
