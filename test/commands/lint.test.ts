import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { STARTER } from '../../src/course/starter/starter.ts'
import { temporaryFolder } from '../support/folder.ts'
import { linesOf, netsplit } from './netsplit.ts'

async function newCourse(): Promise<string> {
  const folder = join(temporaryFolder(), 'mine')
  expect(await netsplit(['new', 'course', folder])).toMatchObject({ code: 0, stderr: '' })
  return folder
}

test('a new course lints clean, can be read and listed, and its live parts run', async () => {
  const folder = await newCourse()
  const clean = await netsplit(['lint', folder])
  expect(clean).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^the-cut: 5 minutes, by its words and labs about [\d.]+\nthe-distance: 2 minutes, .*\n.*: no faults, no hints\n$/,
    ),
    stderr: '',
  })
  const read = await netsplit(['read', '--course', folder])
  expect(read).toMatchObject({ code: 0, stderr: '' })
  expect(read.stdout).toContain('Lesson 2: The distance')
  const { stdout } = await netsplit(['list', '--course', folder])
  expect(stdout).toMatch(/first-cut[\s\S]*ten-calls/)
  // Labs of the shipped course that this one does not lead to are not its own.
  expect(stdout).not.toContain('four-worlds')
  for (const choice of ['consistency', 'availability'])
    expect(await netsplit(['run', 'first-cut', '--choose', choice, '--course', folder])).toMatchObject({
      code: 0,
    })
})

test('nothing that is there is written over', async () => {
  const folder = await newCourse()
  writeFileSync(join(folder, 'course.yaml'), 'mine')
  const { code, stdout, stderr } = await netsplit(['new', 'course', folder])
  expect([code, stdout, stderr]).toEqual([
    2,
    '',
    `${folder}: this folder isn’t empty; expected a new one, or an empty one\n`,
  ])
  expect(readFileSync(join(folder, 'course.yaml'), 'utf8')).toBe('mine')
  const empty = temporaryFolder()
  mkdirSync(join(empty, 'here'))
  expect((await netsplit(['new', 'course', join(empty, 'here')])).code).toBe(0)
  expect(readdirSync(join(empty, 'here'))).toContain('course.yaml')
})

test.each([
  [['new'], 'new what? Expected netsplit new course <folder>'],
  [['new', 'lesson', 'x'], 'not «lesson»'],
  [['new', 'course'], 'where? netsplit new course <folder>'],
  [['lint', '/not/there'], '/not/there: expected a folder of lessons'],
])('%j is bad input', async (argv, expected) => {
  const { code, stdout, stderr } = await netsplit(argv)
  expect({ code, stdout, lines: linesOf(stderr).length }).toEqual({ code: 2, stdout: '', lines: 1 })
  expect(stderr).toContain(expected)
})

test('faults and hints, a line each, and as JSON', async () => {
  const folder = await newCourse()
  const spare = STARTER.find(({ path }) => path === 'sources.yaml')?.text ?? ''
  writeFileSync(join(folder, 'sources.yaml'), `${spare}spare:\n  title: A spare one\n`)
  mkdirSync(join(folder, 'odd\u001b[31m'))
  writeFileSync(join(folder, 'odd\u001b[31m', 'a.yaml'), 'a: 1\n')
  const { code, stdout, stderr } = await netsplit(['lint', '--course', folder])
  expect([code, stderr]).toEqual([1, ''])
  expect(linesOf(stdout)).toEqual([
    'odd�[31m/a.yaml: hint: no part of a course has this name: rename or delete it',
    'sources.yaml:7: fault: no footnote cites «spare»: cite it with [^spare], or delete it',
    expect.stringMatching(/^the-cut: 5 minutes/),
    expect.stringMatching(/^the-distance: 2 minutes/),
    `${folder}: 1 fault, 1 hint`,
  ])
  const json = await netsplit(['lint', folder, '--json'])
  expect([json.code, JSON.parse(json.stdout)]).toMatchObject([
    1,
    {
      format: 'netsplit-lint/1',
      faults: 1,
      hints: 1,
      findings: [{ level: 'hint', kind: 'stray-file' }, { line: 7 }],
      lessons: [{ lesson: 'the-cut' }, {}],
    },
  ])
})
