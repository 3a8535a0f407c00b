import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bundle.ts'
import type { SourceFile } from './tidy.ts'

/** A file by its path from the top. */
export function readSource(path: string): SourceFile {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') }
}

/** What git knows of; null where there is no git (in a tarball), or no repository. */
export function trackedFiles(...options: string[]): string[] | null {
  try {
    const output = execFileSync('git', ['ls-files', '-z', ...options], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const paths = output.split('\0').filter(path => path !== '' && existsSync(join(ROOT, path)))
    return paths.length > 0 ? paths : null
  } catch {
    return null
  }
}

/** Files that are part of the repository or about to be, so that a fault is seen before it is committed. */
export function repositoryFiles(): string[] {
  return trackedFiles('--cached', '--others', '--exclude-standard') ?? walk('')
}

function walk(folder: string): string[] {
  const made = new Set(['node_modules', 'dist', '.git', 'coverage'])
  return readdirSync(join(ROOT, folder))
    .filter(name => !made.has(name))
    .flatMap(name => {
      const path = folder === '' ? name : `${folder}/${name}`
      return statSync(join(ROOT, path)).isDirectory() ? walk(path) : [path]
    })
}
