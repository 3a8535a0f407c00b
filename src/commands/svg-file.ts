import { stat, writeFile } from 'node:fs/promises'
import { reason } from '../effects/failure.ts'
import { replaceFile } from '../effects/replace-file.ts'
import { assess, type Run } from '../lab/lab.ts'
import { excerpt } from '../model/problem.ts'
import { diagramSvg } from '../tui/diagram/svg.ts'
import { BadInput } from './io.ts'

/** Writes a run's space-time diagram, whole or not at all. */
export async function writeSvg(run: Run, file: string): Promise<void> {
  await writeWhole(diagramSvg(run, assess(run)), file, 'the diagram')
}

/** Writes a text that somebody asked for, whole or not at all; `what` names it where that fails. */
export async function writeWhole(text: string, file: string, what: string): Promise<void> {
  try {
    const found = await stat(file).catch(() => null)
    // A device or a pipe must be written to: a file in its place would be the end of it.
    if (found && !found.isFile()) await writeFile(file, text)
    else await replaceFile(file, text, async () => true)
  } catch (error) {
    throw new BadInput(`netsplit: ${what} can't be written to ${excerpt(file, 200)}: ${reason(error)}`)
  }
}
