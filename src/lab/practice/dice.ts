import { present } from '../../model/assert.ts'
import { draw, seededRandom } from '../../model/random.ts'

/** Chance for one case: every throw follows from the seed and from how many there were before. */
export interface Dice {
  /** A whole number from `from` to `to`, both included. */
  readonly whole: (from: number, to: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** True once in so many. */
  readonly once: (inSoMany: number) => boolean
  readonly shuffled: <T>(list: readonly T[]) => readonly T[]
}

/** Dice of a seed and a stream; they keep their state to themselves. */
export function diceOf(seed: number, stream: number): Dice {
  let random = seededRandom(seed, stream)
  const whole = (from: number, to: number): number => {
    const [value, next] = draw(random, from, to)
    random = next
    return value
  }
  const pick = <T>(list: readonly T[]): T => present(list[whole(0, list.length - 1)], 'something to pick')
  return {
    whole,
    pick,
    once: inSoMany => whole(1, inSoMany) === 1,
    shuffled: list => {
      const rest = [...list]
      return list.map(() => present(rest.splice(whole(0, rest.length - 1), 1)[0], 'one more'))
    },
  }
}
