import type { Run } from '../run.ts'
import { completions, type Parsed, parseCommand, sandboxCommands } from './command.ts'
import type { Option } from './kind.ts'
import { nowOf } from './now.ts'

/** A command that is put together word by word: what it would do as it stands, and the words that can come next. */
export interface Building {
  /** What the words so far come to; null while something is missing. */
  readonly done: Extract<Parsed, { ok: true }> | null
  readonly options: readonly Option[]
}

/** What can be broken or mended now, for somebody who takes options instead of typing: the same commands, the same words. */
export function building(run: Run, text: string): Building {
  if (text.trim() === '') return { done: null, options: faultOptions(run) }
  const parsed = parseCommand(run, text)
  return { done: parsed.ok ? parsed : null, options: completions(run, text, text.length).options }
}

function faultOptions(run: Run): readonly Option[] {
  const { down, partition, faults } = nowOf(run)
  const isCut = partition !== null || Object.values(faults).includes('cut')
  const isOfUse: Readonly<Record<string, boolean>> = { heal: isCut, restart: down.size > 0 }
  return sandboxCommands(run).flatMap(({ name, breaks }) =>
    breaks !== undefined && (isOfUse[name] ?? true) ? [{ text: name, says: breaks }] : [],
  )
}
