import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { patiently } from '../../src/effects/patiently.ts'
import { openProgressFile } from '../../src/effects/progress-file.ts'
import { emptyProgress, withPage } from '../../src/progress/progress.ts'
import { temporaryFolder } from '../support/folder.ts'

/** A step that says no so many times before it is done, and how often it was tried. */
function stubborn(times: number, code = 'EBUSY') {
  let tried = 0
  const step = async () => {
    tried += 1
    if (tried <= times) throw Object.assign(new Error(code), { code })
    return 'done'
  }
  return { step, tried: () => tried }
}

const waits: number[] = []
const wait = async (ms: number) => waits.push(ms)

describe('a file that another program has open', () => {
  test.each(['EBUSY', 'EPERM', 'EACCES'])(
    '%s on Windows passes: it is waited for, a little longer each time',
    async code => {
      waits.length = 0
      const { step, tried } = stubborn(3, code)
      expect(await patiently(step, 'win32', wait)).toBe('done')
      expect(tried()).toBe(4)
      expect(waits).toEqual([5, 10, 20])
    },
  )

  test('what stays so is told, after half a second', async () => {
    waits.length = 0
    const { step, tried } = stubborn(99, 'EPERM')
    await expect(patiently(step, 'win32', wait)).rejects.toMatchObject({ code: 'EPERM' })
    expect(tried()).toBe(8)
    expect(waits.reduce((sum, ms) => sum + ms)).toBeLessThan(600)
  })

  test.each([
    ['linux', 'EPERM'],
    ['darwin', 'EBUSY'],
    ['win32', 'ENOSPC'],
  ])('on %s, %s is meant', async (platform, code) => {
    const { step, tried } = stubborn(1, code)
    await expect(patiently(step, platform, wait)).rejects.toMatchObject({ code })
    expect(tried()).toBe(1)
  })
})

/** The platform says it is Windows, and this step with a file of that name says no, twice. */
function busyOnWindows(step: 'open' | 'stat' | 'lstat' | 'rename' | 'unlink', name: RegExp): () => number {
  const { platform } = process
  const own = fs[step] as (path: string, ...more: unknown[]) => Promise<unknown>
  let refused = 0
  const stubborn = async (path: string, ...more: unknown[]) => {
    if (!name.test(path) || refused === 2) return own(path, ...more)
    refused += 1
    throw Object.assign(new Error('busy'), { code: 'EPERM' })
  }
  const put = (value: unknown, now: string) => {
    Object.assign(fs, { [step]: value })
    syncBuiltinESMExports()
    Object.defineProperty(process, 'platform', { value: now })
  }
  put(stubborn, 'win32')
  onTestFinished(() => put(own, platform))
  return () => refused
}

describe('on Windows the progress is kept though somebody has its file open, or its lock', () => {
  const done = withPage(emptyProgress, 'clocks', 1, 2000)
  test.each([
    ['open', /progress\.json$/],
    ['stat', /progress\.json$/],
    ['rename', /\.tmp$/],
    ['unlink', /progress\.lock$/],
    ['lstat', /progress\.lock$/],
  ] as const)('%s', async (step, name) => {
    const folder = temporaryFolder()
    const file = openProgressFile({ ok: true, folder })
    await file.save(done)
    const refused = busyOnWindows(step, name)
    const lock = join(folder, 'progress.lock')
    if (step === 'lstat') {
      // Another machine's, which has it for a moment.
      await fs.writeFile(lock, 'elsewhere:1:abc')
      setTimeout(() => void fs.rm(lock), 30)
    }
    expect(await file.save(withPage(done, 'clocks', 2, 3000))).toMatchObject({ saved: true, messages: [] })
    expect(refused()).toBe(2)
    await vi.waitFor(async () => expect(await fs.readdir(folder)).toEqual(['progress.json']))
    expect((await file.load()).messages).toEqual([])
  })
})
