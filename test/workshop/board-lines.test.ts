import { expect, onTestFinished, test } from 'vitest'
import { openDesk } from '../../src/workshop/board/desk.ts'
import { createBoardTalk } from '../../src/workshop/board/talk.ts'
import { createLocalBus } from '../../src/workshop/bus.ts'
import type { Order, Telling } from '../../src/workshop/events.ts'
import { shippedCourse } from '../support/course.ts'
import { comeIn, openRoom } from './room.ts'

const shipped = shippedCourse()
const content = {
  course: shipped.course,
  scenarios: new Map(shipped.scenarios.map(known => [known.id, known])),
  experiments: new Map(shipped.experiments.map(known => [known.id, known])),
}

/** A board in lines in a room of its own, with a clock that the test turns. */
function board() {
  let now = 100_000
  let n = 0
  const bus = createLocalBus()
  const orders: Order[] = []
  const heard = {
    ...bus,
    tell: (event: Parameters<typeof bus.tell>[0]) => {
      if (event.from === 'board') orders.push(event.order)
      bus.tell(event)
    },
  }
  const quiet = { onRoom: () => {}, onTime: () => {} }
  const size = { columns: 80, rows: 24 }
  const desk = openDesk({ bus: heard, content, size, id: 'board', now: () => now }, quiet)
  onTestFinished(desk.close)
  const talk = createBoardTalk(desk, { columns: 200, unicode: true })
  return {
    orders,
    talk,
    types: (line: string) => talk.hear(line),
    pass: (ms: number) => {
      now += ms
    },
    keeps: (why: string | null) => {
      n += 1
      bus.tell({ from: 'server', stamp: { at: now, by: 'journal', n }, unkept: why })
    },
    tell: (learner: string, telling: Telling) => {
      n += 1
      bus.tell({ from: 'session', stamp: { at: now, by: learner, n }, learner, session: learner, telling })
    },
  }
}

const at = (lesson: string, page: number): Telling => ({
  type: 'at',
  where: { screen: 'page', lesson, page, live: null },
})

test('a room is led in lines: held, let go, given a lab that is asked about, cut and mended, and left', () => {
  const { types, tell, orders, pass, talk } = board()
  expect(talk.start()).toMatch(/^The board\.\nNobody is here yet\.\nWords: who, stuck, names, hold,/)
  for (const name of ['ada', 'bob']) {
    tell(name, { type: 'joined', name })
    tell(name, at('the-split', name === 'ada' ? 4 : 3))
  }
  expect(talk.news()).toBe('Somebody has come in.\n')
  pass(60_000)
  expect(types('who')).toBe(
    '2 are here.\n3.4 Lyon, Oslo and one hundred: 1, there for 1 min.\n3.5 Break it: 1, there for 1 min.\n',
  )
  types('names')
  expect(types('who')).toContain('3.5 Break it: 1, there for 1 min: ada.')
  expect(types('hold 3.5')).toBe('Nobody goes past 3.5 Break it.\n')
  expect(types('hold 9.9')).toBe('«9.9» is no page: lesson and page, such as 3.4.\n')
  expect(types('go')).toBe('The room goes on.\n')
  expect(types('go')).toBe('Nobody is held.\n')
  expect(types('lab')).toMatch(/^1\. The split bank: One account/)
  expect(types('start 1')).toMatch(/^«The split bank» for everybody: .* Yes begins it\.\n$/)
  expect(types('no')).toBe('Not begun.\n')
  expect(types('yes')).toContain('none of the words')
  types('start 1')
  expect(types('yes')).toMatch(/^Everybody gets «The split bank» with seed \d{4}\.\n$/)
  expect(types('cut')).toBe('The network is cut for all; at a question, as the run goes on.\n')
  expect(types('heal')).toBe('The network is mended for all; at a question, as the run goes on.\n')
  expect(types('end')).toBe('The shared lab is over. Everybody’s own run goes on.\n')
  const page = { lesson: 'the-split', page: 4 }
  expect(orders).toMatchObject([
    { type: 'hold', page },
    { type: 'hold', page: null },
    { type: 'lab', lab: { scenario: 'split-bank' } },
    { type: 'network', cut: true },
    { type: 'network', cut: false },
    { type: 'lab', lab: null },
  ])
  expect(types('quit')).toBeNull()
})

test('what somebody has to act on is told by itself, once: stuck, all votes in, a cut that is over', () => {
  const { types, tell, pass, talk } = board()
  tell('ada', { type: 'joined', name: 'ada' })
  tell('ada', { type: 'at', where: { screen: 'lab', lesson: null, page: null, live: 'split-bank' } })
  talk.news()
  tell('ada', { type: 'stuck', stuck: true })
  expect([talk.news(), talk.news()]).toEqual(['Stuck: In the lab split-bank.\n', ''])
  tell('ada', { type: 'stuck', stuck: false })
  expect(talk.news()).toBe('Nobody is stuck any more.\n')
  expect(types('vote')).toContain('Everybody is asked. Nobody is at the choice yet.')
  const vote = types('vote') ?? ''
  expect(vote).toMatch(/What should n4 do\?\nConsistency.*: 0 of 0\.\n/)
  const round = `vote 100000  0`
  tell('ada', { type: 'stage', stage: 'stop/choice' })
  expect(types('who')).toContain('The vote: 0 of 1 have voted, 1 at the choice.')
  tell('ada', { type: 'stage', stage: 'running' })
  tell('ada', { type: 'voted', round, option: 'availability' })
  expect(talk.news()).toBe('Everybody has voted: «close» ends the vote.\n')
  expect(types('close')).toBe('Chosen: Availability, in each cluster as it comes there.\n')
  types('cut')
  tell('ada', { type: 'network', cut: true })
  pass(10_000)
  tell('ada', { type: 'network', cut: false })
  expect(types('who')).toMatch(/Your cut is over: mended in every cluster\.\n$/)
  expect(talk.news()).toBe('')
})

test('predictions, choices, notes and plans are told in sentences', () => {
  const { types, tell } = board()
  const item = 'lab/split-bank/consistency'
  tell('ada', { type: 'joined', name: 'ada' })
  tell('ada', at('the-split', 4))
  tell('ada', { type: 'predicted', item, option: 'one-no' })
  tell('ada', { type: 'came', item, options: ['one-no'] })
  expect(types('questions')).toMatch(/Lyon is paid.*: 1 of 1\.\n/)
  expect(types('reveal')).toMatch(
    /Lyon is paid.*: 1 of 1, and that holds\.\n.*: 0 of 1, and that doesn’t\.\n/,
  )
  const run = {
    scenario: 'split-bank',
    seed: 7,
    choices: ['consistency'],
    figures: { refused: 1 },
    verdict: 'linearizable',
    held: true,
  }
  tell('ada', { type: 'ended', run })
  expect(types('choices')).toContain(
    'consistency, runs 1: customer told no 1, as if there were one copy 1 of 1.',
  )
  expect(types('notes')).toMatch(/^3\.5 Break it\.\nAsk: .*\nHear: .*\nPoint: /)
  expect(types('notes 1.1')).toMatch(/^1\.1 A call leaves home\.\n/)
  types('clock')
  expect(types('plan')).toMatch(
    /^Plan 1 of 2, 45 minutes, minute 1: A cut, a choice, and what it costs\.\n0 to 5: /,
  )
  expect(types('plan 2')).toMatch(/^Plan 2 of 2, 90 minutes, clock starts it/)
  expect(types('help')).toContain('hold (3.4): nobody goes past that page')
  expect(types('s')).toBe('More than one begins so: stuck, start, say.\n')
})

test('that the room isn’t kept is told, stands first while it lasts, and is told when it is over', () => {
  const { types, talk, keeps } = board()
  keeps('the disk is full (ENOSPC)')
  expect(talk.news()).toBe('Not kept: the disk is full (ENOSPC). The room goes on.\n')
  expect(talk.news()).toBe('')
  expect(talk.start()).toContain('Not kept: the disk is full (ENOSPC). The room goes on.\nWords:')
  keeps(null)
  expect(talk.news()).toBe('The room is kept again.\n')
  expect(types('who')).not.toContain('kept')
})

test('a yes is to what was asked last: anything else that is said takes the question back', () => {
  const { types, orders } = board()
  for (const other of ['help', 'nonsense', 's', 'who']) {
    expect(types('start 2')).toContain('Yes begins it.')
    types(other)
    types('yes')
    expect(orders).toEqual([])
  }
  types('start 2')
  types('')
  types('yes')
  expect(orders.length).toBe(1)
})

test('what begins two words is neither, and what is no number is no first one', () => {
  const { types, orders } = board()
  expect(types('he')).toBe('More than one begins so: heal, help.\n')
  expect(orders).toEqual([])
  expect(types('hel')).toBe(types('help'))
  types('clock')
  expect(types('plan foo')).toBe('«foo» is no number.\n')
  expect(types('plan 0')).toBe('«0» is no number.\n')
  for (const word of ['question', 'choices']) expect(types(`${word} foo`)).toBe('«foo» is no number.\n')
  expect(types('clock')).toBe('The clock is stopped.\n')
})

test('the instructor comes in as instructor+lines, and hears and is heard', async () => {
  const room = await openRoom()
  const ada = await comeIn(room)
  const teacher = await comeIn(room, { username: 'instructor+lines', answers: ['the-instructor'] })
  await teacher.sees(/One is here|Somebody has come in/)
  teacher.send('say We begin.\r')
  await ada.sees('We begin.')
  ada.send('!')
  await teacher.sees('Stuck: At the map.')
  teacher.send('quit\r')
  await teacher.closed
  expect(teacher.raw()).not.toContain('\x1b')
})
