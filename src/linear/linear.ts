import { type AppState, lineOf, type NewEvent, placeOf, type Store } from '../app/app.ts'
import { choicesOf } from './choices.ts'
import { hear, numbered, WORDS } from './hear.ts'
import { asked } from './list-choices.ts'
import { sceneOf } from './scene.ts'
import { type Writing, written } from './spoken.ts'
import { tell } from './tell.ts'

/**
 * The linear mode: the course told in lines that are only ever added, and led by typed choices, for screen readers and
 * slow lines. It is a second front end of the same store; what it tells are the screens in sentences.
 */
export interface Talk {
  /** What is told first: the screen that is open, and what can be done. */
  readonly start: () => string
  /** Does what a typed line says, and tells what came of it. */
  readonly hear: (typed: string) => string
  /** What has come about by itself since something was told last; empty where nothing has. */
  readonly news: () => string
}

export { WHOLE_SCREEN } from './scene.ts'

/** Stands before what is typed. */
export const PROMPT = '> '
/** How wide lines are told at most, in columns: as on a terminal of the usual 80. */
export const LINE_COLUMNS_MAX = 78

/** From nowhere is the map further away. */
const STEPS_TO_MAP_MAX = 12

export function createTalk(store: Store, writing: Writing): Talk {
  let told: AppState | null = null
  let offered = ''
  const text = (lines: readonly string[]) =>
    written(lines, writing)
      .map(line => `${line}\n`)
      .join('')

  /** What is new since the last time. */
  const news = (): readonly string[] => {
    const now = store.state()
    if (now === told) return []
    const lines = tell(told, now)
    told = now
    return lines
  }
  const does = (events: readonly NewEvent[]): readonly string[] => {
    for (const event of events) store.dispatch(event)
    return store.state().leaving ? [] : news()
  }
  /** The choices with their numbers; of those that are offered already `known` says so. */
  const offers = (known: readonly string[] | null): readonly string[] => {
    const state = store.state()
    if (state.leaving) return []
    const lines = offer(state)
    const joined = lines.join('\n')
    const same = joined === offered
    offered = joined
    return same && known !== null ? known : ['', ...lines]
  }
  const answer = (typed: string): readonly string[] => {
    const heard = hear(store.state(), typed)
    switch (heard.kind) {
      case 'say':
        return heard.lines
      case 'choices':
        return ['Choose one of these.', ...offers(null)]
      case 'again':
        told = null
        return [...news(), ...offers(null)]
      case 'to-map':
        for (let step = 0; step < STEPS_TO_MAP_MAX && placeOf(store.state()) !== 'map'; step += 1)
          store.dispatch(asked('out'))
        return [...news(), ...offers(THE_SAME)]
      case 'do': {
        const lines = heard.steps.flatMap(does)
        if (store.state().leaving) return []
        const same = placeOf(store.state()) === 'line' ? STILL_TYPING : THE_SAME
        if (lines.length > 0) return [...lines, ...offers(same)]
        // What can be typed now may be all that is new.
        return offers(['Nothing new to tell.', ...same])
      }
    }
  }
  return {
    start: () => text([...news(), ...offers(null)]),
    hear: typed => text(answer(typed)),
    // What has come by itself may be a question, and what was offered for another one is no answer to it.
    news: () => {
      const before = told
      const lines = news()
      const isOther = before === null || sceneOf(before).id !== sceneOf(store.state()).id
      return lines.length === 0 ? '' : text([...lines, ...offers(isOther ? null : [])])
    },
  }
}

const THE_SAME = ['', 'The same choices; help tells them.']
/** On the sandbox's line a number of the list is no choice, and «help» tells the commands. */
const STILL_TYPING = ['', 'Still typing commands: help lists them, an empty line closes the line.']

/** What can be typed now. */
function offer(state: AppState): readonly string[] {
  if (lineOf(state) !== null) return lineOffer(state)
  return [...numbered(choicesOf(state).filter(({ rare }) => !rare)), WORDS]
}

/** What can be typed where a line is awaited. */
function lineOffer(state: AppState): readonly string[] {
  const names = choicesOf(state).map(({ label }) => label.split(': ')[0])
  const what =
    placeOf(state) === 'line' ? 'Type a command, or nothing to close the line' : 'Say it in your own words'
  return [`${what}. Also: ${[...names, 'map', 'glossary', 'again', 'quit'].join(', ')}.`]
}
