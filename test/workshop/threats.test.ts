import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/bundle.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

test('every threat in the table names a test that there is', () => {
  const rows = read('src/workshop/README.md')
    .split('\n')
    .filter(line => line.startsWith('| ') && !/^\| (threat|-)/.test(line))
  expect(rows.length).toBeGreaterThan(12)
  for (const row of rows) {
    const files = [...row.matchAll(/`([\w./-]+\.test\.ts)`([^`|]*)/g)]
    expect(files.length, row).toBeGreaterThan(0)
    for (const [, file = '', names = ''] of files) {
      const text = read(join('test/workshop', file))
      for (const [, name = ''] of names.matchAll(/«([^»]*)»/g))
        for (const part of name.split(' … ')) expect(text, row).toContain(part)
    }
  }
})
