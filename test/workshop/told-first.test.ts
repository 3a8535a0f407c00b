import { expect, test } from 'vitest'
import { createLocalBus } from '../../src/workshop/bus.ts'
import { comeIn, openRoom } from './room.ts'

const AS_LONG_AS_A_BUS_TAKES_MS = 100
const VOTE = {
  round: 'r',
  scenario: 'split-bank',
  stop: 'choice',
  ask: 'What should it do?',
  options: [
    { id: 'a', text: 'Wait' },
    { id: 'b', text: 'Pay' },
  ],
}

test.each([
  ['lines', 'ada+lines', '1\r'],
  ['screens', 'ada', '\r'],
])(
  'in %s a vote is shown to be counted once the room has it, and where that can’t be told, this is said',
  async (_, username, key) => {
    const local = createLocalBus()
    let shown = () => false
    const seenEarly: boolean[] = []
    let redisIsAway = false
    let sending: Promise<void> | null = null
    const bus = {
      ...local,
      tell: (event: Parameters<typeof local.tell>[0]) => {
        local.tell(event)
        if (event.from !== 'session' || event.telling.type !== 'voted') return
        sending = new Promise((resolve, reject) =>
          setTimeout(() => {
            seenEarly.push(shown())
            sending = null
            if (redisIsAway) reject(new Error('planted'))
            else resolve()
          }, AS_LONG_AS_A_BUS_TAKES_MS),
        )
      },
      kept: () => sending,
    }
    const room = await openRoom({ bus })
    const ada = await comeIn(room, { username })
    await ada.sees('Why distributed systems are hard')
    shown = () => ada.raw().includes('You voted')
    local.tell({
      from: 'board',
      stamp: { at: 1, by: 'board', n: 1 },
      order: { type: 'vote', vote: VOTE },
    })
    await ada.sees('What should it do?')
    ada.send(key)
    await ada.sees('You voted')
    expect(seenEarly).toEqual([false])
    redisIsAway = true
    ada.send(username === 'ada' ? 'y' : 'y\r')
    await ada.sees(/Your vote so far/)
    ada.send(username === 'ada' ? '\x1b[B\r' : '2\r')
    await ada.sees('the room hears of this once it is back')
  },
)
