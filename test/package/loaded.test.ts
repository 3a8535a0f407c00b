import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../support/bundle.ts'

// What the built program loads before its first screen, read off the files themselves: `npm test` builds first.

const DIST = join(ROOT, 'dist')

/** Words that are in the code of each, minified or not. */
const MARKS = {
  react: 'react.transitional.element',
  ink: 'ink-box',
  commander: 'commander.unknownOption',
  marked: 'markedjs/marked',
  yaml: 'BLOCK_AS_IMPLICIT_KEY',
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.c?js$/.test(name))
    .map(name => join(folder, name))

/** The file, and all that it imports before its first line runs. What it imports later, by `import()`, is not in it. */
function closure(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, path = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g))
    closure(join(file, '..', path), seen)
  return seen
}

function marksIn(file: string): string[] {
  const text = [...closure(file)].map(each => readFileSync(each, 'utf8')).join('\n')
  return Object.entries(MARKS).flatMap(([name, mark]) => (text.includes(mark) ? [name] : []))
}

describe('before its first screen', () => {
  test('the marks are those of what is bundled today', () => {
    const all = filesIn(DIST)
      .map(file => readFileSync(file, 'utf8'))
      .join('\n')
    expect(Object.entries(MARKS).filter(([, mark]) => !all.includes(mark))).toEqual([])
    expect(marksIn(join(DIST, 'later-mount.js'))).toEqual(expect.arrayContaining(['react', 'ink']))
  })

  test('the course loads no Ink, no React, and no parser', () => {
    expect(marksIn(join(DIST, 'open.cjs'))).toEqual([])
  })

  test('no command loads Ink: only what the screen imports once it is painted does', () => {
    const composing = (file: string) => /"ink"|"react"/.test(JSON.stringify(marksIn(file)))
    const chunks = filesIn(join(DIST, 'chunks')).filter(file => !/^(chunk|devtools)-/.test(basename(file)))
    expect(chunks.map(file => basename(file).replace(/-\w+\.js$/, ''))).toContain('screen')
    const entries = readdirSync(DIST).filter(name => /^(cli|later-(?!mount\b).*)\.js$/.test(name))
    expect(entries).toEqual(expect.arrayContaining(['cli.js', 'later-program.js', 'later-folder.js']))
    expect([...entries.map(name => join(DIST, name)), ...chunks].filter(composing)).toEqual([])
  })
})
