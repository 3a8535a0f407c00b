import { aheadAt, branchesOf, branchWords, building, contains, decisionsOf, stopOf } from '../lab/lab.ts'
import { SKIPPED } from '../progress/progress.ts'
import type { LabScreen } from './state.ts'

/** What taking an option of the lab's menu does. */
export type LabOptionDoes =
  | { readonly type: 'predict'; readonly prediction: string }
  | { readonly type: 'choose'; readonly choice: string }
  | { readonly type: 'fork'; readonly stop: string; readonly choice: string }
  | { readonly type: 'branch'; readonly branch: number }
  | { readonly type: 'build'; readonly words: string }
  | { readonly type: 'give'; readonly words: string }
  | { readonly type: 'go-on' | 'compare' | 'verdict' | 'again' | 'leave' }

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

function predictMenu({ run }: LabScreen): LabMenu | null {
  const { prediction } = run.scenario
  if (prediction === null) return null
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

/** After the verdict: the choices not taken yet at this very moment, the comparison once there are two futures. */
function afterwards(screen: LabScreen): readonly LabOption[] {
  const { run, futures } = screen
  const [decision] = decisionsOf(run)
  const seen = futures.flatMap(future => decisionsOf(future.run).map(({ choice }) => choice))
  const stop = run.scenario.stops.find(({ choice }) => choice !== null)
  const others = decision ? (stop?.choice?.options ?? []).filter(({ id }) => !seen.includes(id)) : []
  return [
    ...others.map(
      ({ id }): LabOption => ({
        text: `The same moment, the other choice: ${id}`,
        does: { type: 'fork', stop: stop?.id ?? '', choice: id },
      }),
    ),
    ...(futures.length > 1
      ? [{ text: 'Both futures side by side', does: { type: 'compare' } } satisfies LabOption]
      : []),
    ...closing(screen),
  ]
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
