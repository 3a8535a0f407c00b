import { excerpt } from '../model/problem.ts'
import { BadInput } from './io.ts'

export const USUAL_PORT = '2222'

/** The port that was given; 0 is any that is free. */
export function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new BadInput(`netsplit: --port «${excerpt(text)}» should be a whole number from 0 to 65535`)
}
