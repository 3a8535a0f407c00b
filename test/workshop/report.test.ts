import { expect, test } from 'vitest'
import type { RoomEvent, Telling } from '../../src/workshop/events.ts'
import { workshopReport } from '../../src/workshop/report.ts'
import { EMPTY_ROOM, updateRoom } from '../../src/workshop/room.ts'
import { shippedCourse } from '../support/course.ts'

const shipped = shippedCourse()
const content = {
  course: shipped.course,
  scenarios: new Map(shipped.scenarios.map(known => [known.id, known])),
  experiments: new Map(shipped.experiments.map(known => [known.id, known])),
}

test('a report counts what was predicted, missed and chosen, takes the median of times, and names nobody', () => {
  let n = 0
  const told = (learner: string, at: number, telling: Telling): RoomEvent => {
    n += 1
    return { from: 'session', stamp: { at, by: learner, n }, learner, session: learner, telling }
  }
  const page = (place: number): Telling => ({
    type: 'at',
    where: { screen: 'page', lesson: 'no-answer', page: place, live: null },
  })
  const events = ['ada', 'bob', 'cyril'].flatMap((name, place) => [
    told(name, 0, { type: 'joined', name }),
    told(name, 0, page(0)),
    told(name, 10_000 * (place + 1), page(1)),
    told(name, 50_000, {
      type: 'answered',
      item: 'quiz/timeout-means',
      option: place === 0 ? '1' : '0',
      right: false,
    }),
    told(name, 60_000, {
      type: 'ended',
      run: {
        scenario: 'split-bank',
        seed: 7,
        choices: [place === 0 ? 'consistency' : 'availability'],
        figures: { moneyCreated: place === 0 ? 0 : 80 },
        verdict: place === 0 ? 'linearizable' : 'violation',
        held: null,
      },
    }),
  ])
  const room = events.reduce((known, event) => updateRoom(known, event)[0], EMPTY_ROOM)
  const files = new Map(workshopReport(room, content).map(({ name, text }) => [name, text]))
  expect(files.get('pages.csv')).toBe(
    'lesson,page,heading,learners,median seconds\r\nno-answer,1,1.1 A call leaves home,3,20\r\n',
  )
  expect(files.get('questions.csv')).toMatch(/^quiz\/timeout-means,[^\n]*,2,67,no\r$/m)
  expect(files.get('choices.csv')).toContain('split-bank,availability,2,0,moneyCreated,80\r\n')
  expect(files.get('workshop.md')).toContain('- 2 of 3: Which sentence is true?')
  expect([...files.values()].join('')).not.toMatch(/\b(?:ada|bob|cyril)\b/)
})
