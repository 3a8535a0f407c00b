import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCourseFiles, shippedLessons } from '../../src/effects/course-files.ts'
import { problemLine } from '../../src/model/problem.ts'
import { ROOT } from '../support/bundle.ts'
import { temporaryFolder } from '../support/folder.ts'

function course(files: { readonly [path: string]: string | Buffer }): string {
  const folder = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const problems = (folder: string) => {
  const read = readCourseFiles(folder)
  return read.ok ? [] : read.problems.map(problem => problemLine(problem).replaceAll(folder, 'FOLDER'))
}

describe('a course as files', () => {
  test('Markdown and YAML, sorted, with their paths in the folder', () => {
    const folder = course({
      'course.yaml': 'lessons: []',
      'b.md': 'B',
      'a.md': 'A',
      'scenarios/split-bank.yaml': 'S',
      '.hidden.md': '',
      'node_modules/x/readme.md': '',
      'picture.png': Buffer.from([0, 1]),
    })
    // A link that leads back up would be read for ever.
    symlinkSync(folder, join(folder, 'again'))
    expect(readCourseFiles(folder)).toEqual({
      ok: true,
      value: {
        folder,
        files: [
          { path: 'a.md', text: 'A' },
          { path: 'b.md', text: 'B' },
          { path: 'course.yaml', text: 'lessons: []' },
          { path: 'scenarios/split-bank.yaml', text: 'S' },
        ],
      },
    })
  })

  test('the lessons of this program are found from any folder below them', () => {
    const folder = course({ 'lessons/course.yaml': '', 'dist/chunks/x.js': '' })
    expect(shippedLessons(join(folder, 'dist/chunks/x.js'))).toBe(join(folder, 'lessons'))
    expect(shippedLessons(join(folder, 'dist/cli.js'))).toBe(join(folder, 'lessons'))
    expect(shippedLessons('/nowhere/at/all/x.js')).toBe(null)
    expect(shippedLessons()).toBe(join(ROOT, 'lessons'))
  })

  test('what cannot be read is a problem that names the file', () => {
    expect(problems(course({ 'a.md': Buffer.from('x\n\xff\n', 'latin1'), 'b.md': 'a\0' }))).toEqual([
      'FOLDER/a.md:2: it is not UTF-8 text',
      'FOLDER/b.md:1: it is binary, not text (a zero byte)',
    ])
    expect(problems(course({ 'a.md': 'x'.repeat(1024 * 1024 + 1) }))).toEqual([
      expect.stringMatching(/^FOLDER\/a\.md: it is larger than 1 MiB/),
    ])
    const dangling = course({})
    symlinkSync('/nowhere/at/all', join(dangling, 'a.md'))
    expect(problems(dangling)).toEqual([
      expect.stringMatching(/^FOLDER\/a\.md: can't be read: it is not there/),
    ])
  })

  test('a link to a file outside of the folder is not followed; one inside is', () => {
    const secret = join(course({ 'secret.yaml': 'mine' }), 'secret.yaml')
    const folder = course({ 'a.md': 'A' })
    symlinkSync(secret, join(folder, 'sources.yaml'))
    expect(problems(folder)).toEqual([
      'FOLDER/sources.yaml: it is a link that leads out of the folder: put the file itself here',
    ])
    const inside = course({ 'a.md': 'A' })
    symlinkSync(join(inside, 'a.md'), join(inside, 'b.md'))
    expect(problems(inside)).toEqual([])
  })

  test('a missing folder, and a file in its place', () => {
    expect(problems('/nowhere/at/all')).toEqual([
      'FOLDER: expected a folder of lessons with a course.yaml: it is not there (ENOENT)',
    ])
    expect(problems(join(course({ 'a.md': '' }), 'a.md'))).toEqual([expect.stringMatching(/this is a file/)])
  })

  test('a folder that is clearly no course is not read to its end', () => {
    const files = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`${index}.md`, '']))
    expect(problems(course(files))).toEqual([expect.stringMatching(/more than 1000 files/)])
  })

  test('nor is one whose files are too much together, if each is small enough', () => {
    const mebibyte = 'x'.repeat(1024 * 1024)
    const files = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.md`, mebibyte]))
    expect(problems(course(files(8)))).toEqual([])
    expect(problems(course({ ...files(8), 'deep/9.md': 'x' }))).toEqual([
      'FOLDER: more than 8 MiB of text; this is no course',
    ])
  })
})
