import { describe, expect, test } from 'vitest'
import { type LabScreen, labMenu } from '../../src/app/app.ts'
import { parseCommand, sandboxCommands } from '../../src/lab/lab.ts'
import { type TestApp, testApp } from '../support/app.ts'

function lab(app: TestApp): LabScreen {
  const { screen } = app.state()
  if (screen.type !== 'lab') throw new Error(`expected a lab, found ${screen.type}`)
  return screen
}

function sandbox(): TestApp {
  const app = testApp({ scenario: 'sandbox' })
  app.press('space')
  return app
}

/** Takes the option that begins with a word. */
function take(app: TestApp, word: string): void {
  const options = labMenu(lab(app))?.options ?? []
  const place = options.findIndex(({ text }) => text.startsWith(word))
  expect(place, `${word} among ${options.map(({ text }) => text).join(' / ')}`).toBeGreaterThanOrEqual(0)
  app.take(place)
}

/** What was done by the options taken, against what the typed command would have done. */
function doneBy(words: readonly string[], line: string): void {
  const app = sandbox()
  const before = lab(app).run
  app.press('f')
  for (const word of words) take(app, word)
  if (lab(app).phase === 'faults') take(app, 'Do it')
  const typed = parseCommand(before, line)
  expect(typed.ok).toBe(true)
  expect(lab(app).phase).toBe('live')
  expect(lab(app).run.acts.map(({ deed }) => deed)).toEqual(typed.ok ? typed.deeds : [])
  expect(lab(app).said).toBe(typed.ok ? `✓ ${typed.says}` : '')
}

describe('every fault by key', () => {
  test.each([
    [['cut', 'n1', 'n2', '|', 'n3', 'n4', 'n5'], 'cut n1 n2 | n3 n4 n5'],
    [['cut', 'n1', 'n2', '|', 'n3', '|', 'n4', 'n5'], 'cut n1 n2 | n3 | n4 n5'],
    [['cut', 'one-way', 'n1', '|', 'n3'], 'cut one-way n1 | n3'],
    [['cut', 'n4', 'n5'], 'cut n4 n5'],
    [['crash', 'n2'], 'crash n2'],
    [['crash', 'n2', '--lose-disk'], 'crash n2 --lose-disk'],
    [['link', 'n1', 'n2', 'cut'], 'link n1 n2 cut'],
    [['link', 'n1', '>', 'n2', 'hold'], 'link n1>n2 hold'],
    [['link', 'n1', 'n2', 'hold'], 'hold n1 n2'],
    [['link', 'n1', 'n2', 'free'], 'release n1 n2'],
    [['clock', 'n3', '-300'], 'clock n3 -300'],
    [['loss', '50%'], 'loss 50%'],
    [['duplicate', '10%'], 'duplicate 10%'],
    [['delay', '200-600'], 'delay 200-600'],
    [['tail', '5%', '200-600'], 'tail 5% 200-600'],
    [['in-order', 'on'], 'in-order on'],
    [['bandwidth', '64'], 'bandwidth 64'],
    [['policy', 'availability'], 'policy availability'],
  ])('%j', doneBy)

  test('what is broken can be mended, and only then', () => {
    const app = sandbox()
    app.press('f')
    const first = labMenu(lab(app))?.options.map(({ text }) => text.split(' ')[0])
    expect(first).not.toContain('heal')
    expect(first).not.toContain('restart')
    take(app, 'crash')
    take(app, 'n2')
    take(app, 'Do it')
    app.press('f')
    take(app, 'cut')
    take(app, 'n1')
    take(app, 'Do it')
    app.press('f')
    take(app, 'heal')
    expect(lab(app).run.moment.world.network.partition).toBe(null)
    app.press('f')
    take(app, 'restart')
    take(app, 'n2')
    take(app, 'Do it')
    expect(lab(app).run.moment.world.hosts.every(({ up }) => up)).toBe(true)
    expect(lab(app).run.acts).toHaveLength(4)
  })

  test('every command that breaks or mends something is offered', () => {
    const app = sandbox()
    const breaking = sandboxCommands(lab(app).run).filter(({ breaks }) => breaks !== undefined)
    expect(breaking.length).toBeGreaterThan(12)
    app.press('f')
    const offered = labMenu(lab(app))?.options.map(({ text }) => text.split(' ')[0]) ?? []
    expect([...offered, 'heal', 'restart'].toSorted()).toEqual(breaking.map(({ name }) => name).toSorted())
  })

  test('Esc takes back one word, then leaves the run as it was', () => {
    const app = sandbox()
    const { run } = lab(app)
    app.press('f')
    take(app, 'cut')
    take(app, 'n1')
    app.press('escape')
    expect(lab(app)).toMatchObject({ phase: 'faults', building: 'cut ' })
    app.press('escape', 'escape')
    expect(lab(app).phase).toBe('live')
    expect(lab(app).run).toBe(run)
  })
})
