import type { Block } from '../../src/course/types.ts'
import { createTalk, WHOLE_SCREEN } from '../../src/linear/linear.ts'
import { type TestApp, testApp } from '../support/app.ts'

/** A learner in the linear mode: types lines, and hears what comes of each. */
export interface Learner {
  readonly app: TestApp
  /** What was told at the start. */
  readonly opening: string
  /** Types lines, one after the other; what was told after the last one. */
  readonly types: (...lines: readonly string[]) => string
  /** Everything told so far. */
  readonly all: () => string
}

export function learner(
  options: Omit<Parameters<typeof testApp>[0] & object, 'size' | 'motion'> & {
    readonly unicode?: boolean
  } = {},
): Learner {
  const { unicode = true, ...rest } = options
  const app = testApp({ ...rest, size: WHOLE_SCREEN, motion: false })
  const talk = createTalk(app.store, { columns: COLUMNS, unicode })
  const opening = talk.start()
  const told = [opening]
  const types = (...lines: readonly string[]) => {
    for (const line of lines) told.push(talk.hear(line))
    return told.at(-1) ?? ''
  }
  return { app, opening, types, all: () => told.join('') }
}

export const COLUMNS = 78

/** Reads on from the map to the first page that bears such a block, answering what is asked on the way. */
export function readOnTo({ app, types }: Learner, kind: Block['kind']): void {
  const { lessons } = app.state().course
  const lesson = lessons.findIndex(({ pages }) => pages.some(({ block }) => block?.kind === kind))
  types('map', `${lesson + 1}`)
  for (let step = 0; step < 60; step += 1) {
    const { screen } = app.state()
    if (screen.type !== 'page') throw new Error(`off the way: ${screen.type}`)
    const block = lessons[lesson]?.pages[screen.page]?.block
    if (block?.kind === kind) return
    types(screen.focus ? '1' : block && 'goal' in block ? 'read on' : 'on')
  }
  throw new Error(`no page with ${kind}`)
}
