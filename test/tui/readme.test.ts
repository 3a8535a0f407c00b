import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyHelp } from '../../src/app/keymap.ts'
import { ROOT } from '../support/bundle.ts'

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')

test('the README names the two commands, each on one line', () => {
  expect(readme.split('\n')).toContain('npm ci && npm start')
  expect(readme).toContain('npm ci && npm test')
})

test('the README knows the keys of the lab', () => {
  const keys = keyHelp('live').flatMap(({ keys }) => keys.split(' '))
  for (const key of ['Space', '.', ',', 'c', '+', '-', 'w', 'r', 'Tab']) {
    expect(keys, key).toContain(key)
    expect(readme, key).toContain(`\`${key}\``)
  }
})
