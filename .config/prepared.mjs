// Reads the lessons as the program does, and writes down what came of it: see src/course/prepared.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const SOURCE = `export { wholeCourse } from './src/commands/lessons.ts'
export { openLessons } from './src/commands/folder.ts'
export { prepareCourse } from './src/course/prepared.ts'
export { PREPARED_FILE } from './src/effects/prepared-file.ts'`

/** Writes the prepared course of the checkout at `root` into the folder `out`; a course with a fault is left out. */
export async function prepare(root, out) {
  const folder = mkdtempSync(join(tmpdir(), 'netsplit-prepare-'))
  try {
    const outfile = join(folder, 'prepare.mjs')
    await build({
      stdin: { contents: SOURCE, resolveDir: root, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      outfile,
      logLevel: 'warning',
      banner: {
        js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);",
      },
    })
    const { wholeCourse, openLessons, prepareCourse, PREPARED_FILE } = await import(
      pathToFileURL(outfile).href
    )
    const course = wholeCourse(openLessons(join(root, 'lessons')))
    writeFileSync(join(out, PREPARED_FILE), prepareCourse(course))
  } catch (error) {
    if (error?.name !== 'BadInput' && !Array.isArray(error?.lines)) throw error
    // The program reads the lessons itself then, and tells of the faults.
    console.error(`the lessons are not prepared: ${error.lines.join('\n')}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
