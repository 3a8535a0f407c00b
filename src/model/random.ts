import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/**
 * The state of a seeded random generator (xoroshiro128+, four 32-bit words). It is plain data, so that the state of a
 * run holds its own chance and can be kept, compared and taken up again. Drawing returns the next state.
 */
export type Random = readonly number[]

/** A generator for a seed (a 32-bit integer) and a stream: different streams of one seed are independent. */
export function seededRandom(seed: number, stream = 0): Random {
  const generator = xoroshiro128plus(seed ^ Math.imul(stream + 1, 0x9e3779b9))
  generator.jump?.()
  return generator.getState()
}

/** A whole number from `from` to `to`, both included, each equally likely; and the state after it. */
export function draw(random: Random, from: number, to: number): [number, Random] {
  const generator = xoroshiro128plusFromState(random)
  const value = uniformInt(generator, from, to)
  return [value, generator.getState()]
}

/** Draws a whole number from `from` to `to`, both included, each equally likely. */
export type Dice = (from: number, to: number) => number

/**
 * Dice for one computation that draws hundreds of thousands of times and keeps no moment to come back to. They change
 * in place, which `draw` never does, and are some five times as quick for it.
 */
export function diceOf(random: Random): Dice {
  const generator = xoroshiro128plusFromState(random)
  return (from, to) => uniformInt(generator, from, to)
}
