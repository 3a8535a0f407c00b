import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './bundle.ts'

/** What a golden file under `test/` holds; written anew where NETSPLIT_UPDATE is 1. */
export function golden(path: string, text: string): string {
  const file = join(ROOT, 'test', path)
  if (process.env['NETSPLIT_UPDATE'] === '1') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return readFileSync(file, 'utf8')
}
