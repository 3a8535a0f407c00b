import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openProgressFile } from '../../src/effects/progress-file.ts'
import {
  decodeProgress,
  emptyProgress,
  encodeProgress,
  mergeProgress,
  withPage,
} from '../../src/progress/progress.ts'
import { temporaryFolder } from '../support/folder.ts'

const NOW = Date.UTC(2025, 10, 22, 15, 4, 5)
const open = (folder: string) =>
  openProgressFile({ ok: true, folder }, { now: () => NOW, lockWaitMsMax: 200 })
const split = withPage(emptyProgress, 'split', 3, 1000)
const clocks = withPage(emptyProgress, 'clocks', 1, 2000)

function onDisk(folder: string) {
  return decodeProgress(readFileSync(join(folder, 'progress.json'), 'utf8'))
}

describe('loading and saving', () => {
  test('nothing was ever saved', async () => {
    const folder = join(temporaryFolder(), 'not', 'there')
    expect(await open(folder).load()).toEqual({ progress: emptyProgress, messages: [] })
    expect(existsSync(folder)).toBe(false)
  })

  test('what was saved is loaded, and no lock or half file stays behind', async () => {
    const folder = join(temporaryFolder(), 'data')
    expect(await open(folder).save(split)).toEqual({ saved: true, progress: split, messages: [] })
    expect(await open(folder).load()).toEqual({ progress: split, messages: [] })
    expect(readdirSync(folder)).toEqual(['progress.json'])
  })

  test('saving gives what another copy saved in the meantime', async () => {
    const folder = temporaryFolder()
    const here = open(folder)
    const there = open(folder)
    await here.load()
    await there.save(clocks)
    expect(await here.save(split)).toMatchObject({ saved: true, progress: mergeProgress(split, clocks) })
  })

  test('many saves at once from one program', async () => {
    const folder = temporaryFolder()
    const file = open(folder)
    const all = Array.from({ length: 20 }, (_, page) => withPage(emptyProgress, `lesson-${page}`, page, 1))
    const results = await Promise.all(all.map(progress => file.save(progress)))
    expect(results.every(result => result.saved)).toBe(true)
    const { progress } = await file.load()
    expect(Object.keys(progress.lessons)).toHaveLength(20)
  })

  test('a linked progress file stays a link', async () => {
    const folder = temporaryFolder()
    const elsewhere = join(temporaryFolder(), 'dotfiles.json')
    writeFileSync(elsewhere, encodeProgress(clocks))
    symlinkSync(elsewhere, join(folder, 'progress.json'))
    await open(folder).save(split)
    expect(decodeProgress(readFileSync(elsewhere, 'utf8'))).toEqual({
      kind: 'ok',
      progress: mergeProgress(split, clocks),
    })
  })
})

describe('a file that cannot be used is set aside', () => {
  const cases: [string, string | Buffer, string, RegExp][] = [
    ['garbage', 'garbage {', 'broken', /can't be used: it is not JSON/],
    ['binary junk', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), 'broken', /binary/],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'broken', /UTF-8/],
    ['an empty file', '', 'broken', /it is empty/],
    ['too large', Buffer.alloc(9 * 1024 * 1024, 0x20), 'broken', /larger/],
    ['a newer file', '{"format": "netsplit-progress/7"}', 'newer', /newer netsplit \(version 7/],
  ]
  test.each(cases)('%s, when loading', async (_, content, kind, why) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'progress.json'), content)
    const loaded = await open(folder).load()
    const aside = join(folder, `progress.${kind}-20251122T150405Z.json`)
    expect(loaded.progress).toEqual(emptyProgress)
    expect(loaded.messages).toHaveLength(1)
    expect(loaded.messages[0]).toMatch(why)
    expect(loaded.messages[0]).toContain(aside)
    // Not with toEqual, which takes a minute for 9 MiB.
    expect(readFileSync(aside).equals(Buffer.from(content))).toBe(true)
  })

  test.each(cases)('%s, when saving', async (_, content, kind, why) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'progress.json'), content)
    const saved = await open(folder).save(split)
    expect(saved).toMatchObject({ saved: true, progress: split })
    expect(saved.saved && saved.messages.join()).toMatch(why)
    const aside = join(folder, `progress.${kind}-20251122T150405Z.json`)
    expect(readFileSync(aside).equals(Buffer.from(content))).toBe(true)
    expect(onDisk(folder)).toEqual({ kind: 'ok', progress: split })
  })

  test('twice in one second: neither takes the place of the other', async () => {
    const folder = temporaryFolder()
    for (const content of ['first', 'second', 'third']) {
      writeFileSync(join(folder, 'progress.json'), content)
      await open(folder).load()
    }
    const kept = readdirSync(folder).filter(name => name.startsWith('progress.broken-'))
    expect(kept.map(name => readFileSync(join(folder, name), 'utf8')).sort()).toEqual([
      'first',
      'second',
      'third',
    ])
  })

  test('what was set aside as newer is taken over by a netsplit that can read it', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'progress.newer-20250101T000000Z.json'), encodeProgress(clocks))
    writeFileSync(join(folder, 'progress.newer-20250102T000000Z.json'), '{"format": "netsplit-progress/9"}')
    await open(folder).save(split)
    writeFileSync(
      join(folder, 'progress.newer-20250103T000000Z.json'),
      encodeProgress(withPage(clocks, 'x', 1, 5)),
    )
    const loaded = await open(folder).load()
    expect(Object.keys(loaded.progress.lessons)).toEqual(['clocks', 'split', 'x'])
    expect(loaded.messages).toHaveLength(1)
    expect(readdirSync(folder).sort()).toEqual([
      'progress.adopted-20251122T150405Z-2.json',
      'progress.adopted-20251122T150405Z.json',
      'progress.json',
      'progress.newer-20250102T000000Z.json',
    ])
  })
})

describe('the lock', () => {
  const lock = (folder: string) => join(folder, 'progress.lock')

  test('of a process that is gone is broken at once', async () => {
    const folder = temporaryFolder()
    // Larger than any process id of Linux or macOS.
    symlinkSync(`${hostname()}:99999999:abc123`, lock(folder))
    expect(await open(folder).save(split)).toMatchObject({ saved: true })
    expect(readdirSync(folder)).toEqual(['progress.json'])
  })

  test('of another machine is broken when it is old', async () => {
    const folder = temporaryFolder()
    writeFileSync(lock(folder), 'another-machine:1:abc123')
    utimesSync(lock(folder), new Date(), new Date(Date.now() - 120_000))
    expect(await open(folder).save(split)).toMatchObject({ saved: true })
  })

  test('of a living process costs the saving, with a message, and nothing on disk', async () => {
    const folder = temporaryFolder()
    symlinkSync(`${hostname()}:${process.pid}:abc123`, lock(folder))
    const saved = await open(folder).save(split)
    expect(saved).toMatchObject({ saved: false, message: expect.stringMatching(/another copy/) })
    expect(existsSync(join(folder, 'progress.json'))).toBe(false)
  })
})

describe('what cannot be saved is said in one line', () => {
  test('a folder in place of the file', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'progress.json'))
    const file = open(folder)
    expect((await file.load()).messages).toEqual([
      expect.stringMatching(/progress\.json can't be read: it is a folder/),
    ])
    expect(await file.save(split)).toMatchObject({ saved: false, message: expect.stringMatching(/folder/) })
  })

  test('a file in place of the folder', async () => {
    const folder = join(temporaryFolder(), 'data')
    writeFileSync(folder, 'mine')
    expect(await open(folder).save(split)).toMatchObject({ saved: false })
    expect(readFileSync(folder, 'utf8')).toBe('mine')
  })

  // What Node’s own way of making several at once never comes back from.
  test.skipIf(process.platform !== 'linux')('a place that takes no folders', async () => {
    const file = open('/proc/not/there')
    const message = expect.stringMatching(/^Your progress is not being saved: .*it is not there \(ENOENT\)$/)
    expect(await file.save(split)).toEqual({ saved: false, message })
    expect(await file.reset()).toMatchObject({ reset: false })
  })

  test('no place for data at all', async () => {
    const file = openProgressFile({ ok: false, message: 'Nothing will be saved: no home.' })
    expect(await file.load()).toEqual({
      progress: emptyProgress,
      messages: ['Nothing will be saved: no home.'],
    })
    expect(await file.save(split)).toEqual({ saved: false, message: 'Nothing will be saved: no home.' })
  })

  test('what could not be read again is not written over what can', async () => {
    const folder = temporaryFolder()
    await open(folder).save(clocks)
    expect(await open(folder).save(withPage(emptyProgress, 'split', 1.5, 1))).toMatchObject({ saved: false })
    expect(onDisk(folder)).toEqual({ kind: 'ok', progress: clocks })
  })

  test('a path with a line break stays one line', async () => {
    const folder = join(temporaryFolder(), 'a\nb\x1b[2J')
    writeFileSync(folder, 'mine')
    const saved = await open(folder).save(split)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    expect(saved.saved ? '' : saved.message).toMatch(/^[^\u0000-\u001f]+$/)
  })
})
