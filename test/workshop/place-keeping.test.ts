import { expect, test } from 'vitest'
import { position } from '../../src/lab/lab.ts'
import type { KeptPlace } from '../../src/workshop/keeper.ts'
import { keepPlace } from '../../src/workshop/place-keeping.ts'
import { testApp } from '../support/app.ts'

test('a frame in which only time has passed keeps nothing; what a learner does is kept, with that time', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const saved: KeptPlace[] = []
  const { store, keep, end } = keepPlace(app.store, async place => void saved.push(place))
  const labTime = () => {
    const { screen } = store.state()
    return screen.type === 'lab' ? position(screen.run) : 0
  }
  app.take(0)
  for (let frame = 0; frame < 5; frame += 1) store.dispatch({ type: 'frame', elapsedMs: 50 })
  await keep()
  const before = [saved.length, labTime()]
  for (let frame = 0; frame < 5; frame += 1) {
    store.dispatch({ type: 'frame', elapsedMs: 50 })
    expect(keep()).toBeNull()
  }
  expect(saved.length).toBe(before[0])
  expect(labTime()).toBeGreaterThan(before[1] ?? 0)
  store.dispatch({ type: 'resized', size: { columns: 100, rows: 30 } })
  await keep()
  expect(saved.length).toBe((before[0] ?? 0) + 1)
  await end()
})
