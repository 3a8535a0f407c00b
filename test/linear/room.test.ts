import { expect, test } from 'vitest'
import { createTalk, WHOLE_SCREEN } from '../../src/linear/linear.ts'
import { testApp } from '../support/app.ts'
import { VOTE } from '../workshop/vote.ts'

/** A learner of a room who is told it in lines. */
function inRoom() {
  const app = testApp({ inRoom: true, size: WHOLE_SCREEN, motion: false })
  const talk = createTalk(app.store, { columns: 200, unicode: true })
  let all = talk.start()
  const more = (told: string) => {
    all += told
    return told
  }
  return {
    app,
    types: (line: string) => more(talk.hear(line)),
    hears: (event: Parameters<typeof app.send>[0]) => {
      app.send(event)
      return more(talk.news())
    },
    times: (words: string) => all.split(words).length - 1,
  }
}

test('what lasts is told once, whatever covers it for a while', () => {
  const { app, types, hears, times } = inRoom()
  hears({ type: 'not-saved', message: 'You are ada, return code X.' })
  hears({ type: 'room', news: { type: 'notice', text: 'We begin at ten.' } })
  // Also among the lessons one can be stuck.
  expect(types('stuck')).toContain('Told to the instructor alone. «stuck» takes it back.')
  types('stuck')
  types('1')
  expect(types('stuck')).toContain('Told to the instructor alone.')
  types('3')
  expect(types('on')).toContain('You went on, and so are not stuck any more.')
  types('map')
  expect([times('We begin at ten.'), times('return code X')]).toEqual([1, 1])
  expect(app.state().room?.stuck).toBe(false)
})

test('a run that waits for the room says so once, and offers the vote in place of its choice', () => {
  const { app, types, hears, times } = inRoom()
  hears({
    type: 'room',
    news: { type: 'lab', lab: { round: 'l', scenario: 'split-bank', seed: 9 }, startsAt: 0 },
  })
  types('1')
  for (
    let step = 0;
    step < 40 && app.state().screen.type === 'lab' && times('What should n4 do?') === 0;
    step += 1
  )
    types('on')
  expect(hears({ type: 'room', news: { type: 'vote', vote: VOTE } })).toMatch(
    /What now\?\n\n1\. Say no\n2\. Pay/,
  )
  const told = types('1')
  expect(told).toContain('You voted: Say no; «vote» changes it. Waiting for the room.')
  expect(told).toMatch(/\d\. vote: the vote of the room/)
  expect(told).not.toMatch(/\d\. (?:Consistency|choose)/)
  expect(hears({ type: 'room', news: { type: 'turnout', turnout: { voted: 1, of: 3 } } })).toBe('')
  expect(types('')).toMatch(/2\. Pay/)
})
