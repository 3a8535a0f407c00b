import type { Store } from '../app/app.ts'
import { watchFolder } from '../effects/watch-folder.ts'
import { printable } from '../model/problem.ts'
import { isBadInput } from './io.ts'
import { openLessons, wholeCourse } from './lessons.ts'

/** While a course is being written, shows what was written: each time its files change they are read again. Ends when called. */
export function followCourse(folder: string, store: Store): () => void {
  return watchFolder(folder, () => {
    try {
      store.dispatch({ type: 'course-changed', read: wholeCourse(openLessons(folder)) })
    } catch (error) {
      if (!isBadInput(error)) throw error
      const [first = ''] = error.lines
      const more = error.lines.length - 1
      const message = `${printable(first)}${more > 0 ? ` (and ${more} more)` : ''}`
      store.dispatch({ type: 'course-broken', message })
    }
  })
}
