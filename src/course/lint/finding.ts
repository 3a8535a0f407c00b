import type { Problem } from '../../model/problem.ts'
import type { Contents } from '../contents.ts'
import type { CourseFile } from '../types.ts'
import type { FindingKind } from './kinds.ts'

/**
 * Something that lint has to say. A `fault` breaks a promise to the learner and must be mended; a `hint` is worth a look,
 * and may be meant so.
 */
export interface Finding extends Problem {
  readonly level: 'fault' | 'hint'
  readonly kind: FindingKind
}

/** What a check looks at: the files as text, to find lines in, and what they hold. */
export interface Subject extends Contents {
  readonly files: readonly CourseFile[]
}

export function fault(kind: FindingKind, file: string, line: number | null, message: string): Finding {
  return { level: 'fault', kind, file, line, message }
}

export function hint(kind: FindingKind, file: string, line: number | null, message: string): Finding {
  return { level: 'hint', kind, file, line, message }
}

/** What a check says of a file; where a run of it breaks off, that. */
export function guarded(file: string, check: () => readonly Finding[]): readonly Finding[] {
  try {
    return check()
  } catch (error) {
    const why = error instanceof Error ? error.message : 'an unknown reason'
    return [fault('breaks-off', file, null, `a run of it breaks off (${why}): simplify it`)]
  }
}

/** The line of a file on which a pattern first matches; null where it doesn't. */
export function lineOf({ files }: Subject, path: string, pattern: RegExp): number | null {
  const lines = files.find(file => file.path === path)?.text.split('\n') ?? []
  const index = lines.findIndex(line => pattern.test(line))
  return index < 0 ? null : index + 1
}

/** A text as a pattern that means just that text. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
