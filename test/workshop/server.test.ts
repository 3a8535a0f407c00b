import ssh2, { type AuthenticationType, type Client } from 'ssh2'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { newPrivateKey } from '../../src/workshop/host-key.ts'
import { USUAL_LIMITS } from '../../src/workshop/limits.ts'
import { shippedCourse } from '../support/course.ts'
import { comeIn, type Guest, logIn, openRoom, type TestRoom, until } from './room.ts'

const FIRST = 'Why distributed systems are hard'

/** As `ssh -A` with an agent that holds nothing. */
class NoKeys extends ssh2.BaseAgent {
  override getIdentities(done: (error: null, keys: []) => void): void {
    done(null, [])
  }
  override sign(): void {}
}

/** What was written once the terminal had its own screen back. */
const afterScreen = (guest: Guest) => guest.raw().split('\x1b[?1049l')[1] ?? ''
const closing = (client: Client) => new Promise<void>(resolve => client.on('close', () => resolve()))

describe('a terminal of one’s own', () => {
  test('two learners go their own ways, on screens of their own size', async () => {
    const room = await openRoom()
    const ada = await comeIn(room, { username: 'ada' })
    const bob = await comeIn(room, { username: 'bob', columns: 100, rows: 30 })
    await Promise.all([ada.sees(FIRST), bob.sees(FIRST)])
    ada.send('\r')
    await ada.sees('A call leaves home')
    bob.send('?')
    await bob.sees('Esc')
    expect(bob.screen()).not.toContain('A call leaves home')
    expect([bob, ada].map(({ screen }) => screen().trimEnd().split('\n').length)).toEqual([29, 23])
  })

  test('is asked for its background, and has the colours for it once it says', async () => {
    const room = await openRoom()
    const ada = await comeIn(room)
    await ada.sees(FIRST)
    expect(ada.raw()).toContain('\x1b]11;?\x07\x1b[c')
    expect(ada.raw()).not.toContain('38;5;')
    ada.send('\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\')
    await until(
      () => ada.raw().includes('38;5;19'),
      () => ada.raw(),
    )
    await ada.sees(FIRST)
  })

  test('a window of another size is drawn anew; one of no possible size is clamped', async () => {
    const room = await openRoom()
    const ada = await comeIn(room, { columns: 4_000_000_000, rows: 0 })
    await until(
      () => ada.raw().includes('quit'),
      () => ada.raw(),
    )
    const wide = ada.raw()
    // 400 columns of a rule, not four thousand million.
    expect(Math.max(...(wide.match(/[─━]+/g) ?? []).map(rule => rule.length))).toBe(400)
    ada.channel.setWindow(1, 1, 0, 0)
    await until(
      () => ada.raw().length > wide.length,
      () => 'nothing new',
    )
    const before = ada.raw().length
    ada.channel.setWindow(30, 90, 0, 0)
    await until(
      () => ada.raw().slice(before).includes('quit'),
      () => ada.raw().slice(before),
    )
    expect(ada.raw().slice(before)).toMatch(/─{90}/)
  })

  test('colours, signs and stillness are as the client says, whatever the server’s own terminal is', async () => {
    vi.stubEnv('NO_COLOR', '1')
    onTestFinished(() => void vi.unstubAllEnvs())
    const room = await openRoom()
    const bare = await comeIn(room, { username: 'a', term: 'dumb', env: { LANG: 'C', NETSPLIT_LINEAR: '0' } })
    const full = await comeIn(room, {
      username: 'b',
      term: 'xterm',
      env: { LANG: 'en_GB.UTF-8', COLORTERM: 'truecolor' },
    })
    const none = await comeIn(room, { username: 'c', env: { NO_COLOR: '1' } })
    for (const each of [bare, full, none]) await each.sees(FIRST)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
    const colours = /\x1b\[[\d;]*(?:3[0-7]|38;[25];[\d;]+|9[0-7])m/
    expect(bare.raw()).not.toMatch(colours)
    expect(bare.screen()).not.toMatch(/[^\x20-\x7e\n]/)
    expect(none.raw()).not.toMatch(colours)
    expect(full.raw()).toMatch(colours)
    expect(full.screen()).toContain('─')
  })

  test('whoever leaves has their own screen back, and their connection closed', async () => {
    const room = await openRoom()
    const ada = await comeIn(room)
    await ada.sees(FIRST)
    ada.send('q')
    await ada.closed
    expect(ada.raw()).toContain('\x1b[?1049l')
    expect(ada.raw()).toMatch(/To come back to where you were: ssh -p \d+ ada\+[0-9A-Z]{8}@localhost\r\n$/)
    const bob = await comeIn(room, { username: 'bob', privateKey: newPrivateKey() })
    await bob.sees(FIRST)
    bob.send('q')
    await bob.closed
    expect(bob.raw()).toMatch(/To come back to where you were: ssh -p \d+ bob@localhost\r\n$/)
  })
})

/** A new learner's way back, and the return code in it. */
async function codeOf(room: TestRoom, username: string): Promise<readonly string[]> {
  const guest = await comeIn(room, { username })
  await guest.sees(/\w+\+[0-9A-Z]{8}@/)
  guest.client.end()
  await guest.closed
  return /\w+\+([0-9A-Z]{8})@/.exec(guest.screen()) ?? []
}

describe('coming back', () => {
  test('with the return code it is the same learner, without it a new one of a like name', async () => {
    const room = await openRoom()
    const ada = await comeIn(room)
    await ada.sees(/ada\+[0-9A-Z]{8}@/)
    const [user = ''] = /ada\+[0-9A-Z]{8}/.exec(ada.screen()) ?? []
    ada.send(`\r`)
    await ada.sees('A call leaves home')
    // It lasts longer than the first screen.
    await new Promise(resolve => setTimeout(resolve, 100))
    await ada.sees(user)
    ada.send('\x03')
    await ada.closed
    const back = await comeIn(room, { username: user.toLowerCase() })
    await back.sees('A call leaves home')
    await back.sees(/You are ada again, and return code [0-9A-Z]{8} stays valid: ssh -p/)
    await back.sees(user)
    const other = await comeIn(room, { username: 'Ada' })
    await other.sees('You are Ada-2, return code ')
    const asked = await comeIn(room, { username: 'ada', answers: [user.slice(4)] })
    await asked.sees('A call leaves home')
    // The same learner on a new line: the old one is told.
    await back.closed
    expect(back.raw()).toContain('on another line')
  })

  test('by a public key, and not by somebody else’s', async () => {
    const room = await openRoom()
    const mine = newPrivateKey()
    const other = newPrivateKey()
    const first = await comeIn(room, { privateKey: mine })
    await first.sees(FIRST)
    expect(first.screen()).not.toContain('+')
    first.send('\r')
    await first.sees('A call leaves home')
    first.send('\x03')
    await first.closed
    await (await comeIn(room, { privateKey: mine })).sees('A call leaves home')
    const stranger = await comeIn(room, { privateKey: other })
    await stranger.sees('Press Enter')
    expect(stranger.screen()).not.toContain('A call leaves home')
  })
})

describe('a line that drops', () => {
  test('costs nothing: they are where they were, in the middle of a lab', async () => {
    const room = await openRoom()
    const privateKey = newPrivateKey()
    const ada = await comeIn(room, { privateKey })
    await ada.sees(FIRST)
    ada.send('\x1b[B\x1b[B\r')
    while (!/ t \d/.test(ada.screen())) {
      const before = ada.screen()
      ada.send('\r')
      await until(
        () => ada.screen() !== before,
        () => `no way on from:\n${before}`,
      )
    }
    // A key too many may have paused it.
    await new Promise(resolve => setTimeout(resolve, 150))
    if (!ada.screen().includes('paused')) ada.send(' ')
    await ada.sees('paused')
    const paused = ada.screen()
    ada.send('.')
    await until(
      () => ada.screen() !== paused,
      () => 'it stands still',
    )
    const screen = ada.screen()
    ada.socket.destroy()
    const back = await comeIn(room, { privateKey })
    await back.sees('paused')
    expect(back.screen()).toBe(screen)
    back.send('.')
    await until(
      () => back.screen() !== screen,
      () => 'it stands still',
    )
  })
})

describe('who is let in', () => {
  test('with a code nobody comes in without it, with or without a key', async () => {
    const room = await openRoom({ code: 'sesame' })
    await expect(logIn(room, { answers: ['', 'mellon', 'sesam'] })).rejects.toThrow()
    const privateKey = newPrivateKey()
    await expect(logIn(room, { privateKey, tryKeyboard: false })).rejects.toThrow()
    await expect(logIn(room, { password: 'mellon', tryKeyboard: false })).rejects.toThrow()
    expect((await logIn(room, { answers: ['sesame'] })).asked).toEqual(['Code: '])
    await logIn(room, { username: 'bob', privateKey, answers: ['sesame'] })
    expect(room.log.filter(line => line.includes('wrong code')).length).toBeGreaterThanOrEqual(2)
  })

  test('a wrong return code is told apart from none, and costs a try', async () => {
    const room = await openRoom()
    await logIn(room)
    const privateKey = newPrivateKey()
    const byKey = { username: 'ada+WRONGWRN', privateKey, tryKeyboard: false }
    await expect(logIn(room, byKey)).rejects.toThrow()
    expect(room.log.join()).toContain('wrong return code for «ada»')
  })

  test('whoever gives a wrong one is told, and asked again; an empty one is somebody new', async () => {
    const room = await openRoom()
    const [, code = ''] = await codeOf(room, 'ada')
    // As OpenSSH does, which asks three times.
    const asking = (tries: number) =>
      ['none', ...Array.from({ length: tries }, () => 'keyboard-interactive')] as AuthenticationType[]
    const right = await logIn(room, { answers: ['WRONGWRN', code], authHandler: asking(2) })
    expect(right.asked).toEqual([
      '«ada» has been here. Return code, or Enter if you are new: ',
      'Wrong return code. Once more, or Enter if you are new: ',
    ])
    // A client that is asked nothing gives up: so at once.
    const named = await logIn(room, { username: 'ada+WRONGWRN', answers: [''], authHandler: asking(1) })
    expect(named.asked).toEqual([expect.stringMatching(/^Wrong return code\./)])
    const guesses = { username: 'ada+WRONGWRN', answers: ['WRONG', 'WRONG', 'WRONG'] }
    await expect(logIn(room, { ...guesses, authHandler: asking(3) })).rejects.toThrow()
    expect(room.log.at(-1)).toMatch(/\d wrong codes$/)
    const closed = await openRoom({ code: 'sesame' })
    const told = await logIn(closed, { answers: ['mellon', 'sesame'], authHandler: asking(2) })
    expect(told.asked).toEqual(['Code: ', 'That is not the code. Code: '])
    const again = { answers: ['sesame', 'WRONGWRN', 'sesame', ''] }
    expect((await logIn(closed, { ...again, authHandler: asking(2) })).asked).toEqual([
      'Code: ',
      '«ada» has been here. Return code, or Enter if you are new: ',
      'Wrong return code. First the room’s code again. Code: ',
      'Wrong return code. Once more, or Enter if you are new: ',
    ])
  })

  test('guessing gets slower, for all connections of an address at once', async () => {
    const room = await openRoom({
      code: 'sesame',
      limits: { freeFailures: 1, failureMs: 150, failureMsMax: 600 },
    })
    const guess = () => logIn(room, { password: 'mellon', tryKeyboard: false }).catch(() => {})
    const times: number[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      const start = performance.now()
      await guess()
      times.push(performance.now() - start)
    }
    expect(times[3]).toBeGreaterThan(280)
    expect(times[3]).toBeGreaterThan((times[0] ?? 0) + 100)
  })

  test('so does guessing at return codes, in the name as well', async () => {
    const room = await openRoom({ limits: { freeFailures: 0, failureMs: 200, failureMsMax: 400 } })
    const guess = () => logIn(room, { username: 'ada+WRONGWRN', password: '', tryKeyboard: false })
    await expect(guess()).rejects.toThrow()
    const start = performance.now()
    await expect(guess()).rejects.toThrow()
    expect(performance.now() - start).toBeGreaterThan(180)
  })

  test('connections that guess at once get one answer a penalty between them', async () => {
    const limits = { freeFailures: 1, failureMs: 200, failureMsMax: 400, authTriesMax: 1 }
    const room = await openRoom({ code: 'sesame', limits })
    const start = performance.now()
    const guess = () => logIn(room, { password: 'mellon', tryKeyboard: false }).catch(() => {})
    await Promise.all(Array.from({ length: 16 }, guess))
    const penalties = (performance.now() - start) / 200
    const log = room.log.join('\n')
    const answered = log.split('wrong code for').length - 1
    // Who is under way when the first one is told no is told it with them.
    expect(answered).toBeLessThanOrEqual(penalties + 4)
    expect(log).toContain('too many tries at once')
  })

  test('a connection that has guessed often enough is closed, and one that says nothing too', async () => {
    const room = await openRoom({
      code: 'sesame',
      limits: { authMsMax: 300, authTriesMax: 2, freeFailures: 9 },
    })
    await expect(logIn(room, { answers: ['a', 'b', 'c'], password: 'd' })).rejects.toThrow()
    expect(room.log.join()).toContain('2 wrong codes')
    // On a busy machine the time may be over before the login is.
    await logIn(room, { answers: ['sesame'] }).catch(() => null)
    await until(
      () => /not in after 0\.3 s/.test(room.log.join('\n')),
      () => room.log.join('\n'),
    )
  })

  test('nobody fills the disk with names: those who are known come back, new ones wait', async () => {
    const room = await openRoom({ limits: { newNamesPerAddress: 1 } })
    const privateKey = newPrivateKey()
    const ada = await comeIn(room, { username: 'ada', privateKey })
    await ada.sees(FIRST)
    await expect(logIn(room, { username: 'bob' })).rejects.toThrow()
    expect(room.log).toContain('refused 127.0.0.1: too many new names from that address')
    await (await comeIn(room, { username: 'ada', privateKey })).sees(FIRST)
  })

  test('no more than there is room for', async () => {
    const room = await openRoom({ limits: { connectionsPerAddressMax: 2 } })
    await logIn(room, { username: 'a' })
    const second = await logIn(room, { username: 'b' })
    await expect(logIn(room, { username: 'c' })).rejects.toThrow()
    expect(room.log.join()).toContain('2 connections from that address')
    second.client.end()
    await closing(second.client)
    await logIn(room, { username: 'd' })
    expect(USUAL_LIMITS.connectionsMax).toBeGreaterThanOrEqual(200)
  })
})

describe('nothing but the course', () => {
  test('no command, no files, no forwarding, no agent, no second session; a line in the log for each', async () => {
    const room = await openRoom()
    const { client } = await logIn(room, { strictVendor: false })
    const refused = (ask: (done: (error?: Error | null) => void) => unknown) =>
      new Promise<boolean>(resolve => ask(error => resolve(error instanceof Error)))
    expect(await refused(done => client.exec('id', done))).toBe(true)
    expect(await refused(done => client.forwardIn('127.0.0.1', 0, done))).toBe(true)
    expect(await refused(done => client.forwardOut('127.0.0.1', 1, '127.0.0.1', 22, done))).toBe(true)
    expect(await refused(done => client.openssh_forwardOutStreamLocal('/tmp/x', done))).toBe(true)
    expect(await refused(done => client.openssh_forwardInStreamLocal('/tmp/x', done))).toBe(true)
    expect(await refused(done => client.shell({}, done))).toBe(true)
    const words = [
      'exec',
      'tcpip-forward',
      'direct-tcpip',
      'direct-streamlocal',
      'streamlocal-forward',
      'second session',
    ]
    for (const word of words) expect(room.log.join('\n')).toContain(word)
    const files = await logIn(room, { username: 'bob' })
    expect(await refused(done => files.client.sftp(done))).toBe(true)
    const window = await logIn(room, { username: 'cy' })
    expect(await refused(done => window.client.shell({}, { x11: true }, done))).toBe(true)
    const agent = await logIn(room, { username: 'di', agent: new NoKeys() })
    expect(await refused(done => agent.client.shell({}, { agentForward: true } as never, done))).toBe(true)
    for (const word of ['sftp', 'x11', 'agent']) expect(room.log.join('\n')).toContain(word)
  })

  test('a client without a terminal is told that it needs one', async () => {
    const room = await openRoom()
    const { client } = await logIn(room)
    const said = await new Promise<string>((resolve, reject) =>
      client.shell(false, (error, channel) => {
        if (error) return reject(error)
        let text = ''
        channel.on('data', (data: Buffer) => (text += data)).on('close', () => resolve(text))
      }),
    )
    expect(said).toMatch(/^A terminal is needed here: ssh -t; or NAME\+lines/)
  })

  test('what a name holds is obeyed by no terminal, neither the log’s nor a learner’s', async () => {
    const room = await openRoom({ code: 'sesame' })
    const name = 'e\x1b[2Jv\x07e\u202eл\r\nrefused'
    await expect(logIn(room, { username: name, password: 'no', tryKeyboard: false })).rejects.toThrow()
    const eve = await comeIn(room, { username: name, answers: ['sesame'] })
    await eve.sees(/You are e2Jveлrefused, return code \w{8}:\s+ssh -p \d+\s+'e2Jveлrefused\+/)
    for (const line of room.log) expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
  })
})

describe('one learner’s trouble is no other’s', () => {
  test('an exception ends its session with an apology, and the others go on', async () => {
    const read = shippedCourse()
    let armed = false
    const lessons = read.course.lessons.map(lesson =>
      Object.defineProperty({ ...lesson }, 'pages', {
        get: () => {
          if (armed) throw new Error('planted')
          return lesson.pages
        },
      }),
    )
    const room = await openRoom({ read: { ...read, course: { ...read.course, lessons } } })
    const ada = await comeIn(room, { username: 'ada' })
    const bob = await comeIn(room, { username: 'bob' })
    await Promise.all([ada.sees(FIRST), bob.sees(FIRST)])
    armed = true
    ada.send('\r')
    await ada.closed
    armed = false
    expect(afterScreen(ada)).toMatch(/something of ours broke.*To come back.*ada\+/s)
    expect(room.log.join()).toContain('ada: the session broke: Error: planted')
    bob.send('\r')
    await bob.sees('A call leaves home')
    await (await comeIn(room, { username: 'cy' })).sees(FIRST)
  })

  test('a client that stalls disturbs nobody, and catches up', async () => {
    const room = await openRoom()
    const slow = await comeIn(room, { username: 'slow' })
    const other = await comeIn(room, { username: 'other' })
    await Promise.all([slow.sees(FIRST), other.sees(FIRST)])
    slow.socket.pause()
    for (const key of ['?', '\x1b', '\r']) slow.send(key)
    other.send('\r')
    await other.sees('A call leaves home')
    slow.socket.resume()
    await slow.sees('A call leaves home')
  })

  test('input faster than anybody types ends that session', async () => {
    const room = await openRoom()
    const ada = await comeIn(room)
    await ada.sees(FIRST)
    ada.send('z'.repeat(200_000))
    await ada.closed
    expect(ada.raw()).toContain('More was typed than anybody types.')
    expect(room.log.join()).toContain('refused ada: input faster')
  })

  test('a session in which nothing is typed is over after a while', async () => {
    const room = await openRoom({ limits: { idleMsMax: 200 } })
    const ada = await comeIn(room)
    await ada.closed
    expect(ada.raw()).toContain('Nothing was typed for a long time.')
  })

  test('when the workshop ends everybody is told, and has their screen back', async () => {
    const room = await openRoom()
    const guests = await Promise.all(['a', 'b', 'c'].map(username => comeIn(room, { username })))
    for (const guest of guests) await guest.sees(FIRST)
    await room.close('The workshop is over.')
    for (const guest of guests) {
      await guest.closed
      expect(afterScreen(guest)).toContain('The workshop is over.\r\n')
    }
    await expect(logIn(room)).rejects.toThrow()
  })
})
