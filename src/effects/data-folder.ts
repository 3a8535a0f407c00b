import { isAbsolute, resolve } from 'node:path'
import { reason } from './failure.ts'

/** Where this learner's own files belong. `ok: false`: there is no such place, and nothing can be kept. */
export type DataFolder =
  | { readonly ok: true; readonly folder: string }
  | { readonly ok: false; readonly message: string }

/** `NETSPLIT_HOME` if it is set, or the platform's folder for a program's data. The folder need not exist yet. */
export async function findDataFolder(
  env: { readonly [name: string]: string | undefined } = process.env,
): Promise<DataFolder> {
  const wanted = env['NETSPLIT_HOME']
  if (wanted !== undefined && wanted !== '') return { ok: true, folder: resolve(wanted) }
  try {
    // Imported here, since env-paths asks for the home directory when it is loaded, and that throws for a user who
    // has none (a container started with `--user 12345`).
    const { default: envPaths } = await import('env-paths')
    const folder = envPaths('netsplit', { suffix: '' }).data
    // An empty HOME would put the files wherever the program happens to be started.
    if (isAbsolute(folder)) return { ok: true, folder }
    return nowhere('no home directory is known')
  } catch (error) {
    return nowhere(reason(error))
  }
}

function nowhere(why: string): DataFolder {
  return {
    ok: false,
    message: `Nothing will be saved: ${why}. Set NETSPLIT_HOME to a folder of yours to keep your progress.`,
  }
}
