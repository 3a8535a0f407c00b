import { describe, expect, test } from 'vitest'
import { patiently } from '../../src/effects/patiently.ts'

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
