import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildFrom, ROOT } from './bundle.ts'

/** The bugs that can be planted; the variable PLANTED says which one is awake. */
export type Plant = 'update' | 'view' | 'first' | 'cells' | 'timer' | 'rejection'

/** Where each begins: behind the line that starts with this. `?` wakes most; `first` is awake from the start, `cells` after ten screens. */
const PLANTS: readonly { readonly file: string; readonly behind: RegExp; readonly code: string }[] = [
  {
    file: 'app/update.ts',
    behind: /^export function update\(.*\{$/m,
    code: `if (event.type === 'command' && event.command === 'help') {
  if (process.env['PLANTED'] === 'update') throw new Error('planted')
  if (process.env['PLANTED'] === 'timer') setTimeout(() => { throw new Error('planted') })
  if (process.env['PLANTED'] === 'rejection') void Promise.reject(new Error('planted'))
}`,
  },
  {
    file: 'tui/views/app-view.ts',
    behind: /^export function appView\(.*\{$/m,
    code: `if (process.env['PLANTED'] === 'view' && state.help !== null) throw new Error('planted')`,
  },
  {
    file: 'tui/compose.ts',
    behind: /^export function compose\([\s\S]*?^\): \w+ \{$/m,
    code: `const drawn = (globalThis as { drawn?: number })
drawn.drawn = (drawn.drawn ?? 0) + 1
if (process.env['PLANTED'] === 'first') throw new Error('planted')
if (process.env['PLANTED'] === 'cells' && drawn.drawn > 10) throw new Error('planted')`,
  },
]

/** The program with all bugs planted and none awake, built in a folder; gives its entry. */
export async function plantedProgram(folder: string): Promise<string> {
  const src = join(folder, 'src')
  cpSync(join(ROOT, 'src'), src, { recursive: true })
  symlinkSync(join(ROOT, 'lessons'), join(folder, 'lessons'))
  for (const { file, behind, code } of PLANTS) {
    const text = readFileSync(join(src, file), 'utf8')
    const planted = text.replace(behind, line => `${line}\n${code}`)
    if (planted === text) throw new Error(`${file} has changed: there is no place for its bug any more`)
    writeFileSync(join(src, file), planted)
  }
  return buildFrom(join(src, 'cli.ts'), join(folder, 'dist'))
}
