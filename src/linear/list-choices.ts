import { type AppState, glossaryTerms, mapLines, type NewEvent } from '../app/app.ts'
import type { Term } from '../course/course.ts'
import { stateOf } from '../tui/views/map-view.ts'

/** Something that can be done now: in words, and what happens then, all at once. */
export interface Choice {
  readonly label: string
  readonly events: readonly NewEvent[]
  /** Told only where all choices are asked for. */
  readonly rare: boolean
}

/** The lines of the map: each is gone to, and opened. */
export function mapChoices(state: AppState): readonly Choice[] {
  const { course, progress, screen } = state
  const selected = screen.type === 'map' ? screen.selected : 0
  const lessons = course.lessons.map(lesson => {
    const { words } = stateOf(progress, lesson)
    return `${lesson.title}${/[.?!]$/.test(lesson.title) ? '' : ':'} ${lesson.summary}. ${lesson.minutes} min${words === '' ? '' : `, ${words}`}.`
  })
  const under = mapLines(state).map(({ text, more, right }) => oneSentence([text, more, right]))
  const labels = [...lessons, ...under]
  return labels.map((label, place) => ({
    label,
    events: [...moves(selected, place, labels.length), asked('on')],
    rare: false,
  }))
}

/** Columns of a line as what is read out at once: a comma, or a full stop where a sentence of its own begins. */
function oneSentence(parts: readonly string[]): string {
  const text = parts
    .filter(part => part !== '')
    .reduce((before, part) => {
      const end = /[.?!]$/.test(before) ? '' : /^\p{Lu}/u.test(part) ? '.' : ','
      return `${before}${end} ${part}`
    })
  return /[.?!]$/.test(text) ? text : `${text}.`
}

/** The words of the course, each to be looked up: by its letter, and from there on. */
export function wordChoices(state: AppState): readonly Choice[] {
  // Those of the screen stand before the list of all, and again in it.
  const terms = glossaryTerms(state).slice(-state.course.glossary.length)
  const letter = ({ term }: Term) => term.charAt(0).toLowerCase()
  return terms.map((term, place) => {
    const first = terms.findIndex(other => letter(other) === letter(term))
    return {
      label: term.term,
      events: [asked(`letter-${letter(term)}`), ...moves(first, place, terms.length), asked('on')],
      rare: true,
    }
  })
}

export function chosenTerm(state: AppState): Term | undefined {
  return state.glossary === null ? undefined : glossaryTerms(state)[state.glossary.selected]
}

/** Each dial one place on and one back. */
export function dialChoices({ screen }: AppState): readonly Choice[] {
  if (screen.type !== 'experiment') return []
  const { experiment, turned, row } = screen
  const rows = experiment.dials.length + (experiment.remedy === null ? 0 : 1)
  return experiment.dials.flatMap(({ text, values }, dial) => {
    const place = turned.dials[dial] ?? 0
    const to = (next: number, command: 'turn-up' | 'turn-down'): readonly Choice[] => {
      const value = values[next]
      if (!value) return []
      return [
        { label: `${text} ${value.text}`, events: [...moves(row, dial, rows), asked(command)], rare: false },
      ]
    }
    return [...to(place + 1, 'turn-up'), ...to(place - 1, 'turn-down')]
  })
}

/** From one line of a list down to another, around its end where that is behind. */
function moves(from: number, to: number, count: number): readonly NewEvent[] {
  return Array.from({ length: (to - from + count) % count }, () => asked('down'))
}

export function asked(command: Extract<NewEvent, { type: 'command' }>['command']): NewEvent {
  return { type: 'command', command }
}
