import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columns } from '../../src/terminal/text.ts'
import { ChannelInput } from '../../src/workshop/channel-input.ts'
import { ChannelOutput } from '../../src/workshop/channel-output.ts'
import { clampedSize, withTerm, withVariable } from '../../src/workshop/client-terminal.ts'
import { learnerId } from '../../src/workshop/identity.ts'
import { Gate, USUAL_LIMITS } from '../../src/workshop/limits.ts'
import { cleanName, readUser } from '../../src/workshop/names.ts'
import { createSeats } from '../../src/workshop/seats.ts'

describe('a name', () => {
  test('keeps letters and digits of any script, and nothing that a terminal or a reader could be fooled with', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), said => {
        const name = cleanName(said)
        expect(name).toMatch(/^[\p{L}\p{N}\p{M}._-]([\p{L}\p{N}\p{M}._ -]*[\p{L}\p{N}\p{M}._-])?$/u)
        expect(columns(name)).toBeLessThanOrEqual(24)
        expect(cleanName(name)).toBe(name)
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  a   b  ', 'a b'],
    ['\x1b[31mred\x1b[0m', '31mred0m'],
    ['a\u202eb\u2066c\u200bd', 'abcd'],
    ['Zoë', 'Zoë'],
    ['z\u0300\u0301\u0302\u0303\u0304algo', 'z\u0300\u0301algo'],
    ['漢'.repeat(20), '漢'.repeat(12)],
    ['\x00', 'guest'],
    ['', 'guest'],
  ])('%j is %j', (said, name) => expect(cleanName(said)).toBe(name))

  test('with a return code behind it', () => {
    expect(readUser('ada+K7M2Q4XR')).toEqual({ name: 'ada', code: 'K7M2Q4XR', inLines: false })
    expect(readUser('a+b+c')).toEqual({ name: 'ab', code: 'c', inLines: false })
    expect(readUser('ada')).toEqual({ name: 'ada', code: null, inLines: false })
  })

  test('with the wish to be told in lines behind all that', () => {
    expect(readUser('ada+lines')).toEqual({ name: 'ada', code: null, inLines: true })
    expect(readUser('ada+K7M2Q4XR+LINES')).toEqual({ name: 'ada', code: 'K7M2Q4XR', inLines: true })
    expect(readUser('+linear')).toEqual({ name: 'guest', code: null, inLines: true })
  })

  test('that looks the same is the same', () => {
    expect(learnerId('ADA')).toBe(learnerId('ada'))
    expect(learnerId('ada')).not.toBe(learnerId('ada-2'))
    expect(learnerId('../../etc/passwd')).toMatch(/^[0-9a-f]{20}$/)
  })
})

describe('what a client says of its terminal', () => {
  test('only variables that matter here are taken, with plain values', () => {
    const said = [
      ['LANG', 'de_DE.UTF-8'],
      ['LD_PRELOAD', '/tmp/x.so'],
      ['NODE_OPTIONS', '--inspect'],
      ['NETSPLIT_HOME', '/root'],
      ['LC_ALL', 'a\nb'],
      ['COLORTERM', 'x'.repeat(81)],
      ['__proto__', 'x'],
    ] as const
    const env = said.reduce((known, [name, value]) => withVariable(known, name, value), {})
    expect(env).toEqual({ LANG: 'de_DE.UTF-8' })
    expect(withTerm({}, '\x1b[2J')).toEqual({ TERM: 'xterm' })
  })

  test('a size is one that a screen can be made for', () => {
    expect(clampedSize(100, 30)).toEqual({ columns: 100, rows: 30 })
    expect(clampedSize(0, 0)).toEqual({ columns: 80, rows: 24 })
    expect(clampedSize(1, 1)).toEqual({ columns: 20, rows: 10 })
    expect(clampedSize(2 ** 32 - 1, 2 ** 32 - 1)).toEqual({ columns: 400, rows: 200 })
  })
})

describe('the gate', () => {
  const gateAt = (limits = {}) => {
    const clock = { now: 0 }
    return { clock, gate: new Gate({ ...USUAL_LIMITS, ...limits }, () => clock.now) }
  }

  test('counts connections in all and for each address; an IPv6 network is one', () => {
    const { gate } = gateAt({ connectionsMax: 3, connectionsPerAddressMax: 2 })
    const leave = gate.admit('2001:db8::1')
    gate.admit('2001:db8:0:0:ffff::2')
    expect(gate.admit('2001:db8::3')).toMatch(/2 connections/)
    expect(gate.admit('::ffff:10.0.0.1')).toBeTypeOf('function')
    expect(gate.admit('10.0.0.2')).toMatch(/full/)
    if (typeof leave === 'function') leave()
    expect(gate.admit('2001:db8::3')).toBeTypeOf('function')
  })

  test('a few wrong codes are free, then each wait is twice the one before, up to half a minute', () => {
    const { gate, clock } = gateAt()
    const waits = Array.from({ length: 14 }, () => {
      gate.failed('10.0.0.1')
      const wait = gate.turnMs('10.0.0.1')
      clock.now += wait ?? 0
      return wait
    })
    expect(waits.slice(0, 7)).toEqual([0, 0, 0, 500, 1000, 2000, 4000])
    expect(waits.at(-1)).toBe(30_000)
    expect(gate.turnMs('10.0.0.2')).toBe(0)
  })

  test('those who guess at once have a turn each, one after the other, and there is an end to waiting', () => {
    const { gate, clock } = gateAt()
    for (let turn = 0; turn < 6; turn += 1) gate.failed('10.0.0.1')
    const turns = Array.from({ length: 60 }, () => gate.turnMs('10.0.0.1'))
    expect(turns.slice(0, 3)).toEqual([2000, 4000, 6000])
    expect(turns.filter(ms => ms !== null).length).toBeLessThanOrEqual(30)
    expect(turns.at(-1)).toBeNull()
    clock.now += 20_000
    expect(gate.turnMs('10.0.0.1')).toBeGreaterThan(40_000)
    // A class behind one router: somebody of it has the code.
    gate.passed('10.0.0.1')
    expect(gate.turnMs('10.0.0.1')).toBe(0)
  })

  test('forgets an address that has been quiet', () => {
    const { gate, clock } = gateAt()
    for (let turn = 0; turn < 8; turn += 1) gate.failed('10.0.0.1')
    clock.now += 3_600_000
    gate.failed('10.0.0.1')
    expect(gate.turnMs('10.0.0.1')).toBe(0)
  })

  test('an address makes a few new names, and then one from time to time; there is an end to all of them', () => {
    const clock = { now: 0 }
    const limits = { ...USUAL_LIMITS, newNamesPerAddress: 2, newNameMs: 1000, learnersMax: 7 }
    const gate = new Gate(limits, () => clock.now, 2)
    const from = (address: string) => gate.newName(address)
    expect([from('10.0.0.1'), from('10.0.0.1')]).toEqual([null, null])
    expect(from('10.0.0.1')).toMatch(/too many new names/)
    expect(from('10.0.0.2')).toBeNull()
    clock.now += 1000
    expect(from('10.0.0.1')).toBeNull()
    expect(from('10.0.0.1')).toMatch(/too many new names/)
    expect(from('10.0.0.3')).toBeNull()
    expect(from('10.0.0.4')).toMatch(/7 are kept/)
    // Nothing is remembered of an address that has all its names back.
    clock.now += 10_000
    from('10.0.0.4')
    expect(Reflect.get(gate, 'naming')).toHaveProperty('size', 0)
  })
})

describe('a learner’s seat', () => {
  test('goes to whoever came last, each after the one before has left it, in whatever way', async () => {
    const seats = createSeats()
    const told: string[] = []
    let leaves = () => {}
    await seats.take('ada', () => {
      told.push('first is to leave')
      return new Promise<void>(resolve => {
        leaves = resolve
      })
    })
    const second = seats.take('ada', async () => {
      told.push('second breaks')
      throw new Error('planted')
    })
    const third = seats.take('ada', async () => void told.push('third is to leave'))
    void third.then(() => told.push('third has it'))
    await seats.take('bob', async () => {})
    expect(told).toEqual(['first is to leave'])
    leaves()
    const giveUp = await third
    expect(told).toEqual(['first is to leave', 'second breaks', 'third has it'])
    // The second has it no more, and takes nothing away from the third.
    ;(await second)()
    await seats.take('ada', async () => {})
    expect(told.at(-1)).toBe('third is to leave')
    giveUp()
  })
})

describe('input', () => {
  test('comes no faster than somebody types; what was pasted comes whole, a little later', async () => {
    const clock = { now: 0 }
    const channel = new PassThrough()
    let flooded = 0
    const input = new ChannelInput(channel, {
      onKeys: () => {},
      onFlood: () => (flooded += 1),
      now: () => clock.now,
    })
    let heard = ''
    input.on('data', (chunk: Buffer) => (heard += chunk))
    const pasted = Array.from({ length: 1000 }, (_, n) => `${n}`.padStart(5)).join('')
    channel.write(pasted)
    await new Promise(resolve => setImmediate(resolve))
    expect(heard.length).toBe(4096)
    clock.now += 1000
    await new Promise(resolve => setTimeout(resolve, 120))
    expect(heard).toBe(pasted)
    expect(flooded).toBe(0)
    channel.write('x'.repeat(70_000))
    await new Promise(resolve => setImmediate(resolve))
    expect(flooded).toBe(1)
  })
})

describe('output', () => {
  /** An end that takes what it is given when it is told to. */
  class Slow extends PassThrough {
    bytesWritten = 0
    private readonly waiting: (() => void)[] = []

    override _write(chunk: Buffer, _: string, done: () => void): void {
      this.bytesWritten += chunk.length
      this.waiting.push(done)
    }

    takeOne(): void {
      this.waiting.shift()?.()
    }
  }
  const soon = () => new Promise(resolve => setTimeout(resolve, 5))

  test('says stop as long as the socket has not taken all, however much it would hold', async () => {
    const socket = new Slow()
    // As ssh2 does it: the channel is through with it, and the socket holds it.
    const channel = new PassThrough()
    channel._write = (chunk, _, done) => {
      if (chunk.length > 0) socket.write(chunk)
      done()
    }
    const output = new ChannelOutput(channel, socket, () => {})
    let drained = 0
    output.on('drain', () => (drained += 1))
    expect(output.write('frame')).toBe(false)
    await soon()
    expect([drained, socket.writableLength]).toEqual([0, 5])
    socket.takeOne()
    await soon()
    socket.takeOne()
    await soon()
    expect(drained).toBe(1)
  })

  test('says stop while new keys are agreed on, in which ssh2 keeps all to itself', async () => {
    const socket = Object.assign(new PassThrough(), { bytesWritten: 0 })
    const channel = new PassThrough()
    channel._write = (_chunk, _, done) => done()
    const output = new ChannelOutput(channel, socket, () => {})
    let drained = 0
    output.on('drain', () => (drained += 1))
    expect(output.write('frame')).toBe(false)
    await soon()
    expect(drained).toBe(0)
    output.freed()
    await soon()
    expect(drained).toBe(1)
  })

  test('tells of what throws when there is room again, and doesn’t throw itself', async () => {
    const socket = Object.assign(new PassThrough(), { bytesWritten: 0 })
    const errors: unknown[] = []
    const output = new ChannelOutput(new PassThrough(), socket, error => errors.push(error))
    output.on('drain', () => {
      throw new Error('planted')
    })
    output.write('a')
    output.freed()
    await soon()
    expect(errors).toHaveLength(1)
  })
})
