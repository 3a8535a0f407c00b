import type { RecallItem } from '../course/course.ts'
import type { CommandLine } from './typed-line.ts'

/** A list that is being said from memory: what is typed is text until everything is found, or given up. */
export interface MemoryScreen {
  readonly type: 'memory'
  /** The page that asks for it. */
  readonly from: { readonly lesson: string; readonly page: number }
  /** The id of the block, under which it is kept what was missing. */
  readonly id: string
  readonly ask: string
  readonly items: readonly RecallItem[]
  /** Words that may stand in any answer. */
  readonly beside: readonly string[]
  readonly line: CommandLine
  /** The items said so far, by their ids. */
  readonly found: readonly string[]
  readonly ended: boolean
}
