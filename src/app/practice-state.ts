import type { PracticeCase } from '../lab/lab.ts'

/** A case of practice: its question first, then what the run says. */
export interface PracticeScreen {
  readonly type: 'practice'
  readonly shown: PracticeCase
  /** The place of the option taken; null while the question is open. */
  readonly chosen: number | null
  readonly focus: boolean
  readonly scroll: number
  /** Of this sitting. */
  readonly asked: number
  readonly right: number
}
