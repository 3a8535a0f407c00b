import { DECISIONS, playWorld, WORLDS } from '../../experiment/worlds/worlds.ts'
import { type Finding, fault, guarded, type Subject } from './finding.ts'
import { proofSeeds } from './seeds.ts'

/** Runs the four worlds of each page that opens them: `play` is their simulation. */
export function worldsFindings({ course }: Subject, play = playWorld): readonly Finding[] {
  if (course === null) return []
  return course.lessons.flatMap(({ pages, file }) =>
    pages.flatMap(({ block }) => {
      if (block?.kind !== 'worlds') return []
      return guarded(file, () => {
        for (const seed of proofSeeds(block.seed)) {
          const wrong = whatDiffers(seed, play)
          if (wrong !== null) return [fault('worlds-differ', file, block.line, `with seed ${seed} ${wrong}`)]
        }
        return []
      })
    }),
  )
}

/** What the four worlds promise: that nobody can tell them apart before they decide, and that a key charges once at most. */
function whatDiffers(seed: number, play: typeof playWorld): string | null {
  const screens = WORLDS.map(({ id }) => JSON.stringify(play(id, null, seed).screen))
  const odd = screens.findIndex(screen => screen !== screens[0])
  if (odd >= 0) return `the screen shows which world it is (${WORLDS[odd]?.short}): choose another seed`
  const charges = WORLDS.map(({ id }) =>
    DECISIONS.map(decision => play(id, decision.id, seed).charged.length),
  )
  const keyed = DECISIONS.findIndex(({ id }) => id === 'retry-key')
  const twice = charges.findIndex(row => (row[keyed] ?? 0) > 1)
  return twice < 0
    ? null
    : `a retry with its key charged more than once (${WORLDS[twice]?.short}): choose another seed`
}
