import type { HistoryEvent } from '../model/operation.ts'
import type { Problem, Read } from '../model/problem.ts'
import { parseLine } from './line.ts'
import { createPairing } from './pairing.ts'

const PROBLEMS_MAX = 20

/**
 * Reads a history from JSON Lines (design.md, «A history»): one event a line, in the order in which they happened.
 * Blank lines, Windows line ends and a byte order mark do not matter. Fields that are not known are left alone.
 *
 * A faulty file gives its problems, each with its line, at most 20 and one that says so; nothing is ever thrown.
 */
export function parseHistory(text: string, file: string): Read<HistoryEvent[]> {
  const events: HistoryEvent[] = []
  const problems: Problem[] = []
  const pairing = createPairing()
  for (const { line, content } of linesOf(text)) {
    if (problems.length >= PROBLEMS_MAX) {
      problems.push({ file, line: null, message: `only the first ${PROBLEMS_MAX} problems are told` })
      break
    }
    const read = parseLine(content)
    if (!read.ok) {
      pairing.doubt(read.process)
      problems.push({ file, line, message: read.message })
      continue
    }
    const paired = pairing.take(read.event, line)
    if (paired.ok) events.push(paired.event)
    else problems.push({ file, line, message: paired.message })
  }
  if (problems.length > 0) return { ok: false, problems }
  if (events.length > 0) return { ok: true, value: events }
  const message = 'the file has no events: expected one JSON object a line, beginning with an invoke'
  return { ok: false, problems: [{ file, line: null, message }] }
}

/** The lines on which the events of a faultless history stand, from 1: for `checkProblems`. */
export function eventLines(text: string): number[] {
  return linesOf(text).map(({ line }) => line)
}

function linesOf(text: string): { readonly line: number; readonly content: string }[] {
  const lines = text.replace(/^\ufeff/, '').split('\n')
  return lines
    .map((content, index) => ({ line: index + 1, content: content.replace(/\r$/, '') }))
    .filter(({ content }) => !/^[ \t]*$/.test(content))
}
