import { type AppState, challengesHere, type LabScreen, noticeOf, textColumns } from '../../app/app.ts'
import { type Challenge, judge } from '../../lab/lab.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { blank, framed, screenRows, type View } from './view.ts'

/** Title, rule, a blank row; the rule and the keys at the end. */
const FRAME_ROWS = 5

/** The challenges of a sandbox, and of the one under the cursor: the goal, what is missing, the hints asked for. */
export function goalsView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const width = textColumns(size)
  const challenges = challengesHere(state, screen)
  const options = challenges.map(({ id, title, impossible }): Line[] => [
    [
      span(screen.met.includes(id) ? '✓ ' : '  ', 'good'),
      span(title),
      span(impossible ? '  (nobody has)' : '', 'quiet'),
    ],
  ])
  const intro = wrap([span('Judged from your own run. Enter gives a hint.', 'quiet')], width)
  const room = screenRows(size) - FRAME_ROWS - intro.length - 1 - options.length
  const challenge = challenges[screen.goal] ?? challenges[0]
  const told = challenge ? goalLines(challenge, screen, width, room - 1) : []
  return framed(size, {
    left: `${screen.run.scenario.title} › challenges`,
    right: `${screen.met.length} of ${challenges.length} met`,
    state,
    body: [...intro, []],
    menu: { id: `goals ${screen.run.scenario.id}`, options, at: screen.goal },
    // Filled up, so that it stands right under the options and does not move.
    foot: [[], ...told, ...blank(room - 1 - told.length)],
    notice: noticeOf(state),
  })
}

/** One challenge in at most so many rows. What does not fit is left out whole, the oldest hints first. */
function goalLines(challenge: Challenge, screen: LabScreen, width: number, rows: number): Line[] {
  const { id, goal, hints } = challenge
  const met = screen.met.includes(id)
  const asked = hints.slice(0, screen.hints[id] ?? 0)
  const missing = met ? 'Met.' : judge(challenge, screen.run).missing
  const parts: Line[][] = [
    wrap([span(goal)], width),
    wrap([span(met ? '✓ ' : '· ', met ? 'good' : 'quiet'), span(missing, 'quiet')], width, 2),
    ...asked.map((hint, place) =>
      wrap([span('→ ', 'focus'), span(`${place + 1}/${hints.length} `, 'quiet'), span(hint)], width, 2),
    ),
  ]
  const last = parts.length - 1
  const older = parts.map((_, place) => place).filter(place => place > 1 && place < last)
  const kept = new Set<number>()
  let free = rows
  for (const place of [0, last, 1, ...older.reverse()]) {
    const needs = parts[place]?.length ?? 0
    if (kept.has(place) || needs > free) continue
    kept.add(place)
    free -= needs
  }
  return parts.flatMap((part, place) => (kept.has(place) ? part : []))
}
