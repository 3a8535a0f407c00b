import { describe, expect, test } from 'vitest'
import type { WorldsScreen } from '../../src/app/app.ts'
import { drawnWorld, WORLDS } from '../../src/experiment/worlds/worlds.ts'
import { experimentRecords } from '../../src/progress/progress.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { picture } from '../support/picture.tsx'

function screenOf(app: TestApp): WorldsScreen {
  const { screen } = app.state()
  if (screen.type !== 'worlds') throw new Error(`expected the four worlds, found ${screen.type}`)
  return screen
}

/** The seed of a run in each of the worlds. */
const SEEDS = WORLDS.map(({ id }) => {
  for (let seed = 0; ; seed += 1) if (drawnWorld(seed) === id) return seed
})

function decided(seed: number, guess: number, decision: number): TestApp {
  const app = testApp({ worlds: true, seed })
  app.watch()
  app.take(guess)
  app.take(decision)
  app.watch()
  return app
}

describe('four worlds', () => {
  test('begins at once, and asks when the request has timed out', () => {
    const app = testApp({ worlds: true })
    expect(screenOf(app)).toMatchObject({ phase: 'watch', playing: true })
    app.watch()
    expect(screenOf(app)).toMatchObject({ phase: 'guess', playing: false })
  })

  test('every cell of all four screens is the same up to the decision, the seed in the title apart', () => {
    const scenes = (play: (app: TestApp) => void) =>
      SEEDS.map(seed => {
        const app = testApp({ worlds: true, seed })
        play(app)
        return picture(app).replace(`seed ${seed} `, 'seed S ')
      })
    const watched = (app: TestApp) => app.send({ type: 'frame', elapsedMs: 1300 })
    const asked = (app: TestApp) => app.watch()
    const toDecide = (app: TestApp) => {
      app.watch()
      app.take(4)
    }
    for (const play of [watched, asked, toDecide])
      expect(
        new Set(
          scenes(play).map(text => text.replace(/seed S +· t/, 'seed S · t').replace(/ +seed S/, ' seed S')),
        ).size,
      ).toBe(1)
  })

  test.each([0, 1, 2, 3])(
    'world %i: twelve cells, the own one marked, and what was decided is kept',
    world => {
      const app = decided(SEEDS[world] ?? 0, 4, 1)
      expect(screenOf(app).run.charged).toHaveLength(world < 2 ? 1 : 2)
      const [record] = experimentRecords(app.state().progress, 'four-worlds')
      expect(record).toMatchObject({ prediction: 'cannot-tell', held: true })
      app.press('enter')
      app.watch()
      app.press('enter')
      app.watch()
      const text = picture(app)
      expect(text.match(/you ► [0-2]/g)).toEqual([`you ► ${world < 2 ? 1 : 2}`])
      expect(text).not.toContain('·  ')
      expect(text).toContain('One is right in every row.')
    },
  )

  test('there is a way back from everywhere, and nothing is told before the decision', () => {
    const app = decided(SEEDS[3] ?? 0, 0, 2)
    app.press('enter')
    app.watch()
    app.press('enter')
    const phases = ['reveal', 'after', 'decide']
    for (const phase of phases) {
      app.press('b')
      expect(screenOf(app).phase).toBe(phase)
    }
    expect(screenOf(app)).toMatchObject({ decision: null })
    app.press('escape')
    expect(screenOf(app).phase).toBe('guess')
    app.press('escape')
    expect(screenOf(app).phase).toBe('watch')
    app.press('enter')
    expect(screenOf(app).phase).toBe('guess')
  })

  test('another world is another one', () => {
    const app = decided(SEEDS[2] ?? 0, 0, 2)
    const { world } = screenOf(app)
    app.press('e')
    expect(screenOf(app).world).not.toBe(world)
    expect(screenOf(app)).toMatchObject({ phase: 'watch', guess: null, decision: null, playing: true })
  })
})
