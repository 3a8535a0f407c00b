import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whenFinished } from './finished.ts'

/** An empty folder for the test that is running; it goes when the test does. Other users may look into it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netsplit-test-'))
  chmodSync(folder, 0o755)
  whenFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
