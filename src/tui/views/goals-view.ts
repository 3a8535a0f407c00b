import { type AppState, challengesHere, isMet, type LabScreen, noticeOf, textColumns } from '../../app/app.ts'
import { type Challenge, judge } from '../../lab/lab.ts'
import { micros, seconds } from '../../model/time.ts'
import { challengeProgress } from '../../progress/progress.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { blank, framed, screenRows, type View } from './view.ts'

/** Title, rule, a blank row; the rule and the keys at the end. */
const FRAME_ROWS = 5

/** The challenges of a sandbox, and of the one under the cursor: the goal, what is missing, the hints asked for. */
export function goalsView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const width = textColumns(size)
  const challenges = challengesHere(state, screen)
  const options = challenges.map((challenge): Line[] => [
    [
      span(isMet(state, screen, challenge) ? '✓ ' : '  ', 'good'),
      span(challenge.title),
      span(asideOf(state, screen, challenge), 'quiet'),
    ],
  ])
  const intro = wrap(
    [span('Judged from your own run. Enter gives a hint, and at last the solution.', 'quiet')],
    width,
  )
  const room = screenRows(size) - FRAME_ROWS - intro.length - 1 - options.length
  const challenge = challenges[screen.goal] ?? challenges[0]
  const told = challenge ? goalLines(state, challenge, screen, width, room - 1) : []
  return framed(size, {
    left: `${screen.run.scenario.title} › challenges`,
    right: scoreOf(state, screen, challenges),
    state,
    body: [...intro, []],
    menu: { id: `goals ${screen.run.scenario.id}`, options, at: screen.goal },
    // Filled up, so that it stands right under the options and does not move.
    foot: [[], ...told, ...blank(room - 1 - told.length)],
    notice: noticeOf(state),
  })
}

/** How many are met of those that can be; the one that nobody can meet is in the list as well. */
function scoreOf(state: AppState, screen: LabScreen, challenges: readonly Challenge[]): string {
  const possible = challenges.filter(({ impossible }) => !impossible)
  const met = possible.filter(challenge => isMet(state, screen, challenge)).length
  const beyond = challenges.length - possible.length
  return `${met} of ${possible.length} met${beyond > 0 ? `, ${beyond} can’t be` : ''}`
}

/** One challenge in at most so many rows. What does not fit is left out whole, the oldest hints first. */
function goalLines(
  state: AppState,
  challenge: Challenge,
  screen: LabScreen,
  width: number,
  rows: number,
): Line[] {
  const { id, goal, hints } = challenge
  const met = isMet(state, screen, challenge)
  const asked = hints.slice(0, screen.hints[id] ?? 0)
  const isShown = (screen.hints[id] ?? 0) > hints.length
  const missing = met ? 'Met.' : judge(challenge, screen.run).missing
  const parts: Line[][] = [
    wrap([span(goal)], width),
    wrap([span(met ? '✓ ' : '· ', met ? 'good' : 'quiet'), span(missing, 'quiet')], width, 2),
    ...asked.map((hint, place) =>
      wrap([span('→ ', 'focus'), span(`${place + 1}/${hints.length} `, 'quiet'), span(hint)], width, 2),
    ),
    ...(isShown ? [solutionLines(challenge, width)] : []),
  ]
  const last = parts.length - 1
  const older = parts.map((_, place) => place).filter(place => place > 1 && place < last)
  const kept = new Set<number>()
  let free = rows
  // Whoever asked for the solution wants it before all else.
  const first = isShown ? [last, 0] : [0, last]
  for (const place of [...first, 1, ...older.reverse()]) {
    const needs = parts[place]?.length ?? 0
    if (kept.has(place) || needs > free) continue
    kept.add(place)
    free -= needs
  }
  return parts.flatMap((part, place) => (kept.has(place) ? part : []))
}

/** What is to be known of a challenge beside its name. */
function asideOf(state: AppState, screen: LabScreen, challenge: Challenge): string {
  if (challenge.impossible) return '  (nobody has)'
  const { seen } = challengeProgress(state.progress, challenge.id)
  return seen !== null && !isMet(state, screen, challenge) ? '  (solution seen, not met)' : ''
}

/** What to type, and when. It has been shown, so that this lab can't meet the challenge any more. */
function solutionLines({ solution }: Challenge, width: number): Line[] {
  const typed = solution.map(({ at, do: line }) => `at ${seconds(micros(at))} s ${line}`).join('; ')
  return [
    ...wrap([span('Solution: ', 'text', true), span(`${typed}.`)], width, 2),
    ...wrap([span('From here on it counts in another run only, and in your own way.', 'quiet')], width, 2),
  ]
}
