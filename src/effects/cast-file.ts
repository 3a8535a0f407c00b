import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import { type CastCode, type CastHeader, castEvent, castHeader } from '../terminal/cast.ts'
import { codeOf } from './failure.ts'

/** A recording that is being made. */
export interface CastFile {
  /** Writes an event, at once: whatever ends the program, what was recorded until then can be played. */
  readonly add: (atUs: number, code: CastCode, data: string) => void
  /** Why nothing is recorded any more; null where all is well. A full disk ends a recording, not what is recorded. */
  readonly failure: () => unknown
  /** Ends it. A recording of nothing leaves no file, and an older file as it was. */
  readonly close: () => void
}

/**
 * Opens a file for a recording; null where one is there already and may not be replaced. Throws what the system says.
 * Nothing is written before the first event, so that an older recording is not lost to one that never began.
 */
export function openCastFile(path: string, replace: boolean, header: () => CastHeader): CastFile | null {
  const opened = openFor(path, replace)
  if (opened === null) return null
  const { file, isNew } = opened
  let failure: unknown = null
  let begun = false
  const write = (text: string) => {
    const bytes = Buffer.from(text)
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
  }
  return {
    add: (atUs, code, data) => {
      if (failure !== null) return
      try {
        if (!begun) {
          if (!isNew) truncate(file)
          write(castHeader(header()))
        }
        begun = true
        write(castEvent(atUs, code, data))
      } catch (error) {
        failure = error
      }
    },
    failure: () => failure,
    close: () => {
      closeSync(file)
      if (!begun && isNew) rmSync(path, { force: true })
    },
  }
}

function openFor(path: string, replace: boolean): { readonly file: number; readonly isNew: boolean } | null {
  try {
    return { file: openSync(path, 'wx', 0o666), isNew: true }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return replace ? { file: openSync(path, 'r+'), isNew: false } : null
  }
}

/** A device has no end to be moved. */
function truncate(file: number): void {
  try {
    ftruncateSync(file)
  } catch (error) {
    if (codeOf(error) !== 'EINVAL') throw error
  }
}
