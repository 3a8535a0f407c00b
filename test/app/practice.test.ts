import { describe, expect, test } from 'vitest'
import { helpLines, keyLine, type LabScreen, mapLines, type PracticeScreen } from '../../src/app/app.ts'
import { present } from '../../src/model/assert.ts'
import { emptyProgress, practiceLevel, withPractice } from '../../src/progress/progress.ts'
import { plain } from '../../src/terminal/text.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'

const { course } = shippedCourse()

function practiceLine(app: TestApp): number {
  return course.lessons.length + mapLines(app.state()).findIndex(({ text }) => text === 'Practice')
}

/** Practice, opened from its line on the map. */
function practising(progress = emptyProgress): TestApp {
  const app = testApp({ progress })
  for (let line = 0; line < practiceLine(app); line += 1) app.press('down')
  app.press('enter')
  return app
}

function shown(app: TestApp): PracticeScreen {
  const { screen } = app.state()
  if (screen.type !== 'practice') throw new Error(`on ${screen.type}`)
  return screen
}

/** Gives the right answer, or a wrong one, and says which option was taken. */
function answer(app: TestApp, right: boolean) {
  const { options } = shown(app).shown
  const option = options.findIndex(({ misconception }) => (misconception === null) === right)
  app.take(option)
  return options[option]
}

describe('practice', () => {
  test('two right answers at a level lead up, a wrong one leads down, within 1 and 5', () => {
    const app = practising()
    const levels: number[] = []
    for (const right of [true, true, true, false, false, true, true]) {
      levels.push(shown(app).shown.level)
      answer(app, right)
      app.take(0)
    }
    expect([...levels, shown(app).shown.level]).toEqual([1, 1, 2, 2, 1, 1, 1, 2])
    expect(shown(app)).toMatchObject({ asked: 7, right: 5 })
  })

  test('what becomes of the level is told with the answer', () => {
    const app = practising()
    const again = () => plain(present(appView(app.state()).menu?.options[0]?.[0], 'the first option'))
    const told = [true, true, true, false, false].map(right => {
      if (shown(app).chosen !== null) app.take(0)
      answer(app, right)
      return again()
    })
    expect(told).toEqual([
      'Another one',
      'Another one, harder: two right in a row lead to level 2',
      'Another one',
      'Another one, easier: level 1',
      'Another one',
    ])
  })

  test('an answer counts for the misconceptions that it speaks of', () => {
    const wrong = practising()
    const taken = answer(wrong, false)
    expect(Object.keys(wrong.state().progress.practice)).toEqual([taken?.misconception])
    const right = practising()
    const against = shown(right).shown.options.flatMap(({ misconception }) => misconception ?? [])
    answer(right, true)
    expect(Object.keys(right.state().progress.practice)).toEqual([...new Set(against)].sort())
  })

  test('another one is never the same, and an answer is given once', () => {
    const app = practising()
    const seen = new Set<string>()
    for (let round = 0; round < 20; round += 1) {
      const { ask, seed, shape } = shown(app).shown
      seen.add(`${seed} ${shape} ${ask}`)
      answer(app, round % 2 === 0)
      const after = app.state().progress
      app.take(9)
      expect(app.state().progress).toBe(after)
      app.take(0)
    }
    expect(seen.size).toBe(20)
  })

  test('the run opens in the lab and as a diagram, is kept out of the scenarios, and leads back to the case', () => {
    const app = practising()
    answer(app, true)
    const before = app.state().screen
    app.take(1)
    const { screen } = app.state()
    expect(screen).toMatchObject({ type: 'lab', phase: 'live', playing: false })
    expect((screen as LabScreen).run.seed).toBe((before as PracticeScreen).shown.seed)
    app.press('end')
    expect(app.state().screen).toMatchObject({ type: 'lab', phase: 'verdict' })
    expect(app.state().progress.scenarios).toEqual({})
    app.press('escape', 'escape')
    expect(app.state().screen).toEqual(before)
    app.take(2)
    expect(app.state().screen).toMatchObject({ type: 'lab', phase: 'diagram' })
    // Behind the diagram stands the verdict on this run, and behind that the case.
    app.press('escape')
    expect((app.state().screen as LabScreen).futures).toHaveLength(1)
    expect(app.state().progress.scenarios).toEqual({})
    app.press('escape', 'escape')
    expect(app.state().screen).toEqual(before)
  })

  test('its lab offers no key for writing: nothing is written by hand there', () => {
    const app = practising()
    answer(app, true)
    app.take(1)
    app.press('.')
    expect(keyLine(app.state()).map(({ keys }) => keys)).not.toContain('w')
    const { above } = appView(app.state())
    expect(above.map(plain).join('\n')).toMatch(/At \w+: r read ·/)
    app.press('w')
    expect((app.state().screen as LabScreen).run.acts).toEqual([])
    expect((app.state().screen as LabScreen).said).toBe('Nothing is written by hand here.')
    app.press('?')
    expect(helpLines(app.state()).map(plain).join('\n')).not.toMatch(/^w /m)
  })

  test('Esc leads out to the line on the map', () => {
    const app = practising()
    app.press('escape', 'escape')
    expect(app.state().screen).toEqual({ type: 'map', selected: practiceLine(app) })
  })
})

test('one answer under several misconceptions is one answer', () => {
  const one = withPractice(emptyProgress, ['M1', 'M2', 'M3'], { level: 2, seed: 5, right: true, when: 10 })
  expect(practiceLevel(one)).toBe(2)
  const two = withPractice(one, ['M1', 'M8', 'M3'], { level: 2, seed: 6, right: true, when: 20 })
  expect(practiceLevel(two)).toBe(3)
  expect(practiceLevel(withPractice(two, ['M4'], { level: 1, seed: 7, right: false, when: 30 }))).toBe(1)
})
