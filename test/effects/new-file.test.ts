import { readdirSync, readFileSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFile } from '../../src/effects/new-file.ts'
import { temporaryFolder } from '../support/folder.ts'

test('of several that make it at once one does, and it is never there without its text', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'secret')
  const found = new Set<string>()
  const look = () => {
    try {
      found.add(readFileSync(path, 'utf8'))
    } catch {}
  }
  const watcher = watch(folder, look)
  const texts = Array.from({ length: 20 }, (_, n) => `text ${n}`)
  const made = await Promise.all(texts.map(text => newFile(path, text).finally(look)))
  watcher.close()
  expect(made.filter(first => first)).toHaveLength(1)
  expect([...found]).toEqual([texts[made.indexOf(true)]])
  expect(readdirSync(folder)).toEqual(['secret'])
  expect(statSync(path).mode & 0o777).toBe(0o600)
  await expect(newFile(join(folder, 'none', 'secret'), '')).rejects.toThrow(/ENOENT/)
})

test('a disk without links has it written; whatever else a link fails on is told, and no file is made', async () => {
  const folder = temporaryFolder()
  const fails = (code: string) => async () => {
    throw Object.assign(new Error(code), { code })
  }
  expect(await newFile(join(folder, 'card'), 'text', fails('EPERM'))).toBe(true)
  expect(readFileSync(join(folder, 'card'), 'utf8')).toBe('text')
  expect(await newFile(join(folder, 'card'), 'other', fails('ENOTSUP'))).toBe(false)
  await expect(newFile(join(folder, 'disk'), 'text', fails('EIO'))).rejects.toThrow('EIO')
  expect(readdirSync(folder)).toEqual(['card'])
})
