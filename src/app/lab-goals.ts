import { type Challenge, familyId, isSolution, judge, onlySignsOfLife, type Run } from '../lab/lab.ts'
import { challengeProgress, type EpochMs, withChallenge } from '../progress/progress.ts'
import type { AppState, LabScreen } from './state.ts'

/** The challenges of a sandbox, whatever its number of replicas. */
export function challengesHere({ challenges }: AppState, { run }: LabScreen): readonly Challenge[] {
  return challenges.filter(({ scenario }) => scenario === familyId(run.scenario.id))
}

/** Whether a challenge is met: in this lab, or in a run of the learner's own before. */
export function isMet({ progress }: AppState, { met }: LabScreen, { id }: Challenge): boolean {
  return met.includes(id) || challengeProgress(progress, id).met !== null
}

/**
 * The lab with whatever challenge is met now, and a word for each new one. `before`, the run as it was judged last, spares
 * judging where nothing came but signs of life: a judge goes through the whole run.
 */
export function judged(state: AppState, screen: LabScreen, when: EpochMs, before?: Run): AppState {
  const next = { ...state, screen }
  if (before && onlySignsOfLife(screen.run, before)) return next
  const met = challengesHere(state, screen).filter(
    challenge => !screen.met.includes(challenge.id) && judge(challenge, screen.run).met,
  )
  if (met.length === 0) return next
  const own = met.filter(challenge => isOwn(state, screen, challenge))
  // Known to be the solution as it was shown: not looked at again in this run.
  const shown = [...new Set([...screen.shown, ...met.filter(one => !own.includes(one)).map(({ id }) => id)])]
  if (own.length === 0) return { ...next, screen: { ...screen, shown, said: screen.said ?? AS_SHOWN } }
  return {
    ...next,
    progress: own.reduce((grown, { id }) => withChallenge(grown, id, { met: when }), state.progress),
    screen: {
      ...screen,
      shown,
      met: [...screen.met, ...own.map(({ id }) => id)],
      said: `✓ Challenge met: ${own.map(({ title }) => title).join(', ')}`,
    },
  }
}

const AS_SHOWN =
  'That was the solution as shown. Bring it about in another run, in your own way, and it counts.'

/** Solution seen is not solved: what met the challenge must be another run than that one, and not the same deeds. */
function isOwn({ progress }: AppState, { run, shown }: LabScreen, challenge: Challenge): boolean {
  if (shown.includes(challenge.id)) return false
  return challengeProgress(progress, challenge.id).seen === null || !isSolution(challenge, run)
}

/** One more hint for a challenge; behind the last one its solution, where it has one. */
export function hinted(state: AppState, screen: LabScreen, place: number, when: EpochMs): AppState {
  const challenge = challengesHere(state, screen)[place]
  if (!challenge) return state
  const { id, hints, solution } = challenge
  const steps = hints.length + (solution.length > 0 ? 1 : 0)
  const count = Math.min(steps, (screen.hints[id] ?? 0) + 1)
  const isShown = count > hints.length
  const news = { hints: Math.min(count, hints.length), ...(isShown ? { seen: when } : {}) }
  return {
    ...state,
    progress: withChallenge(state.progress, id, news),
    screen: {
      ...screen,
      hints: { ...screen.hints, [id]: count },
      // Whoever has met it before has nothing to lose by looking.
      shown: isShown && !screen.shown.includes(id) ? [...screen.shown, id] : screen.shown,
    },
  }
}
