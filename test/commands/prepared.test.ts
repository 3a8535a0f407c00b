import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareCourse, restoreCourse } from '../../src/course/prepared.ts'
import { readPrepared } from '../../src/effects/prepared-file.ts'
import { shippedCourse } from '../support/course.ts'
import { temporaryFolder } from '../support/folder.ts'

test('a prepared course is the course that was read, programs and all', () => {
  const course = shippedCourse()
  expect(restoreCourse(prepareCourse(course))).toEqual(course)
})

test('in a checkout, lessons that were changed since the build are read anew; in a package they can’t have been', () => {
  const root = temporaryFolder()
  const lessons = join(root, 'lessons')
  for (const folder of ['lessons/scenarios', 'dist', 'src'])
    mkdirSync(join(root, folder), { recursive: true })
  const lesson = join(lessons, 'scenarios', 'a.yaml')
  writeFileSync(lesson, 'x')
  writeFileSync(join(root, 'dist', 'course.json'), 'prepared')
  const older = new Date(Date.now() - 60_000)
  for (const path of [lesson, join(lessons, 'scenarios'), lessons]) utimesSync(path, older, older)
  expect(readPrepared(lessons)).toBe('prepared')
  const newer = new Date(Date.now() + 60_000)
  utimesSync(lesson, newer, newer)
  expect(readPrepared(lessons)).toBeNull()
  expect(readPrepared(join(temporaryFolder(), 'lessons'))).toBeNull()
  expect(readPrepared(null)).toBeNull()
})
