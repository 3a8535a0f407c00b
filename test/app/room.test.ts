import { beforeEach, expect, test } from 'vitest'
import { keyLine, labMenu, noticeOf, placeOf, type RoomNews, type RoomVote } from '../../src/app/app.ts'
import { keyHelp } from '../../src/app/keymap.ts'
import { isMoving } from '../../src/app/update.ts'
import { decisionsOf } from '../../src/lab/lab.ts'
import { plain } from '../../src/terminal/text.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { type TestApp, testApp } from '../support/app.ts'

const LESSON = 'the-split'
const VOTE: RoomVote = {
  round: 'r1',
  scenario: 'split-bank',
  stop: 'choice',
  ask: 'What should n4 do?',
  options: [
    { id: 'consistency', text: 'Say no' },
    { id: 'availability', text: 'Pay out' },
  ],
}

let app: TestApp
const tell = (news: RoomNews) => app.send({ type: 'room', news })
const lab = (seed: number, round = `l${seed}`) =>
  tell({ type: 'lab', lab: { round, scenario: 'split-bank', seed }, startsAt: 0 })
const labShown = () => {
  const { screen } = app.state()
  if (screen.type !== 'lab') throw new Error(`a lab, not ${screen.type}`)
  return screen
}
const pageShown = () => {
  const { screen } = app.state()
  return screen.type === 'page' ? `${screen.lesson} ${screen.page}` : screen.type
}
const said = () => app.state().room?.said ?? null
/** The screen in one line, without what it offers to choose from. */
const shown = () => {
  const { above, below } = appView(app.state())
  return [...above, ...below].map(plain).join('\n').replace(/\n +/g, ' ')
}

/** To the page of this number, from 0, of the lesson with the lab. */
function goTo(page: number): void {
  app.press('home', 'down', 'down', 'enter')
  for (let step = 0; step < page; step += 1) app.press('space')
}

beforeEach(() => {
  app = testApp({ inRoom: true })
})

test('a room that holds a page lets nobody past it, and says so', () => {
  goTo(1)
  tell({ type: 'hold', page: { lesson: LESSON, page: 2 } })
  app.press('space')
  expect(pageShown()).toBe(`${LESSON} 2`)
  app.press('space')
  expect(pageShown()).toBe(`${LESSON} 2`)
  expect(said()).toContain('The room waits here')
  app.press('b')
  expect([pageShown(), said()]).toEqual([`${LESSON} 1`, null])
  tell({ type: 'hold', page: null })
  // They were not there, and so not kept waiting.
  expect(said()).toBeNull()
  app.press('space')
  tell({ type: 'hold', page: { lesson: LESSON, page: 2 } })
  tell({ type: 'hold', page: null })
  expect(said()).toBe('» The instructor goes on: so can you.')
  tell({ type: 'read', said: 'Something else.' })
  expect(said()).toBe('» The instructor goes on: so can you.')
  tell({ type: 'read', said: said() ?? '' })
  expect(said()).toBeNull()
  app.press('space')
  expect(pageShown()).toBe(`${LESSON} 3`)
})

test('whoever is beyond the page may stay and go back, and no further; a later lesson leads to the page', () => {
  goTo(3)
  tell({ type: 'hold', page: { lesson: LESSON, page: 1 } })
  app.press('space')
  expect(pageShown()).toBe(`${LESSON} 3`)
  app.press('b')
  expect(pageShown()).toBe(`${LESSON} 2`)
  app.press('escape', 'down', 'enter')
  expect(pageShown()).toBe(`${LESSON} 1`)
  expect(app.state().progress.lessons['choose-on-purpose']).toBeUndefined()
  expect(said()).toContain('The room waits here')
})

test('out of a lab the way on ends at the page that is held, and the run is kept', () => {
  goTo(4)
  app.press('enter')
  tell({ type: 'hold', page: { lesson: LESSON, page: 4 } })
  app.take(0)
  app.watch()
  app.take(0)
  app.watch()
  app.watch()
  app.take(0)
  app.watch()
  expect(labShown().phase).toBe('verdict')
  app.take(labMenu(labShown())?.options.findIndex(({ does }) => does.type === 'leave') ?? -1)
  expect(pageShown()).toBe(`${LESSON} 4`)
  expect(said()).toContain('The room waits here')
  expect(app.state().progress.scenarios['split-bank']).toHaveLength(1)
})

test('everybody gets the shared lab with its seed, once; back from a dropped line one stays in it', () => {
  goTo(1)
  lab(41)
  expect([labShown().run.seed, labShown().from]).toEqual([41, null])
  app.take(0)
  app.send({ type: 'frame', elapsedMs: 1000 })
  const { run } = labShown()
  lab(41)
  expect(labShown().run).toBe(run)
  lab(41, 'another round')
  expect(labShown().run.now).toBe(0)
  const { screen } = app.state()
  app = testApp({ inRoom: true, scenario: 'split-bank', seed: 41 })
  lab(41)
  expect(labShown().run.scenario.id).toBe(screen.type === 'lab' ? screen.run.scenario.id : '')
})

test('a cut for all cuts the scenario’s own links, also behind the diagram; another is nothing new', () => {
  lab(7)
  app.take(0)
  app.send({ type: 'frame', elapsedMs: 1000 })
  app.press('m')
  tell({ type: 'network', cut: true, startsAt: 0 })
  app.send({ type: 'frame', elapsedMs: 50 })
  const { run } = labShown()
  expect(run.moment.world.network.partition).toEqual(run.scenario.handCut)
  expect(labShown().phase).toBe('live')
  tell({ type: 'network', cut: true, startsAt: 0 })
  expect(labShown().run).toBe(run)
  tell({ type: 'network', cut: false, startsAt: 0 })
  app.send({ type: 'frame', elapsedMs: 50 })
  expect(labShown().run.moment.world.network.partition).toBeNull()
})

test('at a stop the network is cut or mended as the run goes on, and that is said; what is so already, too', () => {
  lab(7)
  app.take(0)
  app.watch()
  const network = (cut: boolean) => tell({ type: 'network', cut, startsAt: 0 })
  network(true)
  expect(said()).toContain('Yours was cut already')
  network(false)
  expect(said()).toContain('mends the network for all: yours as you go on')
  network(true)
  expect(said()).toContain('cuts the network for all: yours as you go on')
  network(false)
  app.press('enter')
  app.take(0)
  app.take(0)
  app.send({ type: 'frame', elapsedMs: 50 })
  expect(labShown().run.moment.world.network.partition).toBeNull()
})

test('what is cut or mended for all while something is asked happens there too: now, or as the run starts', () => {
  const network = (cut: boolean) => tell({ type: 'network', cut, startsAt: 0 })
  const isCut = () => labShown().run.moment.world.network.partition !== null
  lab(7)
  network(true)
  expect([said(), isCut()]).toEqual([expect.stringContaining('yours as it starts'), false])
  network(true)
  expect(said()).toContain('Yours was cut already')
  app.take(0)
  app.send({ type: 'frame', elapsedMs: 50 })
  expect([isCut(), labShown().run.now < 100_000]).toEqual([true, true])
  app.watch()
  app.take(0)
  const { menu } = appView(app.state())
  network(false)
  // The question is the same one, the cluster behind it whole.
  expect([labShown().phase, isCut(), appView(app.state()).menu]).toEqual(['predict', false, menu])
  expect(said()).toBe('» The instructor has mended the network, in everybody’s cluster at once.')
  app.take(0)
  app.send({ type: 'frame', elapsedMs: 100 })
  expect([labShown().phase, isCut()]).toEqual(['live', false])
})

test('a vote asks everybody, a ballot can be changed, and what most chose happens where it is waited for', () => {
  lab(7)
  app.take(0)
  app.watch()
  expect(labShown().run.moment.standsAt).toBe('choice')
  tell({ type: 'vote', vote: VOTE })
  expect(isMoving(app.state())).toBe(false)
  app.take(0)
  expect(app.state().room).toMatchObject({ ballot: 'consistency', asks: false })
  // The choice is the room's: nobody is asked it alone, and Enter leads to the vote again.
  expect([placeOf(app.state()), appView(app.state()).menu]).toEqual(['stopped', null])
  tell({ type: 'turnout', turnout: { voted: 2, of: 3 } })
  expect(shown()).toContain('You voted: Say no; y changes it. 2 of 3 have voted.')
  app.press('n')
  expect(labShown().said).toBe('The run waits for what the room chooses.')
  app.press('enter')
  app.take(1)
  expect(app.state().room?.ballot).toBe('availability')
  tell({
    type: 'voted',
    vote: VOTE,
    result: { chosen: 'availability', counts: { availability: 2, consistency: 1 } },
  })
  expect(decisionsOf(labShown().run).map(({ choice }) => choice)).toEqual(['availability'])
  expect(said()).toBe('» The room chose with 2 of 3: Pay out')
  app.watch()
  app.take(0)
  app.watch()
  // What they choose then is their own.
  const fork = labMenu(labShown())?.options.findIndex(({ does }) => does.type === 'fork') ?? -1
  app.take(fork)
  expect(decisionsOf(labShown().run).map(({ choice }) => choice)).toEqual(['consistency'])
  expect(said()).toBeNull()
})

test('what the room chose also happens in the cluster that comes to the stop later, once, and is told', () => {
  const voted = (choice: string) =>
    tell({ type: 'voted', vote: VOTE, result: { chosen: choice, counts: { [choice]: 3 } } })
  const chosen = () => decisionsOf(labShown().run).map(({ choice }) => choice)
  lab(7)
  app.take(0)
  app.send({ type: 'frame', elapsedMs: 500 })
  tell({ type: 'vote', vote: VOTE })
  app.take(0)
  voted('consistency')
  expect([labShown().phase, chosen()]).toEqual(['live', []])
  // The story's own cut comes in between.
  app.watch()
  expect([labShown().phase, chosen()]).toEqual(['predict', ['consistency']])
  expect(said()).toBe('» The room chose with 3 of 3: Say no')
  // Back before the stop, they come to it as to any other.
  app.take(0)
  app.press('left', 'right')
  expect([labShown().run.moment.standsAt, chosen()]).toEqual(['choice', []])
  // A later vote counts, also one that chose nothing.
  lab(8)
  app.take(0)
  voted('availability')
  tell({ type: 'vote', vote: VOTE })
  app.take(1)
  voted('consistency')
  app.watch()
  expect(chosen()).toEqual(['consistency'])
  lab(9)
  app.take(0)
  voted('availability')
  tell({ type: 'voted', vote: VOTE, result: { chosen: null, counts: {} } })
  app.watch()
  expect([labShown().run.moment.standsAt, chosen()]).toEqual(['choice', []])
})

test('where nothing was chosen each is asked alone; on a page the vote is a line as long as it is open', () => {
  lab(7)
  app.take(0)
  app.watch()
  tell({ type: 'vote', vote: VOTE })
  app.press('escape')
  expect(shown()).toContain('The room votes. y brings the question back.')
  app.press('escape', 'escape')
  expect(noticeOf(app.state())).toBe('» The room votes. y brings the question back.')
  tell({ type: 'notice', text: 'Vote now.' })
  expect(noticeOf(app.state())).toBe('» Vote now.')
  // That nothing is kept is worse than anything that lasts of the room, and better to know than who one is.
  app.press('down')
  app.send({ type: 'not-saved', message: 'The disk is full.' })
  app.press('enter')
  expect(noticeOf(app.state())).toBe('The disk is full.')
  app.send({ type: 'saved', progress: app.state().progress, messages: ['You are ada.'] })
  expect(noticeOf(app.state())).toBe('» The room votes. y brings the question back.')
  lab(7, 'again')
  app.take(0)
  app.watch()
  tell({ type: 'voted', vote: VOTE, result: { chosen: null, counts: {} } })
  expect([placeOf(app.state()), appView(app.state()).menu?.options.length]).toEqual(['menu', 2])
})

test('a shared lab is told, and that it is over; what was said of the network goes when that changes', () => {
  lab(7)
  expect(said()).toBe('» The instructor’s lab: everybody has this one, and its seed.')
  app.take(0)
  app.send({ type: 'frame', elapsedMs: 1000 })
  tell({ type: 'network', cut: true, startsAt: 0 })
  expect(said()).toContain('The instructor has cut the network')
  app.press('c')
  expect(said()).toBeNull()
  tell({ type: 'lab', lab: null, startsAt: 0 })
  expect(said()).toBe('» The shared lab is over. Your run goes on; Esc leaves it.')
  app.press('escape', 'escape')
  lab(8)
  app.press('escape')
  tell({ type: 'lab', lab: null, startsAt: 0 })
  expect(said()).toBe('» The shared lab is over.')
})

test('a vote can be looked behind and comes back; its end takes it away unanswered', () => {
  goTo(1)
  tell({ type: 'vote', vote: VOTE })
  app.press('escape')
  expect(pageShown()).toBe(`${LESSON} 1`)
  app.press('y')
  expect(app.state().room?.asks).toBe(true)
  tell({ type: 'voted', vote: VOTE, result: { chosen: null, counts: {} } })
  expect([app.state().room?.asks, said()]).toEqual([
    false,
    '» The vote is over, and nothing was chosen: each decides alone.',
  ])
})

test('while a line to all stands, the return code stands before it, until it was seen; the help has it for good', () => {
  app = testApp({ inRoom: true, wayBack: { code: 'M5MQ289Q', line: 'ssh -p 2222 cyd+M5MQ289Q@vm' } })
  app.send({ type: 'saved', progress: app.state().progress, messages: ['You are cyd.'] })
  tell({ type: 'notice', text: 'Slides: x' })
  expect(noticeOf(app.state())).toBe('» Your return code: M5MQ289Q. Slides: x')
  app.press('down', 'enter')
  expect(noticeOf(app.state())).toBe('» Your return code: M5MQ289Q. Slides: x')
  app.send({ type: 'saved', progress: app.state().progress, messages: [] })
  expect(noticeOf(app.state())).toBe('» Slides: x')
  app.press('?')
  expect(shown()).toMatch(/Your way back\s+return code +M5MQ289Q\s+ssh -p 2222 cyd\+M5MQ289Q@vm/)
})

test('one key tells the instructor, and going on takes it back; alone there is no such key', () => {
  goTo(1)
  app.press('!')
  expect([app.state().room?.stuck, said()]).toEqual([true, expect.stringContaining('Told to the instructor')])
  app.press('b')
  tell({ type: 'notice', text: 'Five minutes.' })
  expect(app.state().room?.stuck).toBe(true)
  expect(shown()).toMatch(/Five minutes[\s\S]* ! stuck, told $/)
  app.press('space')
  expect([app.state().room?.stuck, said()]).toEqual([false, expect.stringContaining('not stuck any more')])
  expect(shown()).not.toContain('stuck, told')
  app.press('!', '!')
  expect(said()).toBe('» Taken back: you are not stuck any more.')
  expect(keyLine(app.state()).map(({ keys }) => keys)).toContain('!')
  expect(keyHelp('page', { inRoom: true }).map(({ keys }) => keys)).toEqual(
    expect.arrayContaining(['!', 'y']),
  )
  app = testApp()
  goTo(1)
  app.press('!', 'y')
  expect(app.state().room).toBeNull()
  expect(keyLine(app.state()).map(({ keys }) => keys)).not.toContain('!')
  expect(keyHelp('page').map(({ keys }) => keys)).not.toContain('!')
})
