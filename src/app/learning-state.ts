import type { QuestionState } from '../course/course.ts'
import type { Due } from './recall.ts'

/** The check: its questions one after the other, and at the end what is kept, or, after the course, what was right. */
export interface CheckScreen {
  readonly type: 'check'
  readonly sitting: 'before' | 'after'
  /** The items of this sitting, by their ids, in their order. */
  readonly items: readonly string[]
  /** The item that is asked or told, by its place. */
  readonly place: number
  /** `told`: one item after the other, with what was right; only after the course. */
  readonly phase: 'ask' | 'end' | 'told'
  /** Whether the keys belong to the question's menu. */
  readonly focus: boolean
  /** The lesson that opens behind this one question, by its id; null in the check itself. */
  readonly lesson: string | null
  readonly scroll: number
}

/** Questions from before that come back: at most a few, one after the other. */
export interface RecallScreen {
  readonly type: 'recall'
  readonly due: readonly Due[]
  readonly place: number
  readonly question: QuestionState
  readonly focus: boolean
  readonly scroll: number
}

/** What the learner has learned so far, as pages of lines; `card`: what they can take with them. */
export interface LearnedScreen {
  readonly type: 'learned'
  readonly phase: 'learned' | 'card'
  readonly scroll: number
  /** A word on what the last key did; null where there is nothing to say. */
  readonly said: string | null
}

export type LearningScreen = CheckScreen | RecallScreen | LearnedScreen
