import { describe, expect, test } from 'vitest'
import { type LabScreen, labMenu } from '../../src/app/app.ts'
import { assess, breaksHere, decisionsOf, position, type Run, rewind, traceHash } from '../../src/lab/lab.ts'
import { type TestApp, testApp } from '../support/app.ts'

function lab(app: TestApp): LabScreen {
  const { screen } = app.state()
  if (screen.type !== 'lab') throw new Error(`expected a lab, found ${screen.type}`)
  return screen
}

/** Standing at the choice of split-bank. */
function atChoice(): TestApp {
  const app = testApp({ scenario: 'split-bank' })
  app.take(0)
  app.watch()
  return app
}

function toEnd(app: TestApp, choice: number): void {
  app.take(choice)
  app.watch()
  app.take(0)
  app.watch()
}

describe('time', () => {
  test('goes to the turns of the story, and back over the same ones', () => {
    const app = atChoice()
    toEnd(app, 1)
    const end = lab(app).run
    const turns: number[] = []
    app.press('escape')
    for (;;) {
      app.press('p')
      const { run } = lab(app)
      if (turns.at(-1) === position(run)) break
      turns.push(position(run))
    }
    // The cut, the choice, stale reads, the stop before healing, the healing: more than the ends.
    expect(turns.length).toBeGreaterThan(5)
    expect(turns.at(-1)).toBe(0)
    const forth: number[] = []
    while (!lab(app).run.moment.ended) {
      const before = position(lab(app).run)
      app.press('n')
      if (lab(app).focus && lab(app).phase === 'live') app.press('escape')
      forth.push(position(lab(app).run))
      if (position(lab(app).run) === before) break
    }
    for (const turn of turns.slice(0, -1).filter(place => place <= (forth.at(-1) ?? 0)))
      expect(forth, `the turn at ${turn}`).toContain(turn)
    expect(position(end)).toBeGreaterThanOrEqual(forth.at(-1) ?? 0)
  })

  test('is scrubbed by tenths of a second, to the beginning and to the end', () => {
    const app = atChoice()
    app.press('escape', '[', '[')
    const { now } = lab(app).run
    expect(now).toBeLessThan(2_100_000)
    app.press(']')
    expect(lab(app).run.now).toBe(now + 100_000)
    app.press('home')
    expect(position(lab(app).run)).toBe(0)
    app.press('end')
    expect(lab(app).run.moment.standsAt).toBe('choice')
  })

  test('gone back and forth is the same run', () => {
    const app = atChoice()
    toEnd(app, 0)
    const hash = traceHash(lab(app).run.moment)
    app.press('escape', 'home', 'end')
    while (!lab(app).run.moment.ended) app.press('end')
    expect(traceHash(lab(app).run.moment)).toBe(hash)
  })
})

describe('a choice made before', () => {
  test('is met again on the way forward, and the other one can be taken from there', () => {
    const app = atChoice()
    toEnd(app, 0)
    const end = lab(app).run
    app.press('escape')
    while (position(lab(app).run) > 0 && lab(app).run.moment.standsAt !== 'choice') app.press('p')
    const before = position(lab(app).run)
    app.press(',', '.')
    expect(lab(app).run.moment.standsAt).toBe('choice')
    expect(position(lab(app).run)).toBe(before)
    // Nobody is held up: the keys stay free, and a step goes on with what was chosen.
    expect(lab(app).focus).toBe(false)
    expect(labMenu(lab(app))?.options.map(({ text }) => text.includes('chosen before'))).toEqual([
      true,
      false,
    ])
    app.press('.')
    expect(decisionsOf(lab(app).run)).toEqual(decisionsOf(end))
    app.press(',', 'enter')
    app.take(1)
    expect(decisionsOf(lab(app).run).map(({ choice }) => choice)).toEqual(['availability'])
    app.press('space', 'v')
    expect(labMenu(lab(app))?.options).toHaveLength(2)
  })

  test('chosen again is the same run, with all that followed still ahead', () => {
    const app = atChoice()
    toEnd(app, 0)
    const { acts } = lab(app).run
    app.press('escape')
    while (lab(app).run.moment.standsAt !== 'choice') app.press('p')
    app.press('enter')
    app.take(0)
    expect(lab(app).run.acts).toEqual(acts)
  })

  test('is waited for where it has never been made', () => {
    const app = atChoice()
    app.press('escape', '.')
    expect(lab(app).said).toContain('waits for your choice')
    expect(lab(app).run.moment.standsAt).toBe('choice')
  })
})

describe('leaving', () => {
  test('a run under way takes a second Esc', () => {
    const app = atChoice()
    app.press('escape', 'escape')
    expect(lab(app).said).toContain('Esc again')
    app.press(',')
    app.press('escape')
    expect(lab(app).said).toContain('Esc again')
    app.press('escape')
    expect(app.state().screen.type).toBe('map')
  })
})

describe('the answer with which the history went wrong', () => {
  /** Where it is, found by judging the history after each happening. */
  function breaking(run: Run): number {
    for (let place = 1; place <= position(run); place += 1)
      if (assess(rewind(run, place)).verdict.result === 'violation') return place
    throw new Error('expected a violation')
  }

  test('is a turn to jump to, in both directions, and is called so', () => {
    const app = atChoice()
    toEnd(app, 1)
    const wrong = breaking(lab(app).run)
    const passed: number[] = []
    app.press('escape')
    while (position(lab(app).run) > wrong) {
      app.press('p')
      if (position(lab(app).run) === wrong) expect(lab(app).said).toContain('It breaks here')
      else expect(lab(app).said).toBe(null)
      passed.push(position(lab(app).run))
    }
    expect(passed).toContain(wrong)
    app.press(',', ',', ',')
    const forth: number[] = []
    while (position(lab(app).run) < wrong) {
      app.press('n')
      forth.push(position(lab(app).run))
    }
    expect(forth.at(-1)).toBe(wrong)
    expect(lab(app).said).toContain('It breaks here')
  })

  test('is none where a single copy could have answered like this', () => {
    const app = atChoice()
    toEnd(app, 0)
    const { scenario, moment } = lab(app).run
    expect(breaksHere(scenario, moment)).toBe(false)
    app.press('escape')
    for (let before = -1; before !== position(lab(app).run); ) {
      before = position(lab(app).run)
      app.press('p')
      expect(lab(app).said).toBe(null)
    }
  })
})

describe('branches', () => {
  test('something else done in the past makes one, and the old one stays', () => {
    const app = atChoice()
    toEnd(app, 0)
    const first = lab(app).run
    app.press('escape', 'home', 'n')
    app.press('c')
    expect(lab(app).run.acts).toHaveLength(1)
    const there = lab(app).run.now
    app.press('v')
    expect(lab(app).phase).toBe('branches')
    const options = labMenu(lab(app))?.options ?? []
    expect(options).toHaveLength(2)
    expect(options.map(({ text }) => text).join('\n')).toContain('Consistency')
    expect(options[1]?.text).toContain('(here)')
    app.take(0)
    // The same moment of the other branch, with all that lies ahead of it.
    expect(lab(app).run.now).toBe(there)
    expect(lab(app).run.acts).toEqual(first.acts)
    app.press('end')
    expect(decisionsOf(lab(app).run)).toEqual(decisionsOf(first))
  })

  test('going back and doing one thing more keeps what went without it', () => {
    const app = atChoice()
    app.take(0)
    app.watch()
    const seen = position(lab(app).run)
    app.press('escape', ',', ',', ',', 'w', 'v')
    expect(labMenu(lab(app))?.options).toHaveLength(2)
    const kept = lab(app).branches.find(({ acts }) => acts.length === 1)
    expect(kept && position(kept)).toBe(seen)
  })

  test('two stand beside each other at the same virtual time, and move together', () => {
    const app = atChoice()
    toEnd(app, 1)
    app.take(0)
    app.watch()
    app.press('escape', 's')
    expect(lab(app).phase).toBe('side')
    const other = () => lab(app).other
    expect(other()?.now).toBe(lab(app).run.now)
    const choices = [lab(app).run, other()].map(run => run && decisionsOf(run)[0]?.choice)
    expect(choices).toEqual(['consistency', 'availability'])
    app.press(',', ',', ',')
    expect(other()?.now).toBe(lab(app).run.now)
    app.press('.')
    expect(other()?.now).toBe(lab(app).run.now)
    app.press('escape')
    expect(lab(app)).toMatchObject({ phase: 'live', other: null })
  })

  test('one that was left before its end is judged where it is come to at its end', () => {
    const app = atChoice()
    app.take(0)
    app.watch()
    app.take(0)
    app.send({ type: 'frame', elapsedMs: 2000 })
    app.press(',', 'w')
    // What was played so far is the branch that is left, two acts long; the other one has a third.
    const [left] = lab(app).branches
    expect([left?.acts.length, left?.moment.ended, lab(app).run.acts.length]).toEqual([2, false, 3])
    app.press('end')
    const judged = () => lab(app).futures.map(future => future.run.acts.length)
    expect([lab(app).phase, judged()]).toEqual(['verdict', [3]])
    app.press('escape', 'v')
    app.take(0)
    expect(lab(app).run.acts).toHaveLength(2)
    // Both came of the same choice, which has one future: the one that was judged last.
    expect([lab(app).phase, judged()]).toEqual(['verdict', [2]])
  })

  test('with one branch alone there is a word instead', () => {
    const app = atChoice()
    app.press('escape', 's')
    expect(lab(app).phase).toBe('live')
    expect(lab(app).said).toContain('One branch')
    app.press(',')
    expect(lab(app).said).toBe(null)
  })
})
