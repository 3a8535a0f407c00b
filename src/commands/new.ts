import { STARTER } from '../course/starter/starter.ts'
import { writeNewFiles } from '../effects/new-folder.ts'
import { excerpt, printable } from '../model/problem.ts'
import { BadInput, EXIT, print, type ScreenEnv } from './io.ts'

/** `netsplit new course <folder>`: a small course that works, to be made one's own. */
export async function newThing(
  what: string | undefined,
  folder: string | undefined,
  env: ScreenEnv,
): Promise<number> {
  if (what !== 'course')
    throw new BadInput(
      `netsplit: new what? Expected netsplit new course <folder>${what === undefined ? '' : `, not «${excerpt(what)}»`}`,
    )
  if (folder === undefined) throw new BadInput('netsplit: where? netsplit new course <folder>')
  const failure = await writeNewFiles(folder, STARTER)
  if (failure !== null) throw new BadInput(`${folder}: ${failure}`)
  const shown = printable(folder)
  const lines = [
    ...STARTER.map(({ path }) => `  ${path}`),
    '',
    `netsplit --course ${shown}   opens it, and follows what you write`,
    `netsplit lint ${shown}       says what is wrong with it`,
  ]
  print(env, `${shown} holds a small course:\n${lines.join('\n')}\n`)
  return EXIT.DONE
}
