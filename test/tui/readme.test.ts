import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyHelp } from '../../src/app/keymap.ts'
import { netsplit } from '../commands/netsplit.ts'
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

test('the README knows the keys of a room', () => {
  const alone = keyHelp('page').map(({ keys }) => keys)
  const inRoom = keyHelp('page', { inRoom: true }).map(({ keys }) => keys)
  const rooms = inRoom.filter(keys => !alone.includes(keys))
  expect(rooms).toEqual(['!', 'y'])
  const row = readme.split('\n').find(line => line.startsWith('| a workshop’s room |'))
  for (const key of rooms) expect(row).toContain(`\`${key}\``)
})

test('the README knows what a workshop can be told', async () => {
  const { stdout } = await netsplit(['serve', '--help'])
  const options = stdout.match(/^ +(--[a-z]+)(?= .* {2})/gm) ?? []
  expect(options.length).toBeGreaterThan(5)
  const row = readme.split('\n').find(line => line.startsWith('| `netsplit serve '))
  for (const option of options) expect(row).toContain(option.trim())
})
