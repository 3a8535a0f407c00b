import {
  type AppState,
  bodyRows,
  challengesHere,
  type LabScreen,
  noticeOf,
  textColumns,
} from '../../app/app.ts'
import { judge } from '../../lab/lab.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { framed, indented, type View } from './view.ts'

/** The challenges of a sandbox: what is met, and of what is not, what is missing; Enter gives one more hint. */
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
  const details = challenges.flatMap(challenge => {
    const { id, title, goal, hints } = challenge
    const asked = hints.slice(0, screen.hints[id] ?? 0)
    if (asked.length === 0) return []
    const judgement = judge(challenge, screen.run)
    const state = screen.met.includes(id) ? 'met' : judgement.missing
    return [
      [],
      ...wrap([span(`${title}: `, 'text', true), span(goal)], width),
      ...wrap([span(screen.met.includes(id) ? '✓ ' : '· ', 'quiet'), span(state, 'quiet')], width, 2),
      ...asked.flatMap(hint => wrap([span('→ ', 'focus'), span(hint)], width, 2)),
    ]
  })
  const room = bodyRows(size) - options.length - 2
  const words =
    'Whether they are met is judged from your own run. Enter tells more about one, and gives a hint.'
  const intro = wrap([span(words, 'quiet')], width)
  return framed(size, {
    left: `${screen.run.scenario.title} › challenges`,
    right: `${screen.met.length} of ${challenges.length} met`,
    state,
    body: [...intro, []],
    menu: { id: `goals ${screen.run.scenario.id}`, options },
    foot: details.slice(-Math.max(0, room - intro.length)).map(line => indented(line).slice(1)),
    notice: noticeOf(state),
  })
}
