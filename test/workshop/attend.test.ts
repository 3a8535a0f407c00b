import { expect, test } from 'vitest'
import { bookmarkOf, createStore, labMenu, openBookmark } from '../../src/app/app.ts'
import { attend } from '../../src/workshop/attend.ts'
import { createLocalBus } from '../../src/workshop/bus.ts'
import type { Order, RoomEvent, Telling } from '../../src/workshop/events.ts'
import { isHere } from '../../src/workshop/learner.ts'
import { type TestApp, testApp } from '../support/app.ts'

/** A room with a clock that the test turns. */
function room() {
  let now = 1000
  const due: { at: number; work: () => void }[] = []
  const bus = createLocalBus()
  const told: Telling[] = []
  const tell = bus.tell
  const heard = {
    ...bus,
    tell: (event: RoomEvent) => {
      if (event.from === 'session') told.push(event.telling)
      tell(event)
    },
  }
  return {
    bus,
    told,
    join: (learner: string, app: TestApp, session = `${learner} 1`) => {
      const { leave } = attend({
        learner,
        name: learner,
        session,
        store: app.store,
        bus: heard,
        now: () => now,
        later: (work, ms) => {
          const entry = { at: now + ms, work }
          due.push(entry)
          return () => void due.splice(due.indexOf(entry), 1)
        },
      })
      return leave
    },
    order: (order: Order) =>
      bus.tell({ from: 'board', stamp: { at: now, by: 'board', n: told.length }, order }),
    pass: (ms: number) => {
      now += ms
      for (const entry of due.filter(({ at }) => at <= now)) {
        due.splice(due.indexOf(entry), 1)
        entry.work()
      }
    },
  }
}

const play = (app: TestApp, does: string) => {
  const { screen } = app.state()
  if (screen.type !== 'lab') throw new Error('no lab')
  app.take(labMenu(screen)?.options.findIndex(option => option.does.type === does) ?? -1)
  app.watch()
}

test('a lesson, a quiz, a lab with its choice and its end are told as they happen, and nothing else', () => {
  const { join, told } = room()
  const app = testApp({ inRoom: true })
  const leave = join('ada', app)
  app.press('enter')
  app.take(2)
  app.press('right', 'right', 'right')
  app.press('?', '?', 'escape', 'enter')
  expect(told.map(({ type }) => type)).toEqual(['joined', 'at', 'at', 'predicted', 'at', 'at', 'at'])
  expect(told).toContainEqual({ type: 'predicted', item: 'page/new-outcome', option: 'nothing' })
  told.length = 0
  app.send({
    type: 'room',
    news: { type: 'lab', lab: { round: 'l', scenario: 'split-bank', seed: 9 }, startsAt: 0 },
  })
  play(app, 'start')
  play(app, 'choose')
  play(app, 'predict')
  play(app, 'go-on')
  // The story cuts the network, and mends it.
  expect(told.flatMap(each => (each.type === 'network' ? each.cut : []))).toEqual([true, false])
  expect(told.flatMap(each => (each.type === 'stage' ? each.stage : []))).toEqual([
    ...['start', 'running', 'stop/choice', 'question', 'running', 'stop/heal', 'running', 'end'],
  ])
  told.splice(0, told.length, ...told.filter(({ type }) => type !== 'network' && type !== 'stage'))
  expect(told.map(({ type }) => type)).toEqual(['at', 'chose', 'predicted', 'ended', 'came'])
  expect(told[1]).toEqual({ type: 'chose', scenario: 'split-bank', stop: 'choice', choice: 'consistency' })
  expect(told[2]).toEqual({ type: 'predicted', item: 'lab/split-bank/consistency', option: 'one-no' })
  expect(told[3]).toMatchObject({
    run: { seed: 9, choices: ['consistency'], verdict: 'linearizable', held: true, figures: { refused: 1 } },
  })
  expect(told[4]).toEqual({ type: 'came', item: 'lab/split-bank/consistency', options: ['one-no'] })
  leave()
  app.press('escape', 'escape')
  expect(told.at(-1)).toEqual({ type: 'left' })
})

test('an order for a moment comes to all at that moment, however early it was told', () => {
  const { join, order, pass } = room()
  const apps = [testApp({ inRoom: true }), testApp({ inRoom: true })]
  for (const [place, app] of apps.entries()) join(`learner ${place}`, app)
  const screens = () => apps.map(app => app.state().screen.type)
  order({ type: 'lab', lab: { round: 'l', scenario: 'split-bank', seed: 9 }, startsAt: 1500 })
  expect(screens()).toEqual(['map', 'map'])
  const late = testApp({ inRoom: true })
  pass(499)
  join('late', late)
  apps.push(late)
  pass(1)
  expect(screens()).toEqual(['lab', 'lab', 'lab'])
})

test('what was said of an order goes after a minute, where nothing else has been said since', () => {
  const { join, order, pass } = room()
  const app = testApp({ inRoom: true })
  const leave = join('ada', app)
  const said = () => app.state().room?.said ?? null
  order({ type: 'network', cut: true, startsAt: 0 })
  pass(59_000)
  order({ type: 'network', cut: false, startsAt: 0 })
  const mended = said()
  pass(2000)
  expect([said(), mended?.includes('mended')]).toEqual([mended, true])
  pass(60_000)
  expect(said()).toBeNull()
  order({ type: 'network', cut: true, startsAt: 0 })
  leave()
  pass(60_000)
  expect(said()).toContain('cut')
})

test('who drops out while something waits is told nothing more; one of two connections keeps them here', () => {
  const { bus, join, order, pass } = room()
  const [app, again] = [testApp({ inRoom: true }), testApp({ inRoom: true })]
  const drop = join('ada', app)
  order({ type: 'lab', lab: { round: 'l', scenario: 'split-bank', seed: 9 }, startsAt: 1500 })
  const leave = join('ada', again, 'ada 2')
  drop()
  pass(1000)
  expect([app.state().screen.type, again.state().screen.type]).toEqual(['map', 'lab'])
  const ada = () => bus.snapshot().learners['ada']
  expect(ada() && isHere(ada() as never)).toBe(true)
  leave()
  expect(ada() && isHere(ada() as never)).toBe(false)
})

test('whoever drops out comes back to where they were: the middle of the shared lab, or another place', () => {
  const { join, order, pass } = room()
  const app = testApp({ inRoom: true })
  const drop = join('ada', app)
  order({ type: 'hold', page: { lesson: 'the-split', page: 1 } })
  order({ type: 'lab', lab: { round: 'l', scenario: 'split-bank', seed: 9 }, startsAt: 1500 })
  pass(500)
  play(app, 'start')
  drop()
  const again = testApp({ inRoom: true })
  const store = createStore(openBookmark(again.state(), bookmarkOf(app.state())), Date.now, () => {})
  join('ada', { ...again, store }, 'ada 2')
  expect(store.state().screen).toMatchObject({ type: 'lab', phase: 'live', run: { seed: 9 } })
  expect(store.state().room).toMatchObject({ hold: { page: 1 }, lab: { seed: 9 } })
  const [onTheMap, newcomer] = [testApp({ inRoom: true }), testApp({ inRoom: true })]
  join('ada', onTheMap, 'ada 3')
  join('bob', newcomer)
  expect([onTheMap, newcomer].map(({ state }) => state().screen.type)).toEqual(['map', 'lab'])
})

test('whether a cluster is cut is told, until its run is over or another session stands elsewhere', () => {
  const { bus, join, order, pass } = room()
  const app = testApp({ inRoom: true })
  const drop = join('ada', app)
  const cut = () => bus.snapshot().learners['ada']?.cut?.value ?? null
  order({ type: 'lab', lab: { round: 'l', scenario: 'split-bank', seed: 9 }, startsAt: 1000 })
  play(app, 'start')
  expect(cut()).toBe(true)
  drop()
  join('ada', testApp({ inRoom: true }), 'ada 2')
  expect(cut()).toBe(false)
  const again = testApp({ inRoom: true })
  join('ada', again, 'ada 3')
  pass(1)
  order({ type: 'lab', lab: { round: 'm', scenario: 'split-bank', seed: 9 }, startsAt: 1001 })
  for (const does of ['start', 'choose', 'predict']) play(again, does)
  again.take(0)
  again.send({ type: 'frame', elapsedMs: 1000 })
  order({ type: 'network', cut: true, startsAt: 1001 })
  again.send({ type: 'frame', elapsedMs: 100 })
  expect(cut()).toBe(true)
  again.watch()
  expect(again.state().screen).toMatchObject({ phase: 'verdict' })
  expect(cut()).toBe(false)
})

test('stuck and a ballot reach the room, and how many voted comes back', () => {
  const { bus, join, order, pass } = room()
  const app = testApp({ inRoom: true })
  join('ada', app)
  app.press('!')
  order({
    type: 'vote',
    vote: {
      round: 'r',
      scenario: 'split-bank',
      stop: 'choice',
      ask: '?',
      options: [
        { id: 'a', text: 'A' },
        { id: 'b', text: 'B' },
      ],
    },
  })
  app.take(0)
  app.press('y')
  app.take(1)
  expect(bus.snapshot().learners['ada']).toMatchObject({
    stuck: { value: true },
    ballots: { r: { value: 'b' } },
  })
  // How many have voted is told a moment later, however many did.
  expect(app.state().room?.turnout).toBeNull()
  pass(500)
  expect(app.state().room?.turnout).toEqual({ voted: 1, of: 1 })
  // On another line they are asked nothing that they have answered, and are as stuck as before.
  const again = testApp({ inRoom: true })
  join('ada', again, 'ada 2')
  expect(again.state().room).toMatchObject({ stuck: true, ballot: 'b', asks: false })
  const other = testApp({ inRoom: true })
  join('bob', other)
  expect(other.state().room).toMatchObject({ stuck: false, ballot: null, asks: true })
  pass(500)
  expect(other.state().room?.turnout).toEqual({ voted: 1, of: 2 })
  // And so with each ballot that comes later.
  other.press('y')
  other.take(1)
  expect(app.state().room?.turnout).toEqual({ voted: 1, of: 2 })
  pass(500)
  expect(app.state().room?.turnout).toEqual({ voted: 2, of: 2 })
})
