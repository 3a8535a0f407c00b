import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { experimentIds, FOUR_WORLDS, openLessons, scenarioIds } from '../../src/commands/folder.ts'
import { main } from '../../src/commands/main.ts'
import { openProgressFile } from '../../src/effects/progress-file.ts'
import { emptyProgress, withLessonDone, withPage, withRun } from '../../src/progress/progress.ts'
import { temporaryFolder } from '../support/folder.ts'
import { linesOf, netsplit } from './netsplit.ts'

const LESSONS = join(import.meta.dirname, '../../lessons')

/** A copy of the lessons to spoil. */
function lessonsWith(change: (text: string) => string, file = 'scenarios/split-bank.yaml'): string {
  const folder = temporaryFolder()
  cpSync(LESSONS, folder, { recursive: true })
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')))
  return folder
}

/** The scenarios and experiments that ship, and the four worlds, in the order in which they are listed. */
const LABS = [...scenarioIds(openLessons(null)), ...experimentIds(openLessons(null)), FOUR_WORLDS]

describe('bad input: exit 2, nothing on stdout, one clear line on stderr', () => {
  const choices = 'consistency («Consistency – say no until a majority can be asked»), availability'
  test.each([
    [['lst'], 'there is no command «lst» (did you mean «list»?); the commands are lab, practice, read,'],
    [['toast', 'run'], 'there is no command «toast»; the commands are'],
    [['help', 'toast'], 'there is no command «toast»'],
    [['\x1b[2J'], 'there is no command «�[2J»'],
    [['--toast'], "unknown option '--toast'"],
    [['run', 'split-bank', '--sed', '3'], "unknown option '--sed' (Did you mean --seed?)"],
    [['run', 'a', 'b'], 'run takes one word at most after it, and got 2'],
    [['list', 'extra'], 'list takes no word after it, and got 1'],
    [
      ['run'],
      `run what? netsplit run <scenario>; the scenarios are ${scenarioIds(openLessons(null)).join(', ')}`,
    ],
    [
      ['run', 'split-bnk'],
      'there is no scenario «split-bnk» (did you mean «split-bank»?); «netsplit list» tells',
    ],
    [['lab', 'far-cals'], '(did you mean «far-calls»?); «netsplit list» tells what there is\n'],
    [['run', '../split-bank'], 'there is no scenario «../split-bank»'],
    [['run', 'split-bank'], choices],
    [['run', 'split-bank', '--json'], choices],
    [['run', 'split-bank', '--choose'], "option '--choose <choice>' argument missing"],
    [['run', 'split-bank', '--choose', 'no'], `no choice «no» in split-bank; the choices are ${choices}`],
    [['run', 'split-bank', '--choose', 'consistancy'], '(did you mean «consistency»?)'],
    [['lab', 'toast'], 'there is no scenario or experiment «toast»; the scenarios are'],
    [['lab'], 'which lab?'],
    [['lab', 'split-bank', '--seed', 'x'], '--seed «x» should be a whole number from 0 to 4294967295'],
    [['lab', 'split-bank'], 'netsplit needs a terminal'],
    [['read', 'toast'], 'there is no lesson «toast»; the lessons are no-answer, fallacies, the-split,'],
    [['read', 'the-splot'], '(did you mean «the-split»?)'],
    [['read', '--lessons', '/not/there'], '/not/there: expected a folder of lessons with a course.yaml'],
    [
      ['run', 'split-bank', '--choose', 'consistency', '--history', '/not/there/file'],
      "the history can't be written to /not/there/file: it is not there (ENOENT)",
    ],
  ])('%j', async (argv, told) => {
    const { code, stdout, stderr } = await netsplit(argv)
    expect({ code, stdout, lines: linesOf(stderr).length }).toEqual({ code: 2, stdout: '', lines: 1 })
    expect(stderr).toContain(told)
  })

  test.each(['abc', '', '-1', '1.5', '1e3', '0x10', '4294967296', '99999999999999999999999', '٣'])(
    '--seed %j',
    async seed => {
      const { code, stderr } = await netsplit([
        'run',
        'split-bank',
        '--choose',
        'consistency',
        '--seed',
        seed,
      ])
      expect([code, linesOf(stderr)]).toEqual([
        2,
        [`netsplit: --seed «${seed}» should be a whole number from 0 to 4294967295`],
      ])
    },
  )
})

describe('problems in the lessons', () => {
  test.each(['flag', 'variable'])('a faulty scenario is named with its line, by %s', async how => {
    const folder = lessonsWith(text => text.replace('replicas: 5', 'replicas: five'))
    const argv = ['run', 'split-bank', '--choose', 'consistency']
    const { code, stdout, stderr } =
      how === 'flag'
        ? await netsplit([...argv, '--lessons', folder])
        : await netsplit(argv, { env: { NETSPLIT_LESSONS: folder } })
    expect({ code, stdout, lines: linesOf(stderr).length }).toEqual({ code: 2, stdout: '', lines: 1 })
    expect(stderr).toMatch(/\/scenarios\/split-bank\.yaml:\d+: /)
    // Another scenario is none the worse for it.
    const feed = ['run', 'split-feed', '--choose', 'consistency', '--lessons', folder]
    expect((await netsplit(feed)).code).toBe(0)
  })

  test('every problem of the whole course is told, one a line', async () => {
    const folder = lessonsWith(text => text.replace('replicas: 5', 'replicas: five'))
    writeFileSync(join(folder, '2-fallacies.md'), 'nothing here\n')
    for (const command of ['read', 'list']) {
      const { code, stdout, stderr } = await netsplit([command, '--lessons', folder])
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(linesOf(stderr).length).toBeGreaterThan(1)
      expect(stderr).toContain(`${folder}/2-fallacies.md`)
      expect(stderr).toContain(`${folder}/scenarios/split-bank.yaml:`)
    }
  })

  test('a scenario is named as its file is', async () => {
    const folder = lessonsWith(text => text.replace('id: split-bank', 'id: bank'))
    const { code, stderr } = await netsplit(['run', 'split-bank', '--lessons', folder])
    expect([code, stderr]).toEqual([2, expect.stringContaining('the id is «bank»')])
  })
})

describe('without a terminal', () => {
  test.each([
    [{ stdin: false, stdout: false }, 'standard output'],
    [{ stdin: true, stdout: false }, 'standard output'],
    [{ stdin: false, stdout: true }, 'standard input'],
  ])('netsplit says so, and what there is instead: %j', async (tty, end) => {
    for (const argv of [[], ['lab', 'split-bank'], ['--no-color']]) {
      const { code, stdout, stderr } = await netsplit(argv, { tty })
      expect({ code, stdout, lines: linesOf(stderr).length }).toEqual({ code: 2, stdout: '', lines: 1 })
      for (const words of [end, '«netsplit read»', '«netsplit run»']) expect(stderr).toContain(words)
    }
  })
})

test('the help names no default that means nothing', async () => {
  for (const command of ['run', 'sweep'])
    expect((await netsplit([command, '--help'])).stdout).not.toContain('default')
})

test.each([['--help'], ['-h'], ['help'], ['run', '--help'], ['help', 'check'], ['--version'], ['lab', '-h']])(
  '%j %j is answered on stdout, and is no failure',
  async (...argv) => {
    const { code, stdout, stderr } = await netsplit(argv.filter(word => word !== undefined))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).not.toBe('')
    expect(stdout).not.toContain('--lessons')
    for (const line of linesOf(stdout)) expect(line.length).toBeLessThanOrEqual(80)
  },
)

describe('read', () => {
  test('a lesson by its id or number; all without one', async () => {
    const one = await netsplit(['read', 'the-split'])
    expect(one).toMatchObject({ code: 0, stderr: '' })
    expect(one.stdout).toMatch(/^Lesson 3: The split\n/)
    expect(await netsplit(['read', '3'])).toEqual(one)
    const all = await netsplit(['read'])
    expect(all.stdout).toContain(one.stdout)
    expect(all.stdout.match(/^Lesson \d: /gm)).toHaveLength(6)
  })

  test('is as wide as there is room', async () => {
    const narrow = await netsplit(['read', '1'], { env: { COLUMNS: '44' } })
    const words = linesOf(narrow.stdout).filter(line => /^[A-Z].*[a-z]/.test(line))
    expect(Math.max(...words.map(line => line.length))).toBeLessThanOrEqual(44)
    const terminal = await netsplit(['read', '1'], { tty: { stdin: true, stdout: true }, columns: 44 })
    expect(terminal.stdout).toBe(narrow.stdout)
  })
})

describe('list', () => {
  const IDS = ['no-answer', 'fallacies', 'the-split', 'choose-on-purpose', 'one-machine-first', 'many-copies']

  test('a line each, which begins with the id', async () => {
    const { code, stdout, stderr } = await netsplit(['list'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(linesOf(stdout).map(line => line.split(' ')[0])).toEqual([...IDS, ...LABS])
    for (const line of linesOf(stdout)) expect(line).toContain('  not yet  ')
  })

  test('tells what has been done', async () => {
    const folder = temporaryFolder()
    const run = {
      seed: 1,
      decisions: [],
      prediction: null,
      held: null,
      verdict: 'violation',
      code: null,
      when: 5,
    } as const
    let progress = withLessonDone(withPage(emptyProgress, 'no-answer', 3, 1), 'no-answer', 2)
    progress = withRun(withPage(progress, 'fallacies', 1, 3), 'split-bank', run)
    await openProgressFile({ ok: true, folder }).save(progress)
    const { stdout } = await netsplit(['list'], { env: { NETSPLIT_HOME: folder } })
    const lines = linesOf(stdout)
    expect(lines[0]).toMatch(/^no-answer +done +\d+ min {2}lesson 1: /)
    expect(lines[1]).toMatch(/^fallacies +page 2 of \d+ +/)
    expect(lines.find(line => line.startsWith('split-bank'))).toMatch(/^split-bank +1 run +lab: /)
  })

  test('progress that is garbage is told on stderr, and the list is printed', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'progress.json'), '{"what"')
    const { code, stdout, stderr } = await netsplit(['list'], { env: { NETSPLIT_HOME: folder } })
    expect([code, linesOf(stdout).length, linesOf(stderr).length]).toEqual([0, 6 + LABS.length, 1])
  })
})

test('a bug is told in one line, with how to report it; NETSPLIT_DEBUG tells where', async () => {
  const broken = (debug: string) =>
    new Proxy<Record<string, string>>(
      {},
      {
        get: (_, name) => {
          if (name === 'NETSPLIT_DEBUG') return debug
          throw new Error('boom')
        },
      },
    )
  const plain = await netsplit(['read'], { rawEnv: broken('') })
  expect([plain.code, plain.stdout, linesOf(plain.stderr).length]).toEqual([70, '', 1])
  expect(plain.stderr).toMatch(/^netsplit has a bug: boom \(netsplit .*, Node [\d.]+\)\. Please report/)
  const debug = await netsplit(['read'], { rawEnv: broken('1') })
  expect(debug.stderr).toContain('program.test.ts')
})

describe('streams that fail', () => {
  const world = (code: string) => {
    const told: string[] = []
    const stderr = { write: (text: string) => told.push(text), on: () => undefined }
    return {
      told,
      io: {
        stdin: process.stdin,
        stdout: failing(code) as unknown as NodeJS.WriteStream,
        stderr: stderr as unknown as NodeJS.WriteStream,
        env: {},
      },
    }
  }

  test('nobody reads any more: the end, quietly', async () => {
    const { io, told } = world('EPIPE')
    expect(await main(['read'], io)).toBe(0)
    expect(told).toEqual([])
  })

  test('a full disk is told', async () => {
    const { io, told } = world('ENOSPC')
    expect(await main(['read'], io)).toBe(2)
    expect(told).toEqual(["netsplit: standard output can't be written: the disk is full (ENOSPC)\n"])
  })
})

/** A stream whose every write fails with that code, as a closed pipe or a full disk does. */
function failing(code: string): object {
  const listeners: ((error: Error) => void)[] = []
  return {
    on: (event: string, listener: (error: Error) => void) => event === 'error' && listeners.push(listener),
    write: (text: string, done?: () => void) => {
      const error = Object.assign(new Error(`write ${code}`), { code })
      setImmediate(() => {
        if (text !== '') for (const listener of listeners) listener(error)
        done?.()
      })
      return false
    },
  }
}
