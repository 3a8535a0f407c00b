import { readdirSync, symlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { withLock } from '../../src/effects/file-lock.ts'
import { temporaryFolder } from '../support/folder.ts'

test('one at a time, also when all of them find the lock of a process that is gone', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'lock')
  let inside = 0
  let done = 0
  for (let round = 0; round < 40; round += 1) {
    symlinkSync(`${hostname()}:99999999:abc${round}`, path)
    const work = async () => {
      inside += 1
      expect(inside).toBe(1)
      await turn()
      await turn()
      expect(inside).toBe(1)
      inside -= 1
      done += 1
    }
    await Promise.all(Array.from({ length: 8 }, () => withLock(path, work, 30_000)))
  }
  expect(done).toBe(320)
  expect(readdirSync(folder)).toEqual([])
})

test('work that fails gives the lock back', async () => {
  const path = join(temporaryFolder(), 'lock')
  const failing = withLock(path, () => Promise.reject(new Error('no')), 100)
  await expect(failing).rejects.toThrow('no')
  expect(await withLock(path, async held => [await held()], 100)).toEqual([true])
})

test('a claim that a killed process left does not block for ever', async () => {
  const folder = temporaryFolder()
  symlinkSync(`${hostname()}:99999999:abc`, join(folder, 'lock'))
  symlinkSync(`${hostname()}:99999998:def`, join(folder, 'lock.abc'))
  expect(await withLock(join(folder, 'lock'), async () => 'done', 2000)).toBe('done')
  expect(readdirSync(folder)).toEqual([])
})
