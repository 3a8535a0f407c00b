import type { Outcome } from './program.ts'

/**
 * How long a run is played, in milliseconds on the wall: nobody waits longer, or sees anything in less. As it was built
 * nothing goes wrong, and eight times that is dull: it is over sooner.
 */
const PLAY_MS = { min: 2500, max: 10_000, built: 5000, perEntry: 50 } as const

/** How long a run is played where things move, in milliseconds on the wall: as long as it took, within bounds. */
export function playedMs({ lastsUs, tape }: Outcome, asBuilt: boolean): number {
  const wanted = Math.max(lastsUs / 1000, tape.entries.length * PLAY_MS.perEntry)
  return Math.min(asBuilt ? PLAY_MS.built : PLAY_MS.max, Math.max(PLAY_MS.min, wanted))
}
