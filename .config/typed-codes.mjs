// Replay codes of runs in which somebody typed into a sandbox: what no command of the program makes without a terminal.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'

const CUT = 'cut n1 n2 n3 | n4 n5'
const TYPED = {
  sandbox: [
    'loss 8%',
    'tail 5% 200-600',
    CUT,
    'withdraw 80 at c1',
    'clock n3 +300',
    'withdraw 80 at c3',
    'crash n2 --lose-disk',
    'hold n1>n3',
    'heal',
    'bandwidth 64',
    'release n1>n3',
    'read at c1',
  ],
  'sandbox-register': [
    'policy availability',
    CUT,
    'write one to note at c1',
    'write two to note at c3',
    'heal',
    'read note at c1',
  ],
  'sandbox-set': [
    'policy availability',
    'add milk at c1',
    CUT,
    'remove milk at c1',
    'add eggs at c3',
    'heal',
    'read at c1',
  ],
}

/** The codes, one for each sandbox; a second lies between two lines. `folder` is for what is built on the way. */
export async function typedCodes(root, folder) {
  const lab = join(folder, 'lab.cjs')
  const entryPoints = [join(root, 'src/lab/lab.ts')]
  await build({ entryPoints, outfile: lab, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' })
  const { act, advance, parseCommand, readScenario, replayCode, startRun } = createRequire(lab)(lab)
  return Object.entries(TYPED).map(([id, lines]) => {
    const file = join(root, 'lessons', 'scenarios', `${id}.yaml`)
    const scenario = readScenario(readFileSync(file, 'utf8'), file)
    let run = startRun(scenario.value, 7)
    for (const line of lines) {
      run = advance(run, 1_000_000)
      const parsed = parseCommand(run, line)
      if (!parsed.ok) throw new Error(`${id}: ${line}: ${parsed.message}`)
      run = parsed.deeds.reduce(act, run)
    }
    return replayCode(run)
  })
}
