import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { readInputFile } from '../../src/effects/input-file.ts'
import { problemLine, type Read } from '../../src/model/problem.ts'
import { temporaryFolder } from '../support/folder.ts'

/** The one problem as a person sees it, or what was read. */
function told(read: Read<string>): string {
  return read.ok ? `read ${JSON.stringify(read.value)}` : read.problems.map(problemLine).join('\n')
}

function file(content: string | Buffer): string {
  const path = join(temporaryFolder(), 'history.jsonl')
  writeFileSync(path, content)
  return path
}

describe('a file to check', () => {
  test('is read as text, without a byte order mark', async () => {
    expect(told(await readInputFile(file('{"f": "read"}\r\n')))).toBe('read "{\\"f\\": \\"read\\"}\\r\\n"')
    expect(told(await readInputFile(file('\ufeffétude')))).toBe('read "étude"')
    expect(told(await readInputFile(file('')))).toBe('read ""')
  })

  test('comes from standard input too', async () => {
    const stdin = Readable.from([Buffer.from('on'), Buffer.from('e\n')])
    expect(told(await readInputFile('-', stdin))).toBe('read "one\\n"')
    expect(told(await readInputFile('-', Readable.from([Buffer.from([0xff])])))).toBe(
      'standard input:1: it is not UTF-8 text; a history is lines of JSON',
    )
  })

  test.each<[string, string | Buffer, RegExp]>([
    ['a zero byte', Buffer.from('a\nb\0\n'), /:2: it is binary/],
    ['not UTF-8', Buffer.from([0x61, 0x0a, 0xc3, 0xa9, 0x0a, 0xe9, 0x0a]), /:3: it is not UTF-8/],
    ['cut in a character', Buffer.from([0x61, 0x0a, 0xc3]), /:2: it is not UTF-8/],
    ['UTF-16', Buffer.from('\ufeffhello', 'utf16le'), /: it is UTF-16; save it as UTF-8/],
  ])('%s is a problem with its line', async (_, content, expected) => {
    expect(told(await readInputFile(file(content)))).toMatch(expected)
  })

  test('a file that is too large is a problem, and is not read to its end', async () => {
    const path = file('x'.repeat(2_000_000))
    expect(told(await readInputFile(path, process.stdin, 1024 * 1024))).toMatch(/larger than 1 MiB/)
    expect(told(await readInputFile('/dev/zero', process.stdin, 1024 * 1024))).toMatch(/larger than 1 MiB/)
  })

  test('a missing file, a folder, a file as a folder', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'sub'))
    expect(told(await readInputFile(join(folder, 'none.jsonl')))).toBe(
      `${folder}/none.jsonl: can't be read: it is not there (ENOENT)`,
    )
    expect(told(await readInputFile(join(folder, 'sub')))).toMatch(/it is a folder, not a file/)
    expect(told(await readInputFile(join(file('x'), 'y')))).toMatch(/not a folder \(ENOTDIR\)/)
    expect(told(await readInputFile('a\0b'))).toMatch(/can't be read/)
  })

  test.runIf(process.platform !== 'win32')('a named pipe, as a shell gives for <(command)', async () => {
    const path = join(temporaryFolder(), 'pipe')
    execFileSync('bash', ['-c', 'mkfifo "$0"', path])
    spawn('bash', ['-c', `echo through > "$0"`, path])
    expect(told(await readInputFile(path))).toBe('read "through\\n"')
  })
})
