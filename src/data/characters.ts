import type { Problem } from '../model/problem.ts'

/**
 * Characters that a text for the screen never holds: controls (a terminal would obey them), bidirectional overrides and
 * other invisible format characters (they make a line read differently from what it says), lone surrogates, and line
 * breaks other than a newline. The two joiners stay: emoji and some scripts are spelled with them.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const HIDDEN_ALL = new RegExp(HIDDEN, 'gu')
const ALLOWED = new Set(['\n', '\u200c', '\u200d'])
const FAULTS_MAX = 20

/** The first character of a text that has no place on a screen, in words; undefined when there is none. */
export function hiddenCharacter(text: string): string | undefined {
  if (!HIDDEN.test(text)) return undefined
  for (const match of text.matchAll(HIDDEN_ALL)) if (!ALLOWED.has(match[0])) return nameOf(match[0])
  return undefined
}

/** A problem for every line that holds a hidden character, the first twenty at most. */
export function characterProblems(text: string, file: string, firstLine = 1): Problem[] {
  const problems: Problem[] = []
  if (!HIDDEN.test(text)) return problems
  for (const [index, line] of text.split('\n').entries()) {
    const found = hiddenCharacter(line)
    if (found === undefined) continue
    const message = `${found} has no place in this text: delete it${found === 'a tab' ? ' and use spaces' : ''}`
    problems.push({ file, line: firstLine + index, message })
    if (problems.length === FAULTS_MAX) break
  }
  return problems
}

/** Text with one kind of line break, and without the byte order mark that some editors put before it. */
export function newlines(text: string): string {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  return body.includes('\r') ? body.replaceAll('\r\n', '\n') : body
}

function nameOf(character: string): string {
  if (character === '\t') return 'a tab'
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `the invisible character U+${code}`
}
