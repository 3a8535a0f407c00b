import { expect, test } from 'vitest'
import type { LabScreen } from '../../src/app/app.ts'
import { type TestApp, testApp } from '../support/app.ts'

function lab(app: TestApp): LabScreen {
  const { screen } = app.state()
  if (screen.type !== 'lab') throw new Error(`expected a lab, found ${screen.type}`)
  return screen
}

function sandbox(scenario = 'sandbox'): TestApp {
  const app = testApp({ scenario })
  app.press('space')
  return app
}

/** Types a line into the open command line and gives it. */
function give(app: TestApp, text: string): void {
  app.send({ type: 'edited', text, cursor: text.length })
  app.send({ type: 'given' })
}

function orders(app: TestApp): readonly string[] {
  return lab(app).run.acts.flatMap(({ deed }) =>
    deed.type === 'order' ? [`${deed.order.f} ${deed.order.key}`] : [],
  )
}

test('k shows the next key, and w and r are about it', () => {
  const app = sandbox('sandbox-register')
  expect(lab(app).shownKey).toBe('x')
  app.press('w', 'k', 'w', 'r')
  expect(lab(app).shownKey).toBe('note')
  expect(orders(app)).toEqual(['write x', 'write note', 'read note'])
  app.press('k')
  expect(lab(app).shownKey).toBe('x')
})

test('the colon that opens the line is no part of a command, when it is typed again', () => {
  const app = sandbox()
  app.press(':')
  app.send({ type: 'edited', text: ':', cursor: 1 })
  expect(lab(app).line).toMatchObject({ text: '', cursor: 0 })
  give(app, ':crash n1')
  expect(lab(app).line).toMatchObject({ text: '', bad: false })
  expect(lab(app).run.acts).toHaveLength(1)
})

test('a line that names no client asks at the one that is marked', () => {
  const app = sandbox()
  app.press('tab', ':')
  give(app, 'withdraw 20')
  give(app, 'withdraw 30 at c1')
  const asked = lab(app).run.acts.map(({ deed }) => deed.type === 'order' && deed.client)
  expect(asked).toEqual([lab(app).client, 'c1'])
  expect(lab(app).client).not.toBe('c1')
})

test('where there is one key, k says so', () => {
  const app = testApp({ scenario: 'beat-cap' })
  app.take(0)
  app.press('k')
  expect(lab(app).said).toBe('There is one key here: value.')
})

test('u brings back the cluster that another one took the place of, and then what was done in it', () => {
  const app = sandbox()
  app.press('k', ':')
  give(app, 'cut n1 n2 | n3 n4 n5')
  const before = lab(app).run
  give(app, 'replicas 3')
  give(app, 'store set')
  give(app, 'crash n1')
  app.press('escape', 'u')
  expect(lab(app).run.scenario.id).toBe('sandbox-set-3')
  expect(lab(app).run.acts).toEqual([])
  expect(lab(app).shownKey).toBe('cart')
  app.press('u')
  expect(lab(app).run.scenario.id).toBe('sandbox-3')
  app.press('u')
  expect(lab(app).run).toBe(before)
  expect(lab(app).shownKey).toBe('purse')
  app.press('u')
  expect(lab(app).run.acts).toEqual([])
  app.press('u')
  expect(lab(app).said).toBe('Nothing to undo.')
})

test('the lines given before can be called back, and what was being typed is kept', () => {
  const app = sandbox()
  const recall = (back: boolean) => {
    app.send({ type: 'recalled', back })
    return lab(app).line?.text
  }
  app.press(':')
  give(app, 'loss 10%')
  give(app, 'nonsense')
  app.send({ type: 'edited', text: 'del', cursor: 3 })
  expect(recall(true)).toBe('nonsense')
  expect(recall(true)).toBe('loss 10%')
  expect(recall(true)).toBe('loss 10%')
  expect(recall(false)).toBe('nonsense')
  expect(recall(false)).toBe('del')
  expect(recall(false)).toBe('del')
  app.press('escape', ':')
  expect(recall(true)).toBe('nonsense')
})

test('what was wrong is told until something is typed', () => {
  const app = sandbox()
  app.press(':')
  give(app, 'nonsense')
  expect(lab(app).line).toMatchObject({ text: 'nonsense', bad: true })
  app.send({ type: 'edited', text: 'nonsense', cursor: 2 })
  expect(lab(app).line).toMatchObject({ bad: true })
  app.send({ type: 'edited', text: 'nonsens', cursor: 7 })
  expect(lab(app).line).toMatchObject({ said: '', bad: false })
})

test('Tab takes nothing on an empty line', () => {
  const app = sandbox()
  app.press(':')
  app.send({ type: 'completed' })
  expect(lab(app).line?.text).toBe('')
  app.send({ type: 'edited', text: 'cr', cursor: 2 })
  app.send({ type: 'completed' })
  expect(lab(app).line?.text).toBe('crash ')
})

test('the challenge under the cursor is the one that is told about', () => {
  const app = sandbox()
  app.press('g')
  app.send({ type: 'highlighted', menu: 'goals sandbox', option: 2 })
  app.take(2)
  app.press('escape', 'g')
  expect(lab(app).goal).toBe(2)
  expect(lab(app).hints).toEqual({ 'both-refuse': 1 })
})

test('with nothing on its way a step stays where it is and says so: the end is not the next thing', () => {
  const app = sandbox()
  const { run } = lab(app)
  for (const key of ['.', 'n']) {
    app.press(key)
    expect(lab(app)).toMatchObject({
      phase: 'live',
      playing: false,
      said: expect.stringMatching(/^Nothing is/),
    })
    expect(lab(app).run).toBe(run)
  }
  app.press('r', '.')
  expect(lab(app).said).toBeNull()
  expect(lab(app).run.now).toBeLessThan(1_000_000)
  app.press('end')
  expect(lab(app).phase).toBe('verdict')
})
