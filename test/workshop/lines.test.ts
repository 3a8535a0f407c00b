import { EventEmitter } from 'node:events'
import type { ClientChannel } from 'ssh2'
import { expect, test } from 'vitest'
import { WHOLE_SCREEN } from '../../src/linear/linear.ts'
import { createLocalBus } from '../../src/workshop/bus.ts'
import type { Order } from '../../src/workshop/events.ts'
import { showInLines } from '../../src/workshop/in-lines.ts'
import { testApp } from '../support/app.ts'
import { comeIn, logIn, openRoom } from './room.ts'
import { VOTE } from './vote.ts'

const FIRST = '1. No answer'

test.each([
  ['by the name', { username: 'ada+lines' }],
  ['by a variable', { env: { NETSPLIT_LINEAR: '1' } }],
  ['by a terminal without a cursor', { term: 'dumb' }],
])(
  '%s a learner is told in lines: what is typed is shown, and nothing else is written',
  async (_, options) => {
    const room = await openRoom()
    const ada = await comeIn(room, options)
    await ada.sees(FIRST)
    ada.send('7\x7f')
    ada.send('1\r')
    await ada.sees('A call leaves home')
    expect(ada.screen()).toContain('\n> 1\n')
    ada.send('quit\r')
    await ada.closed
    const bare = ada.raw().replaceAll('7\b \b', '').replaceAll('\r\n', '\n')
    expect(bare).not.toMatch(/[^\P{Cc}\n]/u)
  },
)

test('without a terminal each line is taken as it comes, before the first is asked for and to the last', async () => {
  const room = await openRoom()
  const { client } = await logIn(room, { username: 'ada+lines' })
  const channel = await new Promise<ClientChannel>((resolve, reject) =>
    client.shell(false, (error, made) => (error ? reject(error) : resolve(made))),
  )
  let told = ''
  channel.on('data', (data: Buffer) => (told += data))
  const closed = new Promise<void>(resolve => channel.on('close', () => resolve()))
  channel.end('1\r\n3\r\non\r\n')
  await closed
  expect(told).toContain('page 1 of')
  expect(told).toContain('Nothing. It waits, and nothing comes back. (your prediction')
  expect(told).toContain('page 2 of')
  expect(told).toMatch(/To come back to where you were: ssh -p \d+ ada\+\w{8}\+lines@localhost/)
})

test('the way back leads to the same page, in lines or on screens', async () => {
  const room = await openRoom()
  const ada = await comeIn(room, { username: 'ada+lines' })
  await ada.sees(FIRST)
  const [user = ''] = /ada\+\w{8}/.exec(ada.raw()) ?? []
  ada.send('1\r')
  await ada.sees('A call leaves home')
  ada.client.end()
  await ada.closed
  const onScreen = await comeIn(room, { username: user })
  await onScreen.sees('A call leaves home')
  expect(onScreen.raw()).toContain('\x1b[?1049h')
  onScreen.client.end()
  await onScreen.closed
  const again = await comeIn(room, { username: `${user}+lines` })
  await again.sees('A call leaves home')
  expect(again.raw()).not.toContain('\x1b[')
})

test('what the room says is told in between, what was typed so far stays, and a vote is a number', async () => {
  const bus = createLocalBus()
  const room = await openRoom({ bus })
  const ada = await comeIn(room, { username: 'ada+lines' })
  const order = (n: number, said: Order) =>
    bus.tell({ from: 'board', stamp: { at: Date.now(), by: 'board', n }, order: said })
  await ada.sees(FIRST)
  ada.send('gloss')
  await ada.sees('> gloss')
  order(1, { type: 'notice', text: 'We begin at ten.' })
  await ada.sees(/We begin at ten\.\n> gloss\n/)
  ada.send('ary\r')
  await ada.sees('The words of the course')
  order(2, { type: 'vote', vote: VOTE })
  await ada.sees(/What now\?\n\n1\. Say no\n2\. Pay\n/)
  ada.send('2\r')
  await ada.sees('You voted: Pay;')
  const [learner] = Object.values(bus.snapshot().learners)
  expect(learner?.ballots['r1']?.value).toBe('availability')
  order(3, { type: 'close', vote: VOTE, result: { chosen: 'availability', counts: { availability: 1 } } })
  await ada.sees('The room chose with 1 of 1: Pay')
  // Another question with the same answers: they stand behind it once more.
  order(4, { type: 'vote', vote: { ...VOTE, round: 'r2', ask: 'And now?' } })
  await ada.sees(/And now\?\n\n1\. Say no\n2\. Pay\n/)
  order(5, { type: 'vote', vote: { ...VOTE, round: 'r3', ask: 'And then?' } })
  await ada.sees(/And then\?\n\n1\. Say no\n2\. Pay\n/)
})

test('a line that ends with a return and a newline is one line, also where they come apart', () => {
  const toldFor = (...pieces: readonly string[]) => {
    const app = testApp({ size: WHOLE_SCREEN, motion: false })
    const input = Object.assign(new EventEmitter(), { pause: () => {} })
    let told = ''
    const write = (text: string) => {
      told += text
      return true
    }
    const output = Object.assign(new EventEmitter(), { isTTY: true as const, write })
    const terminal = { input, output, env: {}, size: { columns: 80, rows: 24 }, echoes: false }
    const lines = showInLines(app.store, terminal, { unicode: true }, { onCrash: fail, onLeave: fail })
    for (const piece of pieces) input.emit('data', piece)
    lines.stop()
    return told
  }
  expect(toldFor('1\r', '\n3\r', '\n')).toBe(toldFor('1\r3\r'))
  expect(toldFor('1\r\n3\r\n')).toBe(toldFor('1\r3\r'))
  expect(toldFor('1\r', '\r')).not.toBe(toldFor('1\r'))
})

test('while a client doesn’t read nothing is told; what was typed meanwhile is heard in its order', () => {
  const app = testApp({ size: WHOLE_SCREEN, motion: false })
  const input = Object.assign(new EventEmitter(), { pause: () => {} })
  let told = ''
  let reads = false
  const write = (text: string) => {
    told += text
    return reads
  }
  const output = Object.assign(new EventEmitter(), { isTTY: true as const, write })
  const terminal = { input, output, env: {}, size: { columns: 80, rows: 24 }, echoes: true }
  const lines = showInLines(app.store, terminal, { unicode: true }, { onCrash: fail, onLeave: fail })
  const opening = told
  input.emit('data', 'xx\x7f\x7f1\r3\r')
  input.emit('data', 'y'.repeat(100_000))
  expect(told).toBe(opening)
  reads = true
  output.emit('drain')
  expect(told).toContain('page 1 of')
  expect(told).toContain('(your prediction')
  // No line is longer than 200, and no more keys wait than anybody types.
  expect(told.length).toBeLessThan(opening.length + 4000)
  lines.stop()
  expect(app.store.state().screen.type).toBe('page')
})

function fail(error?: unknown): never {
  throw error ?? new Error('it has ended')
}
