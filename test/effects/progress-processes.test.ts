import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { openProgressFile } from '../../src/effects/progress-file.ts'
import { draw, seededRandom } from '../../src/model/random.ts'
import { emptyProgress, encodeProgress, lessonProgress, withPage } from '../../src/progress/progress.ts'
import { bundleProgram } from '../support/bundle.ts'
import { temporaryFolder } from '../support/folder.ts'
import { SOAK, tellSoak } from '../support/soak.ts'

const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_260)
const KILLS = SOAK ? 200 : 40
/** About as long as one save takes: any step of it may be the one that is cut off. */
const SAVE_US = 4000

/** Saves small pieces of progress one after the other, each from nothing, and says each that was saved. */
const SAVER = `
import { openProgressFile } from './src/effects/progress-file.ts'
import { emptyProgress, withAnswer } from './src/progress/progress.ts'
const [folder, name, count] = process.argv.slice(2)
const file = openProgressFile({ ok: true, folder })
for (let when = 1; when <= Number(count); when += 1) {
  // Only the news: what an earlier save wrote is on disk or lost.
  const saved = await file.save(withAnswer(emptyProgress, name, 'q' + when, { option: 0, right: true, when }))
  if (!saved.saved) { console.error(saved.message); process.exit(9) }
  if (saved.messages.length > 0) { console.error(saved.messages.join()); process.exit(8) }
  console.log(when)
}`

/** Saves once and prints the result. */
const ONCE = `
import { findDataFolder } from './src/effects/data-folder.ts'
import { openProgressFile } from './src/effects/progress-file.ts'
import { emptyProgress, withPage } from './src/progress/progress.ts'
process.on('SIGXFSZ', () => {})
const file = openProgressFile(await findDataFolder())
const loaded = await file.load()
const long = Number(process.argv[2] ?? 1)
let progress = emptyProgress
for (let page = 0; page < long; page += 1) progress = withPage(progress, 'lesson-' + page, page, 1)
console.log(JSON.stringify({ loaded: loaded.messages, saved: await file.save(progress) }))`

const load = async (folder: string) => openProgressFile({ ok: true, folder }).load()

describe('two running copies', () => {
  test('four processes that save at the same time lose nothing', async () => {
    const folder = temporaryFolder()
    const program = await bundleProgram(SAVER, temporaryFolder())
    const names = ['a', 'b', 'c', 'd']
    const children = names.map(name =>
      spawn(process.execPath, [program, folder, name, '25'], { stdio: ['ignore', 'ignore', 'inherit'] }),
    )
    const codes = await Promise.all(children.map(exitCode))
    expect(codes).toEqual([0, 0, 0, 0])
    const { progress, messages } = await load(folder)
    expect(messages).toEqual([])
    for (const name of names) expect(Object.keys(lessonProgress(progress, name).answers)).toHaveLength(25)
  })

  test('killed while saving, again and again: what was saved is there, and the file is whole', async () => {
    const folder = temporaryFolder()
    const program = await bundleProgram(SAVER, temporaryFolder())
    let [saves, amid] = [0, 0]
    for (let round = 0; round < KILLS; round += 1) {
      const [microseconds] = draw(seededRandom(SEED + round), 0, SAVE_US)
      const child = spawn(process.execPath, [program, folder, `r${round}`, '100000'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const said = await killAfter(child, 1 + (round % 3), microseconds / 1000)
      saves += said
      // Its first save has removed the lock of the one before: what is there is its own.
      if (readdirSync(folder).includes('progress.lock')) amid += 1
      const { progress, messages } = await load(folder)
      expect(messages, `repeat with NETSPLIT_SEED=${SEED + round}`).toEqual([])
      expect(Object.keys(lessonProgress(progress, `r${round}`).answers).length).toBeGreaterThanOrEqual(said)
    }
    expect(amid, `${amid} of ${KILLS} kills came amid a save`).toBeGreaterThan(KILLS / 10)
    tellSoak(
      `${KILLS} kills from seed ${SEED} on, ${amid} amid a save: the file held all ${saves} saves each time`,
    )
    const started = performance.now()
    expect(await openProgressFile({ ok: true, folder }).save(emptyProgress)).toMatchObject({ saved: true })
    // A lock that a killed process left is not waited for.
    expect(performance.now() - started).toBeLessThan(3000)
  })
})

describe('a disk that does not let us', () => {
  const old = encodeProgress(withPage(emptyProgress, 'clocks', 1, 2000))

  test('a file that cannot be written whole leaves the old one', async () => {
    const folder = temporaryFolder()
    const program = await bundleProgram(ONCE, temporaryFolder())
    writeFileSync(join(folder, 'progress.json'), old)
    // The system writes the first 4 KiB and then refuses, as a disk does that is nearly full.
    const result = await run(
      'bash',
      ['-c', `ulimit -f 4; exec "$0" "$@"`, process.execPath, program, '200'],
      {
        NETSPLIT_HOME: folder,
      },
    )
    expect(result.saved).toMatchObject({
      saved: false,
      message: expect.stringMatching(/larger than allowed/),
    })
    expect(readFileSync(join(folder, 'progress.json'), 'utf8')).toBe(old)
  })

  test('a full disk, and a broken file: that it was set aside is told all the same', async () => {
    const folder = temporaryFolder()
    const program = await bundleProgram(ONCE, temporaryFolder())
    writeFileSync(join(folder, 'progress.json'), 'garbage')
    const result = await run('bash', ['-c', `ulimit -f 0; exec "$0" "$@" | cat`, process.execPath, program], {
      NETSPLIT_HOME: folder,
    })
    expect(result.loaded).toEqual([
      expect.stringMatching(
        /not JSON\. It is kept as .*progress\.broken-.* not being saved: .*larger than allowed/,
      ),
    ])
  })

  test('a read-only folder', async () => {
    const folder = join(temporaryFolder(), 'data')
    const program = await bundleProgram(ONCE, temporaryFolder())
    mkdirSync(folder)
    writeFileSync(join(folder, 'progress.json'), old)
    chmodSync(folder, 0o555)
    const result = await run(process.execPath, [program], { NETSPLIT_HOME: folder }, nobody)
    expect(result.loaded).toEqual([])
    expect(result.saved).toMatchObject({ saved: false, message: expect.stringMatching(/permission denied/) })
  })

  test('a broken file in a read-only folder: said, left, and the program goes on', async () => {
    const folder = join(temporaryFolder(), 'data')
    const program = await bundleProgram(ONCE, temporaryFolder())
    mkdirSync(folder)
    writeFileSync(join(folder, 'progress.json'), 'garbage')
    chmodSync(folder, 0o555)
    const result = await run(process.execPath, [program], { NETSPLIT_HOME: folder }, nobody)
    expect(result.loaded).toEqual([
      expect.stringMatching(/not JSON/),
      expect.stringMatching(/permission denied/),
    ])
    expect(readFileSync(join(folder, 'progress.json'), 'utf8')).toBe('garbage')
  })

  test('a file that may not be read is not overwritten', async () => {
    const folder = join(temporaryFolder(), 'data')
    const program = await bundleProgram(ONCE, temporaryFolder())
    mkdirSync(folder, { mode: 0o777 })
    chmodSync(folder, 0o777)
    writeFileSync(join(folder, 'progress.json'), old)
    chmodSync(join(folder, 'progress.json'), 0o000)
    const result = await run(process.execPath, [program], { NETSPLIT_HOME: folder }, nobody)
    expect(result.loaded).toEqual([expect.stringMatching(/can't be read: permission denied/)])
    expect(result.saved).toMatchObject({ saved: false })
    chmodSync(join(folder, 'progress.json'), 0o600)
    expect(readFileSync(join(folder, 'progress.json'), 'utf8')).toBe(old)
  })

  test('no home directory', async () => {
    const program = await bundleProgram(ONCE, temporaryFolder())
    const result = await run(process.execPath, [program], { HOME: '' }, nobody)
    expect(result.saved).toMatchObject({ saved: false, message: expect.stringMatching(/NETSPLIT_HOME/) })
  })

  // Only root may become a user that isn't in the list of users.
  test.runIf(process.getuid?.() === 0)('a user whom the system does not know', async () => {
    const program = await bundleProgram(ONCE, temporaryFolder())
    const result = await run(process.execPath, [program], {}, { uid: 54321, gid: 54321 })
    expect(result.loaded).toEqual([expect.stringMatching(/NETSPLIT_HOME/)])
  })
})

/** Root may write everywhere, so as root the program is run as somebody else. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

/** Kills a saver some moments after its `count`-th save; gives how many it said were saved. */
async function killAfter(child: ChildProcess, count: number, ms: number): Promise<number> {
  let said = 0
  if (child.stdout === null) throw new Error('no output')
  const gone = once(child, 'exit')
  for await (const _ of createInterface({ input: child.stdout })) {
    said += 1
    if (said !== count) continue
    // A timer is too coarse to hit each step of a save.
    const until = performance.now() + ms
    while (performance.now() < until);
    child.kill('SIGKILL')
  }
  await gone
  expect([child.exitCode, child.signalCode]).toEqual([null, 'SIGKILL'])
  return said
}

interface Result {
  readonly loaded: readonly string[]
  readonly saved: { readonly saved: boolean; readonly message?: string }
}

async function run(command: string, args: string[], env: Record<string, string>, user = {}): Promise<Result> {
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], ...env },
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...user,
  })
  let output = ''
  child.stdout?.on('data', chunk => {
    output += chunk
  })
  await once(child, 'close')
  return JSON.parse(output)
}
