import { expect, test } from 'vitest'
import type { RoomNews } from '../../src/app/app.ts'
import { testApp } from '../support/app.ts'
import { golden } from '../support/golden.ts'
import { picture } from '../support/picture.tsx'

const VOTE: RoomNews = {
  type: 'vote',
  vote: {
    round: 'r1',
    scenario: 'split-bank',
    stop: 'choice',
    ask: 'n4 can’t reach a majority. Somebody in Oslo wants 80. What should n4 do?',
    options: [
      { id: 'consistency', text: 'Consistency – say no until a majority can be asked' },
      { id: 'availability', text: 'Availability – pay out from the copy it has' },
    ],
  },
}

test.each([
  [80, 24],
  [60, 20],
])('in a room, at %ix%i', (columns, rows) => {
  const app = testApp({ inRoom: true, size: { columns, rows } })
  const shots: string[] = []
  const shot = (name: string) => shots.push(`== ${name}\n${picture(app)}\n`)
  app.press('enter')
  app.send({ type: 'room', news: { type: 'notice', text: 'We begin at ten past. Read on until page 2.' } })
  shot('a word of the instructor')
  app.press('!')
  shot('stuck')
  app.press('!')
  app.send({ type: 'room', news: { type: 'hold', page: { lesson: 'no-answer', page: 0 } } })
  app.take(0)
  app.press('space')
  shot('held')
  app.send({ type: 'room', news: VOTE })
  shot('a vote')
  app.take(1)
  shot('voted')
  app.send({
    type: 'room',
    news: { type: 'lab', lab: { round: 'l', scenario: 'split-bank', seed: 41 }, startsAt: 0 },
  })
  shot('a shared lab')
  app.take(0)
  app.watch()
  app.press('!')
  app.send({ type: 'room', news: { type: 'turnout', turnout: { voted: 2, of: 3 } } })
  shot('waiting for the room, and stuck')
  expect(shots.join('\n')).toBe(golden(`tui/golden/room-${columns}x${rows}.txt`, shots.join('\n')))
})
