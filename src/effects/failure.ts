import { printable } from '../model/problem.ts'

/** What the system said no with, for people; other codes are said as they are. */
const REASONS: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EBUSY: 'another program is using it',
  EROFS: 'that disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EFBIG: 'the file would be larger than allowed',
  EEXIST: 'a file stands where the folder should be',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'it is not there',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk reported an error',
}

/** The code of a failed system call (`ENOSPC`), or null for any other error. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/** Why something failed, as the second half of a sentence, on one line: `the disk is full (ENOSPC)`. */
export function reason(error: unknown): string {
  const code = codeOf(error)
  if (code !== null) return REASONS[code] === undefined ? code : `${REASONS[code]} (${code})`
  return printable(error instanceof Error ? error.message : String(error))
}
