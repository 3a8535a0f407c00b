import { describe, expect, test } from 'vitest'
import { problemLine } from '../src/model/problem.ts'
import { blankOut, importsOf } from './support/code-scan.ts'
import { EXCEPTIONS } from './support/floors.ts'
import { readSource, repositoryFiles, trackedFiles } from './support/repository.ts'
import { tidyFaults, topLevelFaults } from './support/tidy.ts'
import { IN_ORDER, PLANTED } from './support/tidy-cases.ts'

describe('the house is in order', () => {
  const files = repositoryFiles()

  test('every file imports downward, says nothing that is banned, and mentions no machine', () => {
    expect(tidyFaults(files.map(readSource)).map(problemLine)).toEqual([])
  })

  test('the top of the repository', () => {
    expect(topLevelFaults(trackedFiles() ?? files).map(problemLine)).toEqual([])
  })

  test('there are files to look at, and no exception for a file that is gone', () => {
    expect(files.filter(path => path.startsWith('src/')).length).toBeGreaterThan(20)
    expect(EXCEPTIONS.filter(({ file }) => !files.includes(file))).toEqual([])
  })
})

describe('a fault is found, and only a fault', () => {
  test.each(PLANTED)('%s', (_, files, message) => {
    const faults = tidyFaults(files).map(problemLine)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(message)
  })

  test.each(IN_ORDER)('%s is in order', (_, files) => {
    expect(tidyFaults(files).map(problemLine)).toEqual([])
  })

  test('what lies about at the top', () => {
    const paths = ['src/a.ts', '.ci/run', '.gitignore', 'README.md', 'notes.txt', 'docs/a.md', 'docs/b.md']
    expect(topLevelFaults(paths).map(problem => problem.file)).toEqual(['notes.txt', 'docs'])
  })
})

describe('the scanner', () => {
  test('keeps every character in its place', () => {
    for (const path of repositoryFiles().filter(path => /\.tsx?$/.test(path))) {
      const { text } = readSource(path)
      const code = blankOut(text)
      expect(code.length).toBe(text.length)
      expect(code.split('\n').length).toBe(text.split('\n').length)
    }
  })

  test('sees code again after each kind of text', () => {
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are, in the text that is looked at
    const text = "a('x') /* y */ b(`p ${c({ d: `${e}` })} q`) / f / g; /[`'/]/.h // i\nj"
    expect(blankOut(text).replace(/\s+/g, ' ')).toBe("a(' ') b(` ${c({ d: `${e}` })} `) / f / g; / /.h j")
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
  })

  test('a quote in the text of a screen hides nothing after its line', () => {
    expect(blankOut("<Text>don't</Text>\nDate")).toContain('Date')
  })

  test('finds each way to import', () => {
    const text = `import a from 'a'\nimport type { B } from "b"\nexport { c } from './c.ts'\nimport 'd'\nconst e = require('e')\nawait import('f')`
    expect(importsOf(text).map(found => [found.line, found.specifier])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, './c.ts'],
      [4, 'd'],
      [5, 'e'],
      [6, 'f'],
    ])
  })
})
