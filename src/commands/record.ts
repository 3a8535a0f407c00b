import { excerpt } from '../model/problem.ts'
import type { LookFlags } from '../terminal/traits.ts'
import { BadInput, type ScreenEnv } from './io.ts'
import { type CarryOut, recordSession, USUAL_SIZE } from './record-session.ts'
import { type Size, sizeWords } from './recording.ts'

export interface RecordOptions {
  readonly size?: string
  readonly keys?: boolean
  readonly force?: boolean
  readonly lab?: string
  readonly choose?: readonly string[]
  readonly seed?: string
  readonly speed?: string
}

/** `netsplit record`: what is seen on the terminal, or a lab that plays by itself, as an asciicast. */
export async function record(
  file: string | undefined,
  argv: readonly string[],
  options: RecordOptions,
  flags: LookFlags,
  env: ScreenEnv,
  carryOut: CarryOut,
): Promise<number> {
  if (file === undefined)
    throw new BadInput('netsplit: record to which file? netsplit record demo.cast [-- lab split-bank]')
  const size = readSize(options.size)
  if (options.lab !== undefined) {
    if (argv.length > 0)
      throw new BadInput(
        `netsplit: record plays the lab of --lab, or records «${excerpt(argv.join(' '))}», not both`,
      )
    const { recordLab } = await import('./record-lab.ts')
    return recordLab(file, options.lab, { ...options, flags, size: size ?? USUAL_SIZE }, env)
  }
  for (const name of ['choose', 'seed', 'speed'] as const)
    if (options[name] !== undefined)
      throw new BadInput(
        `netsplit: --${name} goes with --lab; to record a session: record ${excerpt(file)} -- lab split-bank`,
      )
  return recordSession(file, argv, { ...options, size }, env, carryOut)
}

const [SIZE_MIN, SIZE_MAX] = [
  { columns: 60, rows: 20 },
  { columns: 400, rows: 200 },
]

function readSize(text: string | undefined): Size | null {
  if (text === undefined) return null
  const [, columns = 0, rows = 0] = (/^(\d{1,3})x(\d{1,3})$/.exec(text) ?? []).map(Number)
  const fits = (['columns', 'rows'] as const).every(side => {
    const found = side === 'columns' ? columns : rows
    return found >= SIZE_MIN[side] && found <= SIZE_MAX[side]
  })
  if (fits) return { columns, rows }
  throw new BadInput(
    `netsplit: --size «${excerpt(text)}» should be columns and rows, such as 80x24; from ${sizeWords(SIZE_MIN)} to ${sizeWords(SIZE_MAX)}`,
  )
}
