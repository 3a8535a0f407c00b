import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compose } from '../../src/tui/compose.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { testApp } from '../support/app.ts'
import { lastScreen, outputOf, readCast } from '../support/cast.ts'
import { temporaryFolder } from '../support/folder.ts'
import { SIXTEEN } from '../support/looks.ts'
import { flat } from '../terminal/flat.ts'
import { linesOf, netsplit } from './netsplit.ts'

const castFile = (name = 'demo.cast') => join(temporaryFolder(), name)

describe('a lab that plays by itself', () => {
  const lab = (file: string, ...more: readonly string[]) =>
    netsplit(['record', file, '--lab', 'split-bank', '--choose', 'availability', '--speed', '1.6', ...more])

  test('ends on the screen on which the same run by hand ends, and is the same bytes each time', async () => {
    const [one, two] = [castFile(), castFile()]
    expect(await lab(one, '--seed', '11')).toMatchObject({ code: 0, stdout: '' })
    // Neither what the terminal is nor what its owner wants comes into it.
    const env = { NO_COLOR: '1', NETSPLIT_ASCII: '1', COLORTERM: 'truecolor' }
    const again = ['record', two, '--lab=split-bank', '--choose=availability', '--speed=1.6', '--seed=11']
    await netsplit(again, { env, tty: { stdin: true, stdout: true }, columns: 120 })
    expect(readFileSync(two, 'utf8')).toBe(readFileSync(one, 'utf8'))

    const cast = readCast(readFileSync(one, 'utf8'))
    expect(cast.header).toEqual({
      version: 2,
      width: 80,
      height: 24,
      title: 'netsplit: The split bank',
      env: { TERM: 'xterm-256color' },
    })
    const app = testApp({ scenario: 'split-bank', seed: 11 })
    app.take(0)
    app.watch()
    app.take(1)
    app.take(3)
    app.watch()
    app.take(0)
    app.watch()
    expect(app.state().screen).toMatchObject({ type: 'lab', phase: 'verdict' })
    const { glyphs, styles } = flat(compose(appView(app.state()), app.state().size, SIXTEEN))
    const shown = await lastScreen(cast)
    expect(shown.glyphs.join('')).toBe(glyphs.join(''))
    expect(shown.styles).toEqual(styles)
  })

  test('is drawn as the options say, fifteen frames a second, and the last screen stays to be read', async () => {
    const file = castFile()
    await lab(file, '--no-color', '--size', '60x20', '--keys')
    const cast = readCast(readFileSync(file, 'utf8'))
    expect([cast.header.width, cast.header.height]).toEqual([60, 20])
    expect((await lastScreen(cast)).styles.filter(style => !['', '1'].includes(style))).toEqual([])
    const frames = cast.events.map(([seconds]) => seconds * 15)
    for (const frame of frames) expect(Math.abs(frame - Math.round(frame))).toBeLessThan(0.001)
    expect((frames.at(-1) ?? 0) - (frames.at(-2) ?? 0)).toBeCloseTo(90, 3)
    const typed = cast.events.filter(([, code]) => code === 'i').map(([, , data]) => data)
    // Start, three speeds up, the second choice, past three predictions to «skip», and on.
    const keys = typed.map(key => ({ '\r': 'enter', '\x1b[B': 'down' })[key] ?? key)
    expect(keys.join(' ')).toBe('enter + + + down enter down down down enter enter')
  })

  test('a sandbox needs hands: that is told, and leaves no file', async () => {
    const file = castFile()
    const { code, stderr } = await netsplit(['record', file, '--lab', 'sandbox'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^netsplit: sandbox plays nothing by itself.* -- lab sandbox\n$/)
    expect(existsSync(file)).toBe(false)
  })
})

describe('another command line', () => {
  test('does what it does, and what it shows is recorded as a terminal gets it', async () => {
    const file = castFile()
    const [plain, told] = [await netsplit(['list']), await netsplit(['record', file, '--', 'list'])]
    expect(told.stdout).toBe(plain.stdout)
    expect(told.stderr).toContain(`asciinema play ${file}`)
    const cast = readCast(readFileSync(file, 'utf8'))
    expect(outputOf(cast)).toBe(plain.stdout.replaceAll('\n', '\r\n'))
    expect(cast.header).toMatchObject({ width: 80, height: 24, title: 'netsplit list' })
    expect(Math.abs((cast.header.timestamp ?? 0) - Date.now() / 1000)).toBeLessThan(60)
  })

  test('has the exit code that it has, and the options that every command takes', async () => {
    const file = castFile()
    const history = castFile('history.jsonl')
    writeFileSync(history, '{"process":"a","type":"invoke","f":"read","key":"x"}\n'.repeat(2))
    const bad = await netsplit(['record', file, '--', 'check', history])
    expect(bad).toMatchObject({ code: 2, stdout: '' })
    expect(existsSync(file), 'nothing was to be seen').toBe(false)
    await netsplit(['--ascii', 'record', file, '--no-color', '--', 'doctor'], { tty: TERMINAL })
    const text = outputOf(readCast(readFileSync(file, 'utf8')))
    expect(text).toContain('--ascii')
    expect(text).toContain('none (--no-color)')
  })
})

const TERMINAL = { stdin: true, stdout: true }

test('a file that is there is kept, unless it may go', async () => {
  const file = castFile()
  const old = 'what somebody has recorded before\n'.repeat(500)
  writeFileSync(file, old)
  for (const more of [
    ['--', 'list'],
    ['--lab', 'split-feed', '--choose', 'availability'],
  ] as const) {
    const { code, stdout, stderr } = await netsplit(['record', file, ...more])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(`netsplit: ${file} is there already: give another name, or --force to replace it\n`)
  }
  // Even with --force one that comes to nothing replaces nothing.
  await netsplit(['record', file, '--force', '--', 'lab', 'split-bnk'])
  expect(readFileSync(file, 'utf8')).toBe(old)
  await netsplit(['record', file, '--force', '--', 'list'])
  expect(readFileSync(file, 'utf8')).not.toContain('before')
  expect(readCast(readFileSync(file, 'utf8')).events.length).toBeGreaterThan(0)
})

test.each([
  [[], /record to which file\?/],
  [['/nowhere/at/all.cast', '--', 'list'], /can't be written to .*: it is not there/],
  [['x.cast', '--size', '8x24'], /--size «8x24» should be columns and rows, such as 80x24; from 60x20/],
  [['x.cast', '--size', 'large'], /--size «large» should be/],
  [['x.cast', '--speed', '0.4'], /--speed goes with --lab/],
  [['x.cast', '--lab', 'split-bank', '--choose', 'consistency', '--speed', '3'], /one of 0.05, 0.1/],
  [['x.cast', '--lab', 'split-bank'], /the choices are consistency/],
  [['x.cast', '--lab', 'split-bnk'], /did you mean «split-bank»/],
  [['x.cast', '--lab', 'split-bank', '--', 'list'], /not both/],
])('bad input is told in one line, and makes no file: record %j', async (argv, told) => {
  const { code, stdout, stderr } = await netsplit(['record', ...argv])
  expect([code, stdout]).toEqual([2, ''])
  expect(linesOf(stderr)).toHaveLength(1)
  expect(stderr).toMatch(told)
  expect(existsSync('x.cast')).toBe(false)
})

test.skipIf(!existsSync('/dev/full'))(
  'a full disk ends the recording, not what is recorded, and is told',
  async () => {
    const { code, stdout, stderr } = await netsplit(['record', '/dev/full', '--force', '--', 'list'])
    expect([code, stdout]).toEqual([2, (await netsplit(['list'])).stdout])
    expect(stderr).toBe("netsplit: the recording can't be written to /dev/full: the disk is full (ENOSPC)\n")
  },
)
