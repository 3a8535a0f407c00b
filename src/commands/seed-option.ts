import { excerpt } from '../model/problem.ts'
import { BadInput } from './io.ts'

const SEED_MAX = 0xffffffff

/** The seed that was asked for, or `usual` where none was. */
export function readSeed(text: string | undefined, usual: number): number {
  if (text === undefined) return usual
  const seed = /^\d{1,20}$/.test(text) ? Number(text) : Number.NaN
  if (seed <= SEED_MAX) return seed
  throw new BadInput(`netsplit: --seed «${excerpt(text)}» should be a whole number from 0 to ${SEED_MAX}`)
}
