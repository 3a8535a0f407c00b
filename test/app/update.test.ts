import { describe, expect, test } from 'vitest'
import {
  helpLines,
  isMoving,
  keyLine,
  keymap,
  type LabScreen,
  labMenu,
  mapLines,
  type PageScreen,
} from '../../src/app/app.ts'
import { decisionsOf, position } from '../../src/lab/lab.ts'
import { plain } from '../../src/terminal/text.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'

const { course } = shippedCourse()

function page(app: TestApp): PageScreen {
  const { screen } = app.state()
  if (screen.type !== 'page') throw new Error(`expected a page, found ${screen.type}`)
  return screen
}

function lab(app: TestApp): LabScreen {
  const { screen } = app.state()
  if (screen.type !== 'lab') throw new Error(`expected a lab, found ${screen.type}`)
  return screen
}

/** Opens a lesson at its first page with a lab and stands there. */
function atLabPage(app: TestApp): void {
  const index = course.lessons.findIndex(({ pages }) => pages.some(({ block }) => block?.kind === 'lab'))
  for (let row = 0; row < index; row += 1) app.press('down')
  app.press('enter')
  for (;;) {
    if (page(app).focus) app.press('escape')
    const { lesson, page: at } = page(app)
    if (course.lessons.find(({ id }) => id === lesson)?.pages[at]?.block?.kind === 'lab') return
    app.press('right')
  }
}

describe('the help', () => {
  const text = (app: TestApp) =>
    helpLines(app.state())
      .map(line => plain(line))
      .join('\n')

  test('goes on and back by lines and by pages, and never beyond its end', () => {
    const app = testApp({ scenario: 'split-bank', size: { columns: 60, rows: 20 } })
    app.press('?')
    const scroll = () => app.state().help?.scroll
    app.press('down', 'down', 'up')
    expect(scroll()).toBe(1)
    app.press('page-up')
    expect(scroll()).toBe(0)
    app.press('space')
    const page = scroll() ?? 0
    expect(page).toBeGreaterThan(5)
    for (let i = 0; i < 50; i += 1) app.press(i % 2 === 0 ? 'page-down' : 'space')
    const end = scroll() ?? 0
    // The last line is in sight, and one row says that the beginning is not.
    expect(end).toBe(helpLines(app.state()).length - (20 - 6) + 1)
    app.press('up')
    expect(scroll()).toBe(end - 1)
    app.send({ type: 'resized', size: { columns: 120, rows: 200 } })
    expect(scroll()).toBe(0)
    app.press('enter')
    expect(app.state().help).toBeNull()
  })

  test('explains the signs of the screen under it and no others', () => {
    const app = testApp({ scenario: 'split-bank' })
    app.press('?')
    expect(text(app)).not.toContain('Signs')
    app.press('escape')
    app.take(0)
    app.press('?')
    expect(text(app)).toContain('2/5')
    expect(text(app)).toContain('stale       stale reads: missed')
    app.press('escape', 't', '?')
    expect(text(app)).toContain('╌╌')
    expect(text(app)).not.toContain('2/5')
    app.press('escape', 'escape', 'space')
    for (let stop = 0; stop < 2; stop += 1) {
      app.watch()
      app.take(0)
    }
    app.watch()
    app.press('?')
    expect(text(app)).toContain('created     money created: ')
    expect(text(app)).not.toContain('2/5')
  })
})

describe('the map', () => {
  test('goes around, opens a lesson, and comes back to it', () => {
    const app = testApp()
    app.press('up')
    expect(app.state().screen).toEqual({
      type: 'map',
      selected: course.lessons.length + mapLines(app.state()).length - 1,
    })
    app.press('down', 'down')
    app.press('enter')
    expect(page(app)).toMatchObject({ lesson: course.lessons[1]?.id, page: 0 })
    app.press('escape', 'escape')
    expect(app.state().screen).toEqual({ type: 'map', selected: 1 })
  })

  test('a second visit goes on at the page where the learner stopped', () => {
    const app = testApp()
    app.press('enter', 'escape', 'right', 'right')
    const stopped = page(app).page
    expect(stopped).toBeGreaterThan(0)
    const later = testApp({ progress: app.state().progress })
    later.press('enter')
    expect(page(later)).toMatchObject({ lesson: course.lessons[0]?.id, page: stopped })
  })

  test('behind the last page of a lesson the lesson is done and the next one chosen', () => {
    const app = testApp()
    app.press('enter')
    while (app.state().screen.type === 'page') {
      if (page(app).focus) app.press('escape')
      app.press('right')
    }
    expect(app.state().screen).toEqual({ type: 'map', selected: 1, ended: course.lessons[0]?.id })
    expect(app.state().progress.lessons[course.lessons[0]?.id ?? '']?.doneWhen).not.toBeNull()
  })
})

describe('a question', () => {
  test('has the focus: letters and arrows are not commands, Esc gives the keys back', () => {
    const app = testApp()
    app.press('enter')
    const before = app.state()
    expect(page(app).focus).toBe(true)
    app.press('q', 'b', 'left', 'right', 'space', 'enter', 'a', 'c')
    expect(app.state()).toBe(before)
    app.press('escape')
    expect(page(app).focus).toBe(false)
    app.press('right')
    expect(page(app).page).toBe(1)
  })

  test('an answer is kept and stands there when one comes back', () => {
    const app = testApp()
    app.press('enter')
    app.take(1)
    expect(page(app)).toMatchObject({ question: { kind: 'answered', option: 1 }, focus: false })
    app.press('right', 'left')
    expect(page(app).question).toEqual({ kind: 'answered', option: 1 })
    expect(app.effects.at(-1)?.type).toBe('save-progress')
  })

  test('the option behind the last one skips it, in so many words', () => {
    const app = testApp()
    app.press('enter')
    const block = course.lessons[0]?.pages[0]?.block
    if (block?.kind !== 'predict') throw new Error('the first page of the course asks for a prediction')
    app.take(block.options.length)
    expect(page(app).question).toEqual({ kind: 'skipped' })
    const kept = app.state().progress.lessons[course.lessons[0]?.id ?? '']?.predictions[block.id]
    expect(kept?.option).toBe('skipped')
  })
})

describe('the lab', () => {
  test('does not start before a prediction', () => {
    const app = testApp({ scenario: 'beat-cap' })
    expect(lab(app).phase).toBe('predict')
    app.send({ type: 'frame', elapsedMs: 500 })
    expect(lab(app).run.now).toBe(0)
    expect(isMoving(app.state())).toBe(false)
    app.take(0)
    expect(lab(app)).toMatchObject({ phase: 'live', playing: true })
    expect([...lab(app).predictions.values()]).toEqual(['no-answer'])
    expect(isMoving(app.state())).toBe(true)
  })

  test('asks after each choice what will come of it, and judges each future by its own answer', () => {
    const app = testApp({ scenario: 'split-bank' })
    app.take(0)
    app.watch()
    app.take(1)
    expect(lab(app)).toMatchObject({ phase: 'predict', playing: false, focus: true })
    const { now } = lab(app).run
    app.send({ type: 'frame', elapsedMs: 500 })
    expect(lab(app).run.now).toBe(now)
    app.take(1)
    expect(lab(app)).toMatchObject({ phase: 'live', playing: true })
    app.watch()
    app.take(0)
    app.watch()
    const runs = () => app.state().progress.scenarios['split-bank']?.map(({ prediction }) => prediction)
    expect(runs()).toEqual(['put-right'])
    // The other future has a question of its own; it is not asked twice.
    app.take(0)
    expect(lab(app).phase).toBe('predict')
    app.take(0)
    app.watch()
    app.take(0)
    app.watch()
    expect(runs()).toEqual(['put-right', 'one-no'])
    app.press('escape')
    for (let step = 0; step < 50 && lab(app).run.moment.standsAt !== 'choice'; step += 1) app.press('p')
    app.press('enter')
    app.take(1)
    expect(lab(app).phase).toBe('live')
  })

  test('a question in the middle of a run is not left by one Esc too many', () => {
    const app = testApp({ scenario: 'split-bank' })
    app.take(0)
    app.watch()
    app.take(1)
    app.press('escape')
    expect(lab(app)).toMatchObject({ phase: 'predict', said: expect.stringContaining('Esc again') })
    // What it says of keys holds here, where no letter is a command.
    expect(lab(app).said).toContain('Ctrl-C quits')
    expect(keyLine(app.state()).map(({ keys, says }) => `${keys} ${says}`)).toEqual(
      expect.arrayContaining(['Esc leave', 'Ctrl-C quit']),
    )
    app.take(0)
    expect(lab(app)).toMatchObject({ phase: 'live', said: null })
    app.press('escape', 'escape')
    expect(app.state().screen.type).toBe('map')
  })

  test('pauses at the choice, goes on with it, and ends with the verdict', () => {
    const app = testApp({ scenario: 'split-bank' })
    app.take(0)
    app.watch()
    expect(lab(app).run.moment.standsAt).toBe('choice')
    expect(lab(app)).toMatchObject({ playing: false, focus: true })
    app.take(1)
    app.watch()
    app.take(0)
    app.watch()
    expect(lab(app).phase).toBe('verdict')
    expect(decisionsOf(lab(app).run).map(({ choice }) => choice)).toEqual(['availability'])
    expect(app.state().progress.scenarios['split-bank']).toHaveLength(1)
    expect(app.state().progress.scenarios['split-bank']?.[0]).toMatchObject({
      prediction: 'both-paid',
      verdict: 'violation',
    })
  })

  test('offers the same moment with the other choice, then both side by side', () => {
    const app = testApp({ scenario: 'split-bank' })
    app.take(0)
    app.watch()
    app.take(1)
    app.watch()
    app.take(0)
    app.watch()
    const first = lab(app).run
    expect(labMenu(lab(app))?.options[0]?.text).toContain('another choice')
    app.take(0)
    expect(decisionsOf(lab(app).run)).toEqual([{ at: decisionsOf(first)[0]?.at, choice: 'consistency' }])
    app.watch()
    app.take(0)
    app.watch()
    expect(lab(app).futures).toHaveLength(2)
    const side = labMenu(lab(app))?.options.findIndex(({ does }) => does.type === 'compare') ?? -1
    app.take(side)
    expect(lab(app).phase).toBe('compare')
  })

  test('steps forward and back to the same place, and pauses doing so', () => {
    const app = testApp({ scenario: 'split-bank' })
    app.take(0)
    app.press('.', '.', '.', '.')
    const there = lab(app).run
    app.press(',')
    expect(position(lab(app).run)).toBeLessThan(position(there))
    app.press('.')
    expect(position(lab(app).run)).toBe(position(there))
    expect(lab(app).playing).toBe(false)
  })

  test('looking again at a run that ended does not count it twice', () => {
    const app = testApp({ scenario: 'split-bank' })
    app.take(0)
    app.watch()
    app.take(0)
    app.watch()
    app.take(0)
    app.watch()
    app.press('escape', ',', ',')
    app.press('space')
    app.watch()
    expect(lab(app).phase).toBe('verdict')
    expect(app.state().progress.scenarios['split-bank']).toHaveLength(1)
  })

  test('cuts and heals by hand, writes and reads at the chosen client', () => {
    const app = testApp({ scenario: 'split-bank' })
    app.take(0)
    app.press('c')
    app.send({ type: 'frame', elapsedMs: 50 })
    expect(lab(app).run.moment.world.network.partition).not.toBeNull()
    app.press('c')
    app.send({ type: 'frame', elapsedMs: 50 })
    expect(lab(app).run.moment.world.network.partition).toBeNull()
    expect(lab(app).client).toBe('c1')
    app.press('tab', 'w')
    expect(lab(app).client).toBe('c2')
    app.send({ type: 'frame', elapsedMs: 50 })
    expect(lab(app).run.moment.told.items.at(-1)?.event).toMatchObject({ process: 'c2', f: 'withdraw' })
  })

  test('opened from a lesson it leads on behind its page, and Esc leads back to it', () => {
    const app = testApp()
    atLabPage(app)
    const from = page(app)
    app.press('enter')
    expect(lab(app).from).toEqual({ lesson: from.lesson, page: from.page })
    app.press('escape')
    expect(page(app)).toMatchObject({ lesson: from.lesson, page: from.page })
    app.press('enter')
    app.take(0)
    app.watch()
    app.take(0)
    app.watch()
    app.take(0)
    app.watch()
    const leave = labMenu(lab(app))?.options.findIndex(({ does }) => does.type === 'leave') ?? -1
    app.take(leave)
    expect(page(app)).toMatchObject({ lesson: from.lesson, page: from.page + 1 })
  })
})

describe('what is kept', () => {
  test('a failed save is one line, and goes away when saving works again', () => {
    const app = testApp()
    app.send({ type: 'not-saved', message: 'the disk is full' })
    expect(app.state().notice).toBe('the disk is full')
    app.send({ type: 'saved', progress: app.state().progress, messages: [] })
    expect(app.state().notice).toBeNull()
  })

  test('what another copy has saved is taken in and not saved again', () => {
    const other = testApp()
    other.press('enter', 'escape', 'right')
    const app = testApp()
    app.send({ type: 'saved', progress: other.state().progress, messages: [] })
    expect(app.state().progress.last?.page).toBe(1)
    expect(app.effects).toEqual([])
  })

  test('leaving is an effect, from everywhere that is no menu', () => {
    const app = testApp()
    app.press('q')
    expect(app.effects).toEqual([{ type: 'leave' }])
    const menu = testApp({ scenario: 'split-bank' })
    menu.press('q')
    expect(menu.effects).toEqual([])
    menu.press('ctrl-c')
    expect(menu.effects).toEqual([{ type: 'leave' }])
  })
})

describe('the letters and the far keys', () => {
  test('h j k l are the arrows wherever they mean nothing else', () => {
    const arrows = { h: 'left', j: 'down', k: 'up', l: 'right' }
    for (const place of [
      'map',
      'page',
      'help',
      'dials',
      'diagram',
      'verdict',
      'told',
      'worlds',
      'sweep',
    ] as const)
      for (const [letter, arrow] of Object.entries(arrows))
        expect(keymap(place, letter), `${letter} at ${place}`).toBe(keymap(place, arrow))
    expect(keymap('live', 'h')).toBe('step-back')
    expect(keymap('live', 'k')).toBe('key')
    expect(keymap('glossary', 'h')).toBe('letter-h')
  })

  test('Home, End, PgUp and PgDn go far, and never beyond an end', () => {
    const app = testApp({ size: { columns: 60, rows: 20 } })
    app.press('end', 'down')
    expect(app.state().screen).toMatchObject({ selected: 0 })
    app.press('up', 'home')
    expect(app.state().screen).toMatchObject({ selected: 0 })
    app.press('enter', 'page-down', 'page-down', 'end', 'page-down')
    const { screen } = app.state()
    expect(screen).toMatchObject({ type: 'page', page: 0 })
    const end = screen.type === 'page' ? screen.scroll : null
    app.press('home', 'page-up')
    expect(app.state().screen).toMatchObject({ scroll: 0 })
    app.press('end')
    expect(app.state().screen).toMatchObject({ scroll: end })
  })
})
