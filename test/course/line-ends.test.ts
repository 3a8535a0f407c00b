import { expect, test } from 'vitest'
import { lessonText, readContents } from '../../src/course/course.ts'
import { readCourseFiles } from '../../src/effects/course-files.ts'

const files = readCourseFiles()

// As git on Windows checks it out, and as editors there save it.
test('the course is the same with the line ends of Windows', () => {
  if (!files.ok) throw new Error('the shipped lessons can’t be read')
  const unix = readContents(files.value.files)
  const windows = readContents(
    files.value.files.map(({ path, text }) => ({ path, text: text.replaceAll('\n', '\r\n') })),
  )
  expect(windows.problems).toEqual([])
  expect(windows.scenarios).toEqual(unix.scenarios)
  expect(windows.experiments).toEqual(unix.experiments)
  const texts = ({ course }: typeof unix) =>
    course?.lessons.map(lesson => lessonText(course, lesson, { width: 72 }))
  expect(texts(windows)).toEqual(texts(unix))
  expect(texts(windows)?.join()).not.toContain('\r')
})
