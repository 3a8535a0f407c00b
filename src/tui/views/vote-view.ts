import { type AppState, type RoomVote, textColumns } from '../../app/app.ts'
import { span, wrap } from '../../terminal/text.ts'
import { framed, type View } from './view.ts'

/** The room's vote, over whatever the learner was at, which stands still meanwhile. */
export function voteView(state: AppState, vote: RoomVote): View {
  const { size, room, scenarios } = state
  const width = textColumns(size)
  const ballot = vote.options.find(({ id }) => id === room?.ballot)
  const yours = ballot ? `Your vote so far: ${ballot.text}` : 'Nobody sees who voted for what.'
  return framed(size, {
    left: `The room votes · ${scenarios.get(vote.scenario)?.title ?? vote.scenario}`,
    right: '',
    state,
    body: [
      ...wrap(
        [span('All decide together. What most choose happens in every cluster that waits for it.')],
        width,
      ),
      ...wrap([span(yours, 'quiet')], width),
      [],
      ...wrap([span(vote.ask, 'text', true)], width),
      [],
    ],
    menu: {
      id: `vote ${vote.round}`,
      options: vote.options.map(({ text }) => wrap([span(text)], width - 2)),
    },
    notice: null,
  })
}
