import { basename, join } from 'node:path'
import { printable } from '../model/problem.ts'
import {
  decodeProgress,
  emptyProgress,
  encodeProgress,
  mergeProgress,
  PROGRESS_TEXT_MAX,
  type Progress,
} from '../progress/progress.ts'
import type { DataFolder } from './data-folder.ts'
import { codeOf, reason } from './failure.ts'
import { LockBusy, withLock } from './file-lock.ts'
import { makeFolder } from './make-folder.ts'
import { patiently } from './patiently.ts'
import { isPlainFile, readText } from './read-text.ts'
import { replaceFile, sweepTemporaries } from './replace-file.ts'
import { newerFiles, setAside } from './set-aside.ts'

/** What was on disk (nothing is `emptyProgress`), and lines for the learner where something had to be set aside. */
export interface Loaded {
  readonly progress: Progress
  readonly messages: readonly string[]
}

/**
 * What saving came to. `saved: true` gives what the file holds now, another copy's work included. `saved: false` gives
 * one line for the learner; what was on disk is as it was, and the next save tries again.
 */
export type Saved =
  | { readonly saved: true; readonly progress: Progress; readonly messages: readonly string[] }
  | { readonly saved: false; readonly message: string }

/** What beginning anew came to: where the old file is kept (null: there was none), or why it is as it was. */
type Reset =
  | { readonly reset: true; readonly kept: string | null }
  | { readonly reset: false; readonly message: string }

/** The file that keeps one learner's progress. Neither loading nor saving nor putting it aside ever throws. */
export interface ProgressFile {
  /** Where it is, or would be; null where there is no folder for it. */
  readonly path: string | null
  readonly load: () => Promise<Loaded>
  readonly save: (progress: Progress) => Promise<Saved>
  /** Puts the file aside under another name, so that the learner begins anew. */
  readonly reset: () => Promise<Reset>
}

export interface ProgressFileOptions {
  /** The wall clock, for the names of what is set aside. */
  readonly now?: () => number
  /** How long a save waits for another copy's save. */
  readonly lockWaitMsMax?: number
}

/**
 * The progress file in a data folder. Every save takes a lock, reads what is on disk now, merges, and replaces the
 * file at once, so that two running copies lose nothing.
 *
 * A file that can't be used is renamed, never overwritten or deleted: a broken one to `progress.broken-<moment>.json`,
 * one of a newer netsplit to `progress.newer-<moment>.json`. Leaving a newer file in its place with saving off would
 * lose what is done now, and overwriting it what was done before; set aside, both are kept, and whichever netsplit
 * can read a `progress.newer-` file takes it over when it starts (and renames it to `progress.adopted-<moment>.json`).
 */
export function openProgressFile(
  folder: DataFolder,
  { now = Date.now, lockWaitMsMax = 5000 }: ProgressFileOptions = {},
): ProgressFile {
  if (!folder.ok) {
    const { message } = folder
    return {
      path: null,
      load: async () => ({ progress: emptyProgress, messages: [message] }),
      save: async () => ({ saved: false, message }),
      reset: async () => ({ reset: false, message }),
    }
  }
  const store = new ProgressStore(folder.folder, now, lockWaitMsMax)
  let tail: Promise<unknown> = Promise.resolve()
  // One after the other, so that a program's own saves never wait for each other's lock.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.then(work)
    tail = turn
    return turn
  }
  return {
    path: store.path,
    load: () => inTurn(() => store.load()),
    save: progress => inTurn(() => store.save(progress)),
    reset: () => inTurn(() => store.reset()),
  }
}

/** What is in the file's place. `unreadable`: something that must not be touched, and why. */
type OnDisk =
  | { readonly kind: 'none' }
  | { readonly kind: 'ok'; readonly progress: Progress; readonly text: string }
  | { readonly kind: 'broken' | 'newer'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string }

class ProgressStore {
  private readonly folder: string
  readonly path: string
  private readonly now: () => number
  private readonly lockWaitMsMax: number

  constructor(folder: string, now: () => number, lockWaitMsMax: number) {
    this.folder = folder
    this.path = join(folder, 'progress.json')
    this.now = now
    this.lockWaitMsMax = lockWaitMsMax
  }

  async load(): Promise<Loaded> {
    const found = await this.read()
    if (found.kind === 'unreadable') {
      return { progress: emptyProgress, messages: [line(`${this.path} can't be read: ${found.why}`)] }
    }
    const waiting = await newerFiles(this.folder).catch(() => [])
    const readable = found.kind === 'ok' ? found.progress : emptyProgress
    if (found.kind !== 'broken' && found.kind !== 'newer' && waiting.length === 0) {
      return { progress: readable, messages: [] }
    }
    // Something has to be moved: under the lock, and after another look, since another copy may have been faster.
    const result = await this.save(emptyProgress)
    if (result.saved) return result
    // The lock may have failed already, before anything was said about the file.
    const untold = 'why' in found && !result.message.includes(line(found.why))
    const messages = untold ? [line(`${this.path} ${found.why}`)] : []
    return { progress: readable, messages: [...messages, result.message] }
  }

  async save(progress: Progress): Promise<Saved> {
    // What was set aside is told even if something fails after that.
    const messages: string[] = []
    try {
      await makeFolder(this.folder)
      const lock = join(this.folder, 'progress.lock')
      return await withLock(lock, held => this.saveLocked(progress, messages, held), this.lockWaitMsMax)
    } catch (error) {
      if (error instanceof LockBusy) return notSaved('another copy of netsplit is busy saving it', messages)
      return notSaved(`${this.path}: ${reason(error)}`, messages)
    }
  }

  async reset(): Promise<Reset> {
    try {
      await makeFolder(this.folder)
      const lock = join(this.folder, 'progress.lock')
      const aside = async (): Promise<Reset> => {
        const found = await this.read()
        if (found.kind === 'none') return { reset: true, kept: null }
        if (found.kind === 'unreadable') return { reset: false, message: line(`${this.path}: ${found.why}`) }
        return { reset: true, kept: await setAside(this.path, 'reset', this.now()) }
      }
      return await withLock(lock, aside, this.lockWaitMsMax)
    } catch (error) {
      const why = error instanceof LockBusy ? 'another copy of netsplit is busy saving it' : reason(error)
      return { reset: false, message: line(`${this.path}: ${why}`) }
    }
  }

  private async saveLocked(
    progress: Progress,
    messages: string[],
    held: () => Promise<boolean>,
  ): Promise<Saved> {
    const found = await this.read()
    if (found.kind === 'unreadable') return notSaved(`${this.path}: ${found.why}`, messages)
    if (found.kind === 'broken' || found.kind === 'newer') {
      const aside = await setAside(this.path, found.kind, this.now())
      messages.push(line(`Your progress file ${found.why}. It is kept as ${aside}.`))
    }
    const adopted = await this.readNewer()
    const onDisk = found.kind === 'ok' ? found.progress : emptyProgress
    const merged = [...adopted.values()].reduce(mergeProgress, mergeProgress(onDisk, progress))
    const text = encodeProgress(merged)
    // Only a bug could write what can't be read again, and it must not take a good file with it.
    const again = decodeProgress(text)
    if (again.kind === 'broken') return notSaved(`it could not be read again, since ${again.why}`, messages)
    if (Buffer.byteLength(text) > PROGRESS_TEXT_MAX) {
      return notSaved(`${this.path} would be larger than any progress`, messages)
    }
    if (!(found.kind === 'ok' && found.text === text) && !(await replaceFile(this.path, text, held))) {
      return notSaved('another copy of netsplit took over while this one stood still', messages)
    }
    for (const path of adopted.keys()) {
      await setAside(path, 'adopted', this.now())
      messages.push(line(`What you did with a newer netsplit is back (from ${basename(path)}).`))
    }
    await sweepTemporaries(this.path, this.now()).catch(() => undefined)
    return { saved: true, progress: merged, messages }
  }

  private async read(): Promise<OnDisk> {
    try {
      // Windows refuses for as long as another copy is just replacing it.
      if (!(await patiently(() => isPlainFile(this.path))))
        return { kind: 'unreadable', why: 'it is a folder or device, not a file' }
      const read = await patiently(() => readText(this.path, PROGRESS_TEXT_MAX))
      if (read.kind === 'fault') return { kind: 'broken', why: `can't be used: ${read.fault}` }
      const decoded = decodeProgress(read.text)
      if (decoded.kind === 'ok') return { ...decoded, text: read.text }
      if (decoded.kind === 'broken') return { kind: 'broken', why: `can't be used: ${decoded.why}` }
      return {
        kind: 'newer',
        why: `was written by a newer netsplit (version ${decoded.version} of the file)`,
      }
    } catch (error) {
      return codeOf(error) === 'ENOENT' ? { kind: 'none' } : { kind: 'unreadable', why: reason(error) }
    }
  }

  /** What this netsplit can read of the files that an older one set aside as too new, by their paths. */
  private async readNewer(): Promise<Map<string, Progress>> {
    const readable = new Map<string, Progress>()
    for (const path of await newerFiles(this.folder)) {
      const read = await readText(path, PROGRESS_TEXT_MAX).catch(() => null)
      const decoded = read?.kind === 'text' ? decodeProgress(read.text) : null
      if (decoded?.kind === 'ok') readable.set(path, decoded.progress)
    }
    return readable
  }
}

function notSaved(why: string, messages: readonly string[]): Saved {
  return { saved: false, message: line([...messages, `Your progress is not being saved: ${why}`].join(' ')) }
}

/** One line, whatever a path may hold. */
function line(text: string): string {
  return printable(text)
}
