import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lessonText } from '../../src/course/course.ts'
import { asciiText } from '../../src/terminal/glyphs.ts'
import { columns } from '../../src/terminal/text.ts'
import { testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'
import { PLAIN } from '../support/looks.ts'
import { picture } from '../support/picture.tsx'

const TUI = join(import.meta.dirname, '../tui')

/** Every golden screen and picture, of every folder. */
const GOLDENS = readdirSync(TUI, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.txt'))
  .sort()

const { course } = shippedCourse()

const questions = (text: string) => text.split('?').length - 1

function expectAscii(text: string, name: string): void {
  for (const line of text.split('\n')) {
    const plain = asciiText(line)
    expect(plain, name).toMatch(/^[\x20-\x7e]*$/)
    expect(columns(plain), `${name}: ${line}`).toBe(columns(line))
    // A question mark is what nothing stands for: there is no such sign in anything that ships.
    expect(questions(plain), `${name}: ${line}`).toBe(questions(line))
  }
}

test('every golden screen can be shown in ASCII, each sign in its place', () => {
  expect(GOLDENS.length).toBeGreaterThan(100)
  for (const path of GOLDENS) expectAscii(readFileSync(join(TUI, path), 'utf8'), path)
})

test('every lesson can be read in ASCII', () => {
  for (const lesson of course.lessons) expectAscii(lessonText(course, lesson, { width: 72 }), lesson.id)
})

test('a screen is painted so where the terminal has no more, menu and all', () => {
  const app = testApp({ size: { columns: 80, rows: 24 }, scenario: 'split-bank' })
  const ascii = picture(app, { ...PLAIN, unicode: false })
  expect(ascii).toMatch(/^[\x20-\x7e\n]*$/)
  const rows = picture(app).split('\n')
  expect(ascii.split('\n')).toEqual(rows.map(asciiText))
})

test('accents go, wide signs take two columns, and what nothing stands for is a question mark', () => {
  expect(asciiText('Curaçao, Ångström')).toBe('Curacao, Angstrom')
  expect(asciiText('e\u0301')).toBe('e')
  expect(asciiText('日本 ok')).toBe('???? ok')
  expect(asciiText('жук')).toBe('???')
  expect(asciiText('2 ✓ 1 ✗ ─►')).toBe('2 V 1 x ->')
})

test('a dot between words is a bar, and a full stop in a drawing', () => {
  expect(asciiText('seed 7 · t 1.84 s · paused')).toBe('seed 7 | t 1.84 s | paused')
  expect(asciiText(' · ')).toBe(' | ')
  expect(asciiText('· sign of life')).toBe('. sign of life')
  expect(asciiText('· · ✗  ●●··')).toBe('. . x  **..')
})
