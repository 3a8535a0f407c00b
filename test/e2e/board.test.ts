import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { netsplit } from '../support/program.ts'
import type { Terminal } from '../support/pty.ts'
import { comeIn } from '../workshop/room.ts'
import { serving } from './serving.ts'

const boardAt = (home: string, port: number) =>
  netsplit({ home, args: ['board', '--port', `${port}`], cols: 200 })

/** What is on the screen, however wide that is. */
const said = (board: Terminal) => board.screen().replace(/\s+/g, ' ').trim()
const HINT = 'netsplit serve begins a workshop, and --port names its port'

test('the board of the workshop on this machine: it shows the room, takes keys, follows the window, and ends', async () => {
  const home = temporaryFolder()
  const report = join(home, 'report')
  const room = await serving(home, ['--report', report])
  const ada = await comeIn(room)
  await ada.sees(/ada\+[0-9A-Z]{8}/)
  const [, code = ''] = /ada\+([0-9A-Z]{8})/.exec(ada.screen()) ?? []
  ada.send('\r')
  await ada.sees('A call leaves home')
  ada.send('\r')
  await ada.sees('(your prediction)')
  ada.send('\r')
  await ada.sees('Charge a card')
  const board = boardAt(home, room.port)
  await board.waitFor('One is here')
  await board.waitFor(/Charge a card +█/)
  board.resize(100, 30)
  await board.waitFor(/─{100}/)
  board.send('h')
  await board.waitFor('held at 1.2')
  board.send('mListen\r')
  await ada.sees('Listen')
  board.send('q')
  expect(await board.exit()).toEqual({ code: 0, signal: null })
  expect([board.inAlternateScreen(), board.modesLeft()]).toEqual([false, []])

  // The server ends while somebody looks at it.
  const other = boardAt(home, room.port)
  await other.waitFor('One is here')
  expect(await room.end()).toBe(0)
  expect((await other.exit()).code).toBe(0)
  expect([other.inAlternateScreen(), other.modesLeft()]).toEqual([false, []])
  expect(other.screen()).toContain('The workshop is over.')

  expect(room.said()).toContain(`What was predicted, missed and chosen is in ${report}; it names nobody.\n`)
  expect(room.said()).toContain(
    `What learners do is kept in ${join(home, 'workshop')};\nthe room, at port 0,`,
  )

  // What the room did is left, and who they were is not.
  const files = ['workshop.md', 'questions.csv', 'choices.csv', 'pages.csv']
  expect(readdirSync(report).sort()).toEqual([...files].sort())
  const text = files.map(name => readFileSync(join(report, name), 'utf8')).join('\n')
  expect(text).toMatch(/^page\/new-outcome,.*,1,100,no\r$/m)
  expect(text).toMatch(/^no-answer,1,1\.1 A call leaves home,1,\d+\r$/m)
  expect(text).not.toMatch(new RegExp(`\\bada\\b|127\\.0\\.0\\.1|SHA256|${code}`))

  const late = boardAt(home, room.port)
  expect((await late.exit()).code).toBe(2)
  expect(said(late)).toBe(`netsplit: no board at port ${room.port}: nobody listens there; ${HINT}`)
})

test('in lines it needs no terminal, and ends with what is typed', async () => {
  const home = temporaryFolder()
  const room = await serving(home)
  const board = netsplit({ home, args: ['board', '--port', `${room.port}`, '--linear'], cols: 120 })
  await board.waitFor('Nobody is here yet.')
  board.send('plan\r')
  await board.waitFor(/Plan 1 of 2, 45 minutes/)
  board.send('quit\r')
  expect(await board.exit()).toEqual({ code: 0, signal: null })
  expect(board.modesLeft()).toEqual([])
})

test('a board that is ended by a signal leaves the terminal as it was, and so does one whose server is killed', async () => {
  const home = temporaryFolder()
  // One process: others would say goodbye when it is gone.
  const room = await serving(home, ['--processes', '1'])
  const board = boardAt(home, room.port)
  await board.waitFor('Nobody is here yet')
  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    const other = boardAt(home, room.port)
    await other.waitFor('Nobody is here yet')
    other.kill(signal)
    expect((await other.exit()).code).toBe(code)
    expect([other.inAlternateScreen(), other.modesLeft()]).toEqual([false, []])
  }
  room.kill()
  expect((await board.exit()).code).toBe(2)
  expect([board.inAlternateScreen(), board.modesLeft()]).toEqual([false, []])
  expect(said(board)).toContain('the line to the workshop broke')
})

test('where it can’t be shown one sentence says why', async () => {
  const home = temporaryFolder()
  const none = boardAt(home, 1)
  expect((await none.exit()).code).toBe(2)
  expect(said(none)).toBe('netsplit: no workshop was begun on this machine: netsplit serve begins one')
  const room = await serving(home)
  writeFileSync(join(home, 'workshop', 'instructor-code'), 'wrong')
  const wrong = boardAt(home, room.port)
  expect((await wrong.exit()).code).toBe(2)
  expect(said(wrong)).toBe(
    `netsplit: no board at port ${room.port}: what listens there refuses your instructor’s code; ${HINT}`,
  )
  const others = await serving(temporaryFolder())
  const stranger = boardAt(home, others.port)
  expect((await stranger.exit()).code).toBe(2)
  expect(said(stranger)).toContain(
    'what listens there has another key than the workshop that you began on this machine',
  )
  // It was never told the code.
  expect(others.said()).not.toContain('wrong code')
})
