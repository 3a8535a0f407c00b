import { learnedIn } from '../app/app.ts'
import { findDataFolder } from '../effects/data-folder.ts'
import { reason } from '../effects/failure.ts'
import { openProgressFile, type ProgressFile } from '../effects/progress-file.ts'
import { readText } from '../effects/read-text.ts'
import { excerpt } from '../model/problem.ts'
import { decodeProgress, encodeProgress, PROGRESS_TEXT_MAX } from '../progress/progress.ts'
import { plain } from '../terminal/text.ts'
import { learnedLines } from '../tui/card/learned-lines.ts'
import { aside, BadInput, EXIT, print, type ScreenEnv, textWidth } from './io.ts'
import { openLessons, wholeCourse } from './lessons.ts'
import { writeWhole } from './svg-file.ts'

const USES = 'netsplit progress, or progress export [file], progress import <file>, progress reset --yes'

/** `netsplit progress`: what the learner has learned, and what can be done with the file that keeps it. */
export async function progress(
  what: string | undefined,
  path: string | undefined,
  options: { readonly yes?: boolean },
  env: ScreenEnv,
): Promise<number> {
  const file = openProgressFile(await findDataFolder(env.env))
  switch (what) {
    case undefined:
      return show(file, env)
    case 'export':
      return exportTo(path, file, env)
    case 'import':
      return importFrom(path, file, env)
    case 'reset':
      return reset(options.yes === true, file, env)
    default:
      throw new BadInput(`netsplit: progress «${excerpt(what)}» is nothing that can be done; it is ${USES}`)
  }
}

async function show(file: ProgressFile, env: ScreenEnv): Promise<number> {
  const { course, challenges } = wholeCourse(openLessons(env.lessons))
  const loaded = await file.load()
  for (const message of loaded.messages) aside(env, `${message}\n`)
  const lines = learnedLines(learnedIn(course, challenges, loaded.progress), textWidth(env))
  print(env, `${lines.map(line => plain(line).trimEnd()).join('\n')}\n`)
  if (file.path !== null) print(env, `The file: ${file.path}\n`)
  return EXIT.DONE
}

async function exportTo(path: string | undefined, file: ProgressFile, env: ScreenEnv): Promise<number> {
  const loaded = await file.load()
  for (const message of loaded.messages) aside(env, `${message}\n`)
  const text = encodeProgress(loaded.progress)
  if (path === undefined) env.stdout.write(text)
  else await writeWhole(text, path, 'the progress')
  return EXIT.DONE
}

/** What is imported is joined with what is here, so that nothing is lost on either side, and twice is as good as once. */
async function importFrom(path: string | undefined, file: ProgressFile, env: ScreenEnv): Promise<number> {
  if (path === undefined) throw new BadInput('netsplit: which file? netsplit progress import <file>')
  const shown = excerpt(path, 200)
  const read = await readText(path, PROGRESS_TEXT_MAX).catch((error: unknown) => {
    throw new BadInput(`${shown}: this can't be read: ${reason(error)}`)
  })
  if (read.kind === 'fault') throw new BadInput(`${shown}: this is no progress: ${read.fault}`)
  const decoded = decodeProgress(read.text)
  if (decoded.kind === 'broken') throw new BadInput(`${shown}: this is no progress: ${decoded.why}`)
  if (decoded.kind === 'newer')
    throw new BadInput(`${shown}: a newer netsplit wrote this (version ${decoded.version} of the file)`)
  const saved = await file.save(decoded.progress)
  if (!saved.saved) throw new BadInput(saved.message)
  for (const message of saved.messages) aside(env, `${message}\n`)
  aside(env, `What ${shown} holds is now among what you have done.\n`)
  return EXIT.DONE
}

async function reset(yes: boolean, file: ProgressFile, env: ScreenEnv): Promise<number> {
  if (!yes)
    throw new BadInput(
      'netsplit: this puts away all that you have done, into a file beside it; netsplit progress reset --yes does it',
    )
  const done = await file.reset()
  if (!done.reset) throw new BadInput(done.message)
  aside(
    env,
    done.kept === null
      ? 'There was nothing to put away.\n'
      : `You begin anew. What you had done is kept as ${done.kept}; netsplit progress import brings it back.\n`,
  )
  return EXIT.DONE
}
