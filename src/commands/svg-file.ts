import { stat, writeFile } from 'node:fs/promises'
import { reason } from '../effects/failure.ts'
import { replaceFile } from '../effects/replace-file.ts'
import { assess, type Run } from '../lab/lab.ts'
import { excerpt } from '../model/problem.ts'
import { diagramSvg } from '../tui/diagram/svg.ts'
import { BadInput } from './io.ts'

/** Writes a run's space-time diagram, whole or not at all. */
export async function writeSvg(run: Run, file: string): Promise<void> {
  const svg = diagramSvg(run, assess(run))
  try {
    const found = await stat(file).catch(() => null)
    // A device or a pipe must be written to: a file in its place would be the end of it.
    if (found && !found.isFile()) await writeFile(file, svg)
    else await replaceFile(file, svg, async () => true)
  } catch (error) {
    throw new BadInput(`netsplit: the diagram can't be written to ${excerpt(file, 200)}: ${reason(error)}`)
  }
}
