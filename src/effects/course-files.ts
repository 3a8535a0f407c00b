import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Problem, Read } from '../model/problem.ts'
import { reason } from './failure.ts'
import { decodeText } from './read-text.ts'

/** A course as its files: the folder they are in, and each file's text. */
export interface CourseFiles {
  readonly folder: string
  readonly files: readonly CourseFile[]
}

/** One file: its path in the folder, with `/` on every platform (`scenarios/split-bank.yaml`), and what it says. */
interface CourseFile {
  readonly path: string
  readonly text: string
}

/** What names a folder as a course. */
const COURSE_FILE = 'course.yaml'
const KINDS = /\.(md|yaml|yml)$/
// A course is a few hundred kilobytes; these bounds only keep a wrong folder (a whole disk) from being read.
const FILE_BYTES_MAX = 1024 * 1024
const FILES_MAX = 1000
const COURSE_BYTES_MAX = 8 * FILE_BYTES_MAX
const TOO_LARGE = 'more than 8 MiB of text; this is no course'
const DEPTH_MAX = 4

/**
 * The texts of a course: of `folder`, or of the lessons that came with this program. Only Markdown and YAML are read;
 * hidden files, `node_modules` and linked folders are passed over, and a link to a file outside is a problem. Files
 * come sorted by path. A folder that isn't there, or a file that can't be read as text, is a problem.
 */
export function readCourseFiles(folder: string | null = null): Read<CourseFiles> {
  const root = folder === null ? shippedLessons() : resolve(folder)
  if (root === null) {
    return failed(
      'lessons',
      `there is no folder lessons with a ${COURSE_FILE} beside this program; install netsplit again`,
    )
  }
  const shown = folder ?? root
  try {
    if (!statSync(root).isDirectory()) return failed(shown, 'this is a file; expected a folder of lessons')
  } catch (error) {
    return failed(shown, `expected a folder of lessons with a ${COURSE_FILE}: ${reason(error)}`)
  }
  const files: CourseFile[] = []
  const problems: Problem[] = []
  const reading: Reading = { root, shown, files, problems, bytesLeft: COURSE_BYTES_MAX }
  readFolder(root, 0, reading)
  if (problems.length > 0) return { ok: false, problems }
  if (reading.bytesLeft < 0) return failed(shown, TOO_LARGE)
  files.sort((a, b) => (a.path < b.path ? -1 : 1))
  return { ok: true, value: { folder: root, files } }
}

/** The lessons that belong to the program in this file: beside `dist/` in a package, beside `src/` in the sources. */
export function shippedLessons(from: string = fileURLToPath(import.meta.url)): string | null {
  for (let at = dirname(from); ; at = dirname(at)) {
    const lessons = join(at, 'lessons')
    if (existsSync(join(lessons, COURSE_FILE))) return lessons
    if (dirname(at) === at) return null
  }
}

interface Reading {
  readonly root: string
  readonly shown: string
  readonly files: CourseFile[]
  readonly problems: Problem[]
  /** So much may still be read; below zero, once it was too much. */
  bytesLeft: number
}

function readFolder(folder: string, depth: number, reading: Reading): void {
  const { root, shown, files, problems } = reading
  const place = (path: string) => join(shown, relative(root, path))
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      if (entry.isDirectory()) {
        if (depth < DEPTH_MAX) readFolder(path, depth + 1, reading)
        continue
      }
      if (!KINDS.test(entry.name)) continue
      if (reading.bytesLeft < 0) return
      if (files.length >= FILES_MAX) {
        if (problems.length === 0)
          problems.push({
            file: shown,
            line: null,
            message: `more than ${FILES_MAX} files; this is no course`,
          })
        return
      }
      const read = entry.isSymbolicLink() && leadsOut(path, root) ? LEADS_OUT : readOne(path)
      if (typeof read === 'string') {
        files.push({ path: relative(root, path).split(sep).join('/'), text: read })
        reading.bytesLeft -= Buffer.byteLength(read)
      } else if (read !== null) problems.push({ file: place(path), ...read })
    }
  } catch (error) {
    problems.push({ file: place(folder), line: null, message: `can't be read: ${reason(error)}` })
  }
}

/** A course from somebody else must not bring files of the reader's own onto the screen. */
const LEADS_OUT = {
  line: null,
  message: 'it is a link that leads out of the folder: put the file itself here',
}

function leadsOut(path: string, root: string): boolean {
  try {
    return !realpathSync(path).startsWith(realpathSync(root) + sep)
  } catch {
    // It leads nowhere; why it can't be read is told by reading it.
    return false
  }
}

/** The text, or what is wrong with it; null for what is no file (a link to a folder, a pipe). */
function readOne(path: string): string | Omit<Problem, 'file'> | null {
  try {
    const found = statSync(path)
    if (!found.isFile()) return null
    if (found.size > FILE_BYTES_MAX)
      return { line: null, message: 'it is larger than 1 MiB, the most that a lesson may be' }
    const read = decodeText(readFileSync(path), FILE_BYTES_MAX)
    return read.kind === 'text' ? read.text : { line: read.line, message: read.fault }
  } catch (error) {
    return { line: null, message: `can't be read: ${reason(error)}` }
  }
}

function failed(file: string, message: string): Read<CourseFiles> {
  return { ok: false, problems: [{ file, line: null, message }] }
}
