import { pageText } from '../course/course.ts'
import { storeOf, storyOf } from '../lab/lab.ts'
import { pageById } from './course-places.ts'
import type { PracticeScreen } from './practice-state.ts'
import type { AppState } from './state.ts'

/** Words that the lab's own screen uses, whatever the scenario says. */
const LAB_WORDS =
  'consistency availability promise accept partition majority coordinator linearizable stale read refused no answer ' +
  'last-write-wins set-union overdraft seed'

/** All words that the screen shows or its keys lead to at once, for `termsOn`. */
export function screenWords({ screen, course }: AppState): string {
  switch (screen.type) {
    case 'map':
    case 'sweep':
    case 'check':
    case 'recall':
    case 'learned':
      return ''
    case 'worlds':
      return 'timeout retry idempotency key'
    case 'page': {
      const page = pageById(course, screen.lesson, screen.page)
      return page ? pageText(page) : ''
    }
    case 'lab': {
      const { story, stops, prediction } = screen.run.scenario
      const asks = stops.flatMap(({ says, choice }) => [says, choice?.ask ?? ''])
      return [story, prediction?.ask ?? '', ...asks, LAB_WORDS].join('\n')
    }
    case 'experiment': {
      const { story, says, remedy, prediction } = screen.experiment
      return [story, prediction?.ask ?? '', says.built, says.broken ?? '', remedy?.says ?? ''].join('\n')
    }
    case 'memory':
      return screen.ask
    case 'practice':
      return practiceWords(screen)
  }
}

function practiceWords({ shown }: PracticeScreen): string {
  const story = storyOf(shown).map(({ says }) => says)
  const options = shown.options.flatMap(({ text, says }) => [text, says])
  return [storeOf(shown.scene), ...story, shown.ask, ...options, 'majority'].join('\n')
}
