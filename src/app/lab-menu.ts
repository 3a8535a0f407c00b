import {
  aheadAt,
  branchesOf,
  branchWords,
  building,
  choiceName,
  contains,
  predictionAsked,
  type Run,
  stopOf,
} from '../lab/lab.ts'
import { SKIPPED } from '../progress/progress.ts'
import { comparedFutures } from './lab-futures.ts'
import type { LabScreen } from './state.ts'

/** What taking an option of the lab's menu does. */
export type LabOptionDoes =
  | { readonly type: 'predict'; readonly prediction: string }
  | { readonly type: 'choose'; readonly choice: string }
  | { readonly type: 'fork'; readonly stop: string; readonly choice: string }
  | { readonly type: 'branch'; readonly branch: number }
  | { readonly type: 'build'; readonly words: string }
  | { readonly type: 'give'; readonly words: string }
  | { readonly type: 'start' | 'go-on' | 'compare' | 'verdict' | 'again' | 'leave' }

export interface LabOption {
  readonly text: string
  /** What it means, where a word alone would not say. */
  readonly says?: string
  readonly does: LabOptionDoes
}

/** What the lab offers to choose from now: a question where there is one, and the options. */
export interface LabMenu {
  readonly ask: string
  readonly options: readonly LabOption[]
}

/** The menu of a lab: the prediction, the choice at a stop, or what comes next; null while it just runs. */
export function labMenu(screen: LabScreen): LabMenu | null {
  switch (screen.phase) {
    case 'predict':
      return predictMenu(screen)
    case 'live':
      return stopMenu(screen)
    case 'verdict':
      return { ask: '', options: afterwards(screen) }
    case 'branches':
      return { ask: 'Go to which branch?', options: branchOptions(screen) }
    case 'faults':
      return faultMenu(screen)
    case 'side':
    case 'diagram':
    case 'goals':
      return null
    case 'compare':
      return {
        ask: '',
        options: [...closing(screen).slice(0, 1), { text: 'Back to the verdict', does: { type: 'verdict' } }],
      }
  }
}

const ASKED_LATER = 'You choose in the middle of it. Then you are asked what you expect.'

function predictMenu({ run }: LabScreen): LabMenu {
  const prediction = predictionAsked(run)
  if (prediction === null) return { ask: ASKED_LATER, options: [{ text: 'Start', does: { type: 'start' } }] }
  const options = prediction.options.map(
    ({ id, text }): LabOption => ({ text, does: { type: 'predict', prediction: id } }),
  )
  const skip: LabOption = {
    text: 'Skip: I would rather watch without a prediction',
    does: { type: 'predict', prediction: SKIPPED },
  }
  return { ask: prediction.ask, options: [...options, skip] }
}

function stopMenu({ run }: LabScreen): LabMenu | null {
  const stop = stopOf(run)
  if (!stop) return null
  if (stop.choice === null) return { ask: stop.says, options: [{ text: 'Go on', does: { type: 'go-on' } }] }
  const { ask, options } = stop.choice
  const before = aheadAt(run)
  return {
    ask,
    options: options.map(({ id, text }) => ({
      text: id === before ? `${text} (chosen before)` : text,
      does: { type: 'choose', choice: id },
    })),
  }
}

/** What can be broken or mended, word by word; a command that is whole can be given as it stands. */
function faultMenu({ run, building: words }: LabScreen): LabMenu {
  const { done, options } = building(run, words)
  const next = options.map(
    ({ text, says }): LabOption => ({
      text,
      says,
      does: { type: 'build', words: `${words}${text} ` },
    }),
  )
  const give = done && { text: `Do it: ${done.says}`, does: { type: 'give', words } as const }
  return {
    ask: words === '' ? 'What shall break, or be mended?' : 'And then?',
    options: give ? [give, ...next] : next,
  }
}

/** After the verdict: the choices not taken yet at these very moments, the comparison once there are two futures. */
function afterwards(screen: LabScreen): readonly LabOption[] {
  const forks = choicesLeft(screen).map(
    ({ stop, choice }): LabOption => ({
      text: `${forkWords(screen.run, stop)}: ${choiceName(screen.run.scenario, choice, stop)}`,
      does: { type: 'fork', stop, choice },
    }),
  )
  return [
    ...forks.slice(0, FORKS_MAX),
    ...(screen.futures.length > 1
      ? [{ text: sideBySide(screen), does: { type: 'compare' } } satisfies LabOption]
      : []),
    ...closing(screen),
  ]
}

/** Of more than two futures two are compared: it is said which. */
function sideBySide(screen: LabScreen): string {
  if (screen.futures.length === 2) return 'Both futures side by side'
  return `Side by side: ${comparedFutures(screen)
    .map(({ name }) => `«${name}»`)
    .join(' and ')}`
}

/** Where another choice would begin: what was chosen before anything happened is a rule for the whole run. */
function forkWords({ acts }: Run, stop: string): string {
  const made = acts.find(({ deed }) => deed.type === 'choose' && deed.stop === stop)
  return made?.at === 0 ? 'From the start, another rule' : 'The same moment, another choice'
}

/** More would leave no room for what they are about; those left out come when others have been seen. */
const FORKS_MAX = 3

/** What could have been chosen in a run and was in no future that is the same up to there, in the order of time. */
function choicesLeft({ run, futures }: LabScreen): readonly { stop: string; choice: string }[] {
  const made = choicesMade(run)
  const seen = futures.map(future => choicesMade(future.run))
  return made.flatMap(({ stop }, place) => {
    const before = (other: typeof made) =>
      made.slice(0, place).every(({ choice }, index) => other[index]?.choice === choice)
    const taken = new Set(seen.filter(before).map(other => other[place]?.choice))
    const options = run.scenario.stops.find(({ id }) => id === stop)?.choice?.options ?? []
    return options.filter(({ id }) => !taken.has(id)).map(({ id }) => ({ stop, choice: id }))
  })
}

function choicesMade({ acts, acted }: Run): readonly { stop: string; choice: string }[] {
  return acts.slice(0, acted).flatMap(({ deed }) => (deed.type === 'choose' ? [deed] : []))
}

function leaveWords(from: LabScreen['from']): string {
  if (from === null) return 'To the course'
  return 'type' in from ? 'Back to practice' : 'On with the lesson'
}

function closing({ from }: LabScreen): readonly LabOption[] {
  return [
    { text: leaveWords(from), does: { type: 'leave' } },
    { text: 'Again from the start, with another seed', does: { type: 'again' } },
  ]
}

/** The branches as a tree: each under the one that it left, with what was done in it. */
function branchOptions({ branches, run }: LabScreen): readonly LabOption[] {
  const here = branches.findIndex(branch => contains(branch, run))
  return branchesOf(branches).map((branch, place) => {
    const twig = `${'   '.repeat(Math.max(0, branch.depth - 1))}${branch.depth > 0 ? '└─ ' : ''}`
    const where = place === here ? '  (here)' : branch.run.moment.ended ? '  (ended)' : ''
    return { text: `${twig}${branchWords(branch)}${where}`, does: { type: 'branch', branch: place } }
  })
}
