import { beforeEach, describe, expect, test } from 'vitest'
import { SKIPPED } from '../../src/progress/progress.ts'
import { keyPress } from '../../src/terminal/key-event.ts'
import { plain } from '../../src/terminal/text.ts'
import { type BoardState, firstBoard } from '../../src/workshop/board/state.ts'
import { updateBoard } from '../../src/workshop/board/update.ts'
import { boardView } from '../../src/workshop/board/view.ts'
import type { Order, RoomEvent, Telling } from '../../src/workshop/events.ts'
import { cutForAll } from '../../src/workshop/orders.ts'
import { workshopReport } from '../../src/workshop/report.ts'
import { EMPTY_ROOM, openVote, type Room, updateRoom } from '../../src/workshop/room.ts'
import { histograms, voteStands } from '../../src/workshop/tallies.ts'
import { shippedCourse } from '../support/course.ts'
import { golden } from '../support/golden.ts'

const shipped = shippedCourse()
const content = {
  course: shipped.course,
  scenarios: new Map(shipped.scenarios.map(known => [known.id, known])),
  experiments: new Map(shipped.experiments.map(known => [known.id, known])),
}

let state: BoardState
let room: Room
let orders: Order[]
let n = 0

function happen(event: RoomEvent): void {
  room = updateRoom(room, event)[0]
  ;[state] = updateBoard(state, { type: 'room', room })
}
function tell(learner: string, telling: Telling, at = 60_000): void {
  n += 1
  happen({ from: 'session', stamp: { at, by: learner, n }, learner, session: learner, telling })
}
function press(...keys: readonly string[]): void {
  for (const key of keys) {
    const [next, ordered] = updateBoard(state, { type: 'key', key: keyPress(key) })
    state = next
    for (const order of ordered) {
      n += 1
      orders.push(order)
      happen({ from: 'board', stamp: { at: state.now + n, by: 'board', n }, order })
    }
  }
}
function picture(): string {
  const { above, below } = boardView(state)
  return [...above, ...below].map(line => plain(line).trimEnd()).join('\n')
}
const at = (lesson: string, page: number, live: string | null = null): Telling => ({
  type: 'at',
  where: { screen: live ? 'lab' : 'page', lesson, page, live },
})
function joined(names: readonly string[]): void {
  for (const name of names) tell(name, { type: 'joined', name })
}

const isCut = () => cutForAll(room, state.now) !== null

beforeEach(() => {
  room = EMPTY_ROOM
  orders = []
  n = 0
  state = { ...firstBoard(content, { columns: 80, rows: 24 }, 180_000) }
})

/** A room of seven in the third lesson, in the middle of everything. */
function fullRoom(): void {
  const names = ['ada', 'bob', 'cy', 'dee', 'eve', 'fay', 'gus']
  joined(names)
  for (const name of names.slice(0, 4)) tell(name, at('the-split', 4, 'split-bank'))
  for (const name of names.slice(4, 6)) tell(name, at('the-split', 3), 120_000)
  tell('gus', at('no-answer', 0))
  tell('eve', { type: 'stuck', stuck: true })
  names.slice(0, 5).forEach((name, place) => {
    const option = place < 3 ? 'one-no' : place < 4 ? 'all-stop' : 'skipped'
    tell(name, { type: 'predicted', item: 'lab/split-bank/consistency', option })
    const choices = [place < 3 ? 'consistency' : 'availability']
    const figures = { refused: place < 3 ? 1 : 0, moneyCreated: place < 3 ? 0 : 80 }
    const verdict = place < 3 ? 'linearizable' : 'violation'
    tell(name, {
      type: 'ended',
      run: { scenario: 'split-bank', seed: 7, choices, figures, verdict, held: true },
    })
  })
}

describe.each([
  [80, 24],
  [120, 40],
  [60, 20],
])('at %ix%i', (columns, rows) => {
  test('every panel fits, and names nobody unless it is asked to', () => {
    fullRoom()
    state = { ...state, size: { columns, rows } }
    const shots: string[] = []
    for (const panel of ['1', '2', '3', '4', '5']) {
      press(panel)
      shots.push(`== ${panel}\n${picture()}\n`)
      const lines = picture().split('\n')
      expect(lines).toHaveLength(rows - 1)
      expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(columns)
      expect(picture()).not.toMatch(/\b(?:ada|bob|eve|gus)\b/)
    }
    press('1', 'n')
    expect(picture()).toMatch(/ada, bob, cy/)
    shots.push(`== names\n${picture()}\n`)
    press('?')
    shots.push(`== help\n${picture()}\n`)
    expect(shots.join('\n')).toBe(golden(`tui/golden/board-${columns}x${rows}.txt`, shots.join('\n')))
  })
})

test('a hold is at the page that is looked at, and the same key lets go', () => {
  fullRoom()
  press('down', 'h')
  expect(orders).toEqual([{ type: 'hold', page: { lesson: 'the-split', page: 5 } }])
  expect(picture()).toContain('held at 3.6')
  press('h')
  expect(orders.at(-1)).toEqual({ type: 'hold', page: null })
})

test('a shared lab is the lesson’s own first; a cut for all is mended by the same key, and a new lab is whole', () => {
  fullRoom()
  press('l', 'enter')
  // Nobody's own work is left behind unasked.
  expect([orders, picture()]).toEqual([
    [],
    expect.stringContaining('for everybody: each leaves what they are'),
  ])
  press('end', 'enter', 'l', 'enter', 'enter')
  expect(orders[0]).toMatchObject({ type: 'lab', lab: { scenario: 'split-bank' }, startsAt: 180_500 })
  press('c')
  expect([orders.at(-1), isCut()]).toEqual([{ type: 'network', cut: true, startsAt: 180_500 }, true])
  press('c')
  expect([orders.at(-1), isCut()]).toEqual([{ type: 'network', cut: false, startsAt: 180_500 }, false])
  press('c', 'l')
  expect(picture()).toMatch(/❯ End «The split bank»/)
  press('enter')
  // Clusters stay as they are when it is over; another one begins whole.
  expect([orders.at(-1), isCut()]).toEqual([expect.objectContaining({ type: 'lab', lab: null }), true])
  press('l', 'enter', 'enter')
  expect(isCut()).toBe(false)
})

test('a cut that its stories have mended is none any more, and the key cuts again', () => {
  fullRoom()
  press('c')
  expect(picture()).toContain('✗ your cut: 0 of 4 clusters; c mends')
  for (const name of ['ada', 'bob', 'cy']) tell(name, { type: 'network', cut: true }, 181_000)
  expect(picture()).toMatch(/your cut: 3 of 4[\s\S]*c mend /)
  const pass = (ms: number) => {
    ;[state] = updateBoard(state, { type: 'time', now: state.now + ms, staleSince: null })
  }
  pass(60_000)
  for (const name of ['ada', 'bob']) tell(name, { type: 'network', cut: false }, 200_000)
  expect(picture()).toContain('your cut: 1 of 4')
  tell('cy', { type: 'network', cut: false }, 200_000)
  expect(picture()).not.toContain('your cut')
  press('c')
  expect(orders.at(-1)).toMatchObject({ cut: true })
})

test('who is stuck is found: at a page, in a lab, at the map, and by name', () => {
  fullRoom()
  expect(picture()).toContain('! 1 stuck: 3.4')
  press('n')
  expect(picture()).toContain('eve (stuck), fay')
  press('n')
  tell('eve', { type: 'at', where: { screen: 'lab', lesson: null, page: null, live: 'split-lock' } }, 170_000)
  expect(picture()).toContain('! 1 stuck: split-lock')
  expect(picture()).toContain('1 in the lab split-lock (1 stuck)')
  press('n')
  expect(picture()).toContain('in the lab split-lock: eve (stuck)')
})

test('in a list the keys go to its ends; a text that is longer than the screen says so, and scrolls', () => {
  press('l', 'end')
  expect(state.menu?.at).toBe((state.menu?.options.length ?? 0) - 1)
  press('page-up')
  expect(state.menu?.at).toBe((state.menu?.options.length ?? 0) - 9)
  press('home')
  expect(state.menu?.at).toBe(0)
  press('escape', '5', 'right')
  expect(picture()).toMatch(/↓ \d+ more\n\n─+\n ↑↓ scroll/)
  press('end')
  expect(picture()).toMatch(/vote with hands[\s\S]*↑ \d+ above\n/)
  press('up', 'page-up', 'page-up', '?')
  expect(picture()).toMatch(/hold the room at the chosen[\s\S]*↓ \d+ more\n/)
  press('end')
  expect(picture()).toContain('leave the board; the room goes on')
})

test('a key is called what it does now, and what it did is said for a while', () => {
  fullRoom()
  press('5')
  expect(picture()).toContain('s start clock')
  press('s')
  expect(picture()).toContain('s stop clock')
  press('1', 'h')
  expect(picture()).toMatch(/Nobody goes past[\s\S]* h let go /)
  ;[state] = updateBoard(state, { type: 'time', now: state.now + 9000, staleSince: null })
  expect(picture()).not.toContain('Nobody goes past')
  press('h', 'v')
  expect(picture()).toContain('v close vote')
})

test('every page of a lesson is shown where there is room', () => {
  joined(['ada'])
  tell('ada', at('the-split', 4))
  expect(picture()).toMatch(/ 14 \S/)
  state = { ...state, size: { columns: 60, rows: 20 } }
  expect(picture()).toMatch(/pages 1 to 10 of 14 +there for/)
})

test('labs are offered in the course’s order, whatever the lesson at hand opens none of', () => {
  press('l')
  const offered = state.menu?.options.map(({ does }) => (does.type === 'ask' ? does.scenario : '')) ?? []
  expect(offered[0]).toBe('split-bank')
  expect(new Set(offered).size).toBe(content.scenarios.size)
  expect(offered.indexOf('split-lock')).toBeLessThan(offered.indexOf('beat-cap'))
})

test('h moves the hold to another page, and lets go where it is; n acts only where names are seen', () => {
  joined(['ada'])
  tell('ada', at('the-split', 4))
  press('h', 'up')
  expect(picture()).toContain('h hold')
  press('h')
  expect(orders.map(order => order.type === 'hold' && order.page?.page)).toEqual([4, 3])
  press('2', '1')
  expect(picture()).toContain('h let go')
  press('5', 'n', '1', '?', 'n', '?')
  expect(picture()).not.toContain('ada')
  press('n', 'h')
  expect(picture()).toContain('ada')
  expect(orders.at(-1)).toEqual({ type: 'hold', page: null })
})

test('where no lab is shared, there is a vote only on one that most have open', () => {
  joined(['ada', 'bob'])
  tell('ada', at('the-split', 4, 'split-bank'))
  press('v')
  expect(picture()).toContain('There is nothing to vote on')
  tell('bob', at('the-split', 4, 'split-bank'))
  press('v')
  expect(orders.map(({ type }) => type)).toEqual(['vote'])
})

test('a vote is on the choice of the room’s lab; its end fixes what was chosen, and a tie chooses nothing', () => {
  fullRoom()
  press('l', 'enter', 'enter', 'v')
  const vote = orders.at(-1)
  if (vote?.type !== 'vote' || vote.vote === null) throw new Error('a vote')
  expect(vote.vote).toMatchObject({ scenario: 'split-bank', stop: 'choice' })
  const { round } = vote.vote
  tell('ada', { type: 'voted', round, option: 'consistency' })
  tell('bob', { type: 'voted', round, option: 'availability' })
  expect(voteStands(room, vote.vote).chosen).toBeNull()
  tell('cy', { type: 'voted', round, option: 'availability' })
  expect(picture()).toContain('vote: 3 of 7')
  expect(picture()).toContain('3 of 7 have voted.')
  expect(picture()).not.toContain('r reveal')
  for (const [name, stage] of [
    ['ada', 'stop/choice'],
    ['bob', 'stop/choice'],
    ['cy', 'start'],
  ] as const) {
    tell(name, at('the-split', 4, 'split-bank'), 70_000)
    tell(name, { type: 'stage', stage })
  }
  expect(picture()).toContain('vote: 3 of 7, 2 at the choice')
  press('1')
  expect(picture()).toContain('In split-bank: 1 before the start, 2 at the stop «choice»\n')
  press('v')
  expect(picture()).toContain('Chosen: Availability, in 2 now, in others as they come there.')
  expect(orders.at(-1)).toMatchObject({ type: 'close', result: { chosen: 'availability' } })
  tell('dee', { type: 'voted', round, option: 'consistency' }, 200_000)
  const [voted] = histograms(room, content)
  expect(voted).toMatchObject({ item: 'vote/split-bank/choice', total: 3, chosen: 'availability' })
  // What most chose is no truer for it: the report finds nobody who missed it.
  const report = new Map(workshopReport(room, content).map(({ name, text }) => [name, text]))
  expect(report.get('workshop.md')).toMatch(/^\| 2 of 3 \| chosen \| Availability/m)
  expect(report.get('workshop.md')).not.toMatch(/of 3: n4/)
  // A second vote on the same choice is told apart.
  press('v')
  tell('ada', { type: 'voted', round: openVote(room)?.round ?? '', option: 'consistency' })
  tell('ada', { type: 'left' })
  press('2')
  expect(picture()).toContain('1 of 7 have voted.')
  press('v')
  expect(picture()).toContain('1 of 1 have voted.')
  // One in which nobody voted is none.
  press('v', 'v')
  expect(picture()).toContain('Nobody has voted')
  expect(
    histograms(room, content)
      .map(({ item }) => item)
      .filter(item => item.startsWith('vote/')),
  ).toEqual(['vote/split-bank/choice/2', 'vote/split-bank/choice'])
})

test('the histogram is there before the reveal, and says what holds only after it', () => {
  joined(['ada', 'bob'])
  tell('ada', { type: 'predicted', item: 'page/new-outcome', option: 'nothing' })
  press('2')
  expect(picture()).toContain('1 of 2 have answered')
  expect(picture()).not.toContain('✓')
  tell('bob', { type: 'predicted', item: 'page/new-outcome', option: 'slower' })
  tell('cy', { type: 'predicted', item: 'page/new-outcome', option: SKIPPED })
  tell('dee', { type: 'joined', name: 'dee' })
  // Whoever has left has answered all the same, and whoever only watches was asked.
  tell('ada', { type: 'left' })
  expect(picture()).toContain('2 of 4 have answered, 1 would rather watch.')
  press('r')
  expect(picture()).toMatch(/✓ Nothing\. It waits/)
  press('r')
  expect(picture()).not.toContain('✓')
})

test('of a question about runs what held in all of them is revealed, and of the others in how many', () => {
  const item = 'lab/split-bank/consistency'
  joined(['ada', 'bob'])
  tell('ada', { type: 'predicted', item, option: 'all-stop' })
  press('2', 'r')
  expect(picture()).toContain('none has ended yet')
  tell('ada', { type: 'came', item, options: ['one-no'] })
  expect(picture()).toMatch(/✓ Lyon is paid, Oslo is told no/)
  tell('bob', { type: 'came', item, options: ['both-paid'] })
  expect(picture()).toMatch(/ {2}Lyon is paid, Oslo is told no, .*\(in 1 of 2 runs\)/)
  expect(picture()).toMatch(/✗ Nobody gets anything/)
})

test('a word to all is typed, stays, and is taken away by an empty one', () => {
  press('m', 'h', 'i', 'q', 'enter')
  expect(orders).toEqual([{ type: 'notice', text: 'hiq' }])
  press('m', 'x', 'escape', 'm', 'enter')
  expect(orders).toHaveLength(2)
  expect(orders[1]).toEqual({ type: 'notice', text: null })
})

test('who has left is counted out, what they predicted stays; escapes in a name are never shown', () => {
  joined(['ada', 'bob'])
  tell('ada', { type: 'joined', name: 'a\u001b[2Jda' })
  tell('ada', at('no-answer', 0))
  press('n')
  expect(picture()).not.toContain('\u001b')
  tell('ada', { type: 'left' })
  expect(picture()).toContain('One is here')
})

test('the plan’s clock says which step is due', () => {
  press('5', 's')
  ;[state] = updateBoard(state, { type: 'time', now: state.now + 11 * 60_000, staleSince: null })
  expect(picture()).toMatch(/❯ 10–18 +Read on alone/)
  expect(picture()).toContain('minute 12 of 45')
})

test('that the room isn’t kept is said until it is', () => {
  happen({ from: 'server', stamp: { at: 1, by: 'journal', n: 1 }, unkept: 'the disk is full (ENOSPC)' })
  expect(picture()).toContain('not kept: the disk is full (ENOSPC)')
  happen({ from: 'server', stamp: { at: 2, by: 'mending', n: 1 }, unkept: null })
  expect(picture()).not.toContain('not kept')
})
