/**
 * What a search has done, and how much it may do. A step is a bounded piece of work: one operation looked at, placed or
 * taken back, or a few words remembered. So a number of steps bounds the time and the memory alike.
 */
export interface Effort {
  steps: number
  stepsMax: number
  /** Configurations met that were new. */
  configurations: number
  /** The known operations that were placed at most in one order. */
  placedMax: number
  /** The latest return in the history that no order got past: a hint at where the history goes wrong. */
  stuckAt: number
}

export function newEffort(stepsMax: number): Effort {
  return { steps: 0, stepsMax, configurations: 0, placedMax: 0, stuckAt: 0 }
}

export const isOver = ({ steps, stepsMax }: Effort): boolean => steps > stepsMax
