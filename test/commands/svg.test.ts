import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { linesOf, netsplit } from './netsplit.ts'

const RUN = ['run', 'split-bank', '--choose', 'availability'] as const

describe('--svg', () => {
  test('writes the run as a picture, beside whatever else was asked for', async () => {
    const folder = temporaryFolder()
    const [svg, history] = [join(folder, 'run.svg'), join(folder, 'run.jsonl')]
    const plain = await netsplit([...RUN, '--json'])
    const told = await netsplit([...RUN, '--json', '--svg', svg, '--history', history])
    expect(told.stdout).toBe(plain.stdout)
    expect(told.code).toBe(0)
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg [\s\S]*<title [\s\S]*The split bank[\s\S]*<\/svg>\n$/)
    expect(readdirSync(folder).sort()).toEqual(['run.jsonl', 'run.svg'])
  })

  test('is the same for a run and its replay, and replaces an older picture', async () => {
    const folder = temporaryFolder()
    const [one, two] = [join(folder, 'one.svg'), join(folder, 'two.svg')]
    writeFileSync(two, 'x'.repeat(500_000))
    const { stdout } = await netsplit([...RUN, '--json', '--svg', one])
    const { replay } = JSON.parse(stdout) as { readonly replay: string }
    expect((await netsplit(['replay', replay, '--svg', two])).code).toBe(0)
    expect(readFileSync(two, 'utf8')).toBe(readFileSync(one, 'utf8'))
  })

  test('a file that can’t be written is told in one line, and nothing is printed', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'there'))
    for (const [file, why] of [
      [join(folder, 'nowhere', 'run.svg'), 'it is not there'],
      [join(folder, 'there'), 'it is a folder, not a file'],
    ] as const) {
      const { code, stdout, stderr } = await netsplit([...RUN, '--svg', file])
      expect([code, stdout]).toEqual([2, ''])
      expect(linesOf(stderr)).toHaveLength(1)
      expect(stderr).toContain('the diagram can’t be written to'.replace('’', "'"))
      expect(stderr).toContain(why)
      expect(existsSync(join(folder, 'nowhere'))).toBe(false)
    }
    expect((await netsplit([...RUN, '--svg'])).code).toBe(2)
  })
})
