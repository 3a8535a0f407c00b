import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './folder.ts'
import { ENTRY } from './program.ts'
import { start, type Terminal } from './pty.ts'

/** The program with a shell around it, which says what it finds when the program is gone. */
export interface UnderBash {
  readonly terminal: Terminal
  /** The folder of the program's data. */
  readonly home: string
  /** The program's process; it must have shown something. */
  readonly pid: () => number
  /** Once the program is gone: its exit code, and whether the keyboard is as it was (`stty -g`). */
  readonly after: () => Promise<{ readonly code: number; readonly sameModes: boolean }>
}

/** Starts the program with these arguments. With `deaf`, the shell outlives its terminal, and the program gets no signal. */
export function underBash(
  args: readonly string[] = [],
  {
    entry = ENTRY,
    env = {},
    home = temporaryFolder(),
    deaf = false,
    redirect,
  }: {
    readonly entry?: string
    readonly env?: Readonly<Record<string, string>>
    readonly home?: string
    readonly deaf?: boolean
    /**
     * Its keys (`<`) or its screen (`>`) are another terminal's, whose path is written to the file `other` in `home`.
     * That terminal must be the later one: a later one's programs hold an earlier one's other end open.
     */
    readonly redirect?: '<' | '>'
  } = {},
): UnderBash {
  const other = 'until [ -s other ]; do sleep 0.05; done'
  const script = `${deaf ? "trap '' HUP\n" : ''}cd "$NETSPLIT_HOME"; echo before; stty -g > modes; ${redirect ? other : ''}
sh -c 'echo $$ > pid; exec "$0" "$@"' "$0" "$@" ${redirect ? `${redirect} "$(cat other)"` : ''}
code=$?; stty -g 2> no-modes | cmp -s - modes; echo "$code $?" > after`
  const terminal = start({
    command: 'bash',
    args: ['-c', script, process.execPath, entry, ...args],
    env: { NETSPLIT_HOME: home, ...env },
  })
  const read = (name: string) => readFileSync(join(home, name), 'utf8')
  return {
    terminal,
    home,
    pid: () => Number(read('pid')),
    after: async () => {
      await terminal.exit()
      const [code = Number.NaN, differ] = read('after').split(' ').map(Number)
      return { code, sameModes: differ === 0 }
    },
  }
}
