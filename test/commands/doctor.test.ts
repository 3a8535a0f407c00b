import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { columns } from '../../src/terminal/text.ts'
import { ROOT } from '../support/bundle.ts'
import { linesOf, netsplit } from './netsplit.ts'

const TTY = { stdin: true, stdout: true }

test('into a pipe it is plain text, as wide as text is', async () => {
  const { code, stdout, stderr } = await netsplit(['doctor'], { env: { LANG: 'en_GB.UTF-8' } })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).not.toContain('\x1b')
  expect(stdout).toContain(`${process.versions.node} on ${process.platform}`)
  expect(stdout).toContain('all signs (LANG=en_GB.UTF-8)')
  for (const line of linesOf(stdout)) expect(columns(line), line).toBeLessThanOrEqual(72)
})

test('on a terminal it shows what it found: its colours and its signs', async () => {
  const env = { TERM: 'xterm-256color', LC_ALL: 'C', NETSPLIT_THEME: 'light' }
  const { stdout } = await netsplit(['doctor'], { tty: TTY, columns: 80, env })
  expect(stdout).toContain('\x1b[38;5;23mV good\x1b[0m')
  expect(stdout).toContain('256 colours for a light background')
  expect(stdout).toContain('ASCII alone (LC_ALL=C)')
  expect(stripVTControlCharacters(stdout)).toMatch(/^[\x20-\x7e\n]*$/)
  const unstyled = await netsplit(['doctor', '--no-color', '--ascii'], { tty: TTY, columns: 80, env })
  expect(unstyled.stdout).toContain('none (--no-color)')
  expect(unstyled.stdout).not.toContain('38;5')
})

test('as JSON, for whoever reports a fault', async () => {
  const env = { TERM: 'xterm', NETSPLIT_NO_MOTION: '1', LANG: 'C' }
  const { stdout } = await netsplit(['doctor', '--json', '--theme', 'dark'], { env })
  const found = JSON.parse(stdout)
  expect(found).toMatchObject({
    format: 'netsplit-doctor/1',
    node: process.versions.node,
    stdout: false,
    size: null,
  })
  expect(found.capabilities.motion).toMatchObject({ value: false, because: 'NETSPLIT_NO_MOTION=1' })
  expect(found.capabilities.background).toMatchObject({ value: 'dark', because: '--theme' })
  expect(found.capabilities.unicode).toMatchObject({ value: false, because: 'LANG=C' })
})

test('what it says one can change is there to be changed, and in the README', async () => {
  const { stdout } = await netsplit(['doctor', '--json'])
  const changes = Object.values(JSON.parse(stdout).capabilities as Record<string, { change: string }>)
  const text = changes.map(({ change }) => change).join(', ')
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const help = (await netsplit(['--help'])).stdout
  for (const option of text.match(/--[a-z-]+/g) ?? []) expect(`${help} ${readme}`, option).toContain(option)
  for (const variable of text.match(/[A-Z_]{4,}(?==)/g) ?? []) expect(readme, variable).toContain(variable)
})

test('a theme that there is none of is bad input', async () => {
  const { code, stderr } = await netsplit(['doctor', '--theme', 'pink'])
  expect(code).toBe(2)
  expect(stderr).toContain('dark, light')
})
