import type { RoomVote } from '../app/app.ts'
import type { Stage } from './events.ts'
import type { RoomLearner } from './learner.ts'
import type { Room } from './room.ts'
import { present } from './tallies.ts'

/** Those who are here and have the lab open. */
function inLab(room: Room, scenario: string): readonly RoomLearner[] {
  return present(room).filter(({ where }) => where?.value.screen === 'lab' && where.value.live === scenario)
}

/** Of the open clusters of a vote's lab, how many stand at the choice. */
export interface AtChoice {
  readonly there: number
  readonly of: number
}

export function atChoice(room: Room, { scenario, stop }: RoomVote): AtChoice {
  const open = inLab(room, scenario)
  return { there: open.filter(({ stage }) => stage?.value === `stop/${stop}`).length, of: open.length }
}

/** How far a lab has come in the room, such as `1 before the start, 3 at the stop «choice»`; empty where nobody has it open. */
export function stageWords(room: Room, scenario: string): string {
  const counts = new Map<Stage, number>()
  for (const { stage } of inLab(room, scenario))
    if (stage?.value) counts.set(stage.value, (counts.get(stage.value) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1))
    .map(([stage, count]) => `${count} ${wordsOf(stage)}`)
    .join(', ')
}

const ORDER: readonly Stage[] = ['start', 'running', 'question', 'end']

/** Stops between what runs and the question that a choice brings up. */
function placeOf(stage: Stage): number {
  const place = ORDER.indexOf(stage)
  return place === -1 ? 1.5 : place
}

function wordsOf(stage: Stage): string {
  if (stage === 'start') return 'before the start'
  if (stage === 'running') return 'under way'
  if (stage === 'question') return 'at a question'
  if (stage === 'end') return 'at the end'
  return `at the stop «${stage.slice('stop/'.length)}»`
}
