import { didYouMean } from '../data/nearest.ts'
import { excerpt, type Problem, problemLine, type Read } from '../model/problem.ts'
import { readCheck } from './check.ts'
import { readFacilitation } from './facilitation.ts'
import { readLesson } from './lesson.ts'
import { readGlossary, readManifest, readSources } from './manifest.ts'
import {
  type CheckItem,
  type Course,
  type CourseFile,
  isQuestion,
  type Lesson,
  type Source,
  type Term,
} from './types.ts'

/** What a course may name that is not in its own files. */
export interface Known {
  /** The ids of the lab scenarios. */
  readonly scenarios: readonly string[]
  readonly experiments: readonly string[]
}

/** A course folder while it is read: its files by name, and what has been found wrong so far. */
interface Folder {
  readonly path: string
  readonly files: ReadonlyMap<string, CourseFile>
  readonly problems: Problem[]
}

type LineOf = (path: readonly (string | number)[]) => number

/**
 * A course from the files of its folder; or every problem in them, by file and line. Files in folders below, and those
 * that are no part of a course, are left alone. It never throws.
 */
export function parseCourse(files: readonly CourseFile[], known: Known): Read<Course> {
  const folder = courseFolder(files)
  const manifestFile = folder.files.get('course.yaml')
  if (!manifestFile)
    return { ok: false, problems: [missing(folder, 'course.yaml', 'the title and the lessons')] }
  const manifest = readManifest(manifestFile)
  const sources = sourcesOf(folder)
  const named = lessonFiles(folder)
  const lessons = named.flatMap(({ file, number, id }) => {
    const reading = { ...known, file: file.path, sources, problems: folder.problems }
    return readLesson(file.text, { number, id }, reading) ?? []
  })
  if (!manifest.ok) return refused([...manifest.problems, ...folder.problems])
  const ids = manifest.value.lessons
  checkOrder(ids, named, manifestFile, manifest.lineOf, folder.problems)
  checkQuestionIds(lessons, folder.problems)
  const glossary = glossaryOf(folder, ids)
  const check = checkOf(folder, ids)
  const workshop = { notes: folder.files.get('notes.yaml'), plans: folder.files.get('plans.yaml') }
  const facilitation = readFacilitation(workshop, lessons, folder.problems)
  if (folder.problems.length > 0) return refused(folder.problems)
  const ordered = ids.flatMap(id => lessons.find(lesson => lesson.id === id) ?? [])
  return {
    ok: true,
    value: {
      title: manifest.value.title,
      lessons: ordered,
      sources: sources ?? new Map(),
      glossary,
      check,
      facilitation,
    },
  }
}

/** By file and line, each once, so that somebody can work through them from the top. */
function refused(problems: readonly Problem[]): Read<Course> {
  const place = (a: Problem, b: Problem) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1
    return (a.line ?? 0) - (b.line ?? 0)
  }
  const each = new Map(problems.map(problem => [problemLine(problem), problem]))
  return { ok: false, problems: [...each.values()].sort(place) }
}

/** The folder is where `course.yaml` stands, the one nearest to the top if there are several. */
function courseFolder(files: readonly CourseFile[]): Folder {
  const homes = files
    .filter(file => /(?:^|\/)course\.yaml$/.test(file.path))
    .map(file => file.path.slice(0, -11))
  const path = homes.sort((a, b) => a.length - b.length)[0] ?? ''
  const inside = files.filter(
    file => file.path.startsWith(path) && !file.path.slice(path.length).includes('/'),
  )
  return { path, files: new Map(inside.map(file => [file.path.slice(path.length), file])), problems: [] }
}

function missing(folder: Folder, name: string, holds: string): Problem {
  return { file: folder.path + name, line: null, message: `there is no such file; it holds ${holds}` }
}

function sourcesOf(folder: Folder): ReadonlyMap<string, Source> | null {
  const file = folder.files.get('sources.yaml')
  if (!file) {
    folder.problems.push(missing(folder, 'sources.yaml', 'what the footnotes cite'))
    return null
  }
  const read = readSources(file)
  if (read.ok) return read.value
  folder.problems.push(...read.problems)
  return null
}

function glossaryOf(folder: Folder, lessons: readonly string[]): Term[] {
  const file = folder.files.get('glossary.yaml')
  if (!file) {
    folder.problems.push(missing(folder, 'glossary.yaml', 'the words that the course explains'))
    return []
  }
  const read = readGlossary(file)
  if (!read.ok) {
    folder.problems.push(...read.problems)
    return []
  }
  const seen = new Set<string>()
  for (const [index, { term, lesson }] of read.value.entries()) {
    const at = (key: string, message: string) =>
      folder.problems.push({ file: file.path, line: read.lineOf([index, key]), message })
    if (seen.has(term.toLowerCase())) at('term', `«${excerpt(term)}» is explained twice`)
    seen.add(term.toLowerCase())
    if (!lessons.includes(lesson))
      at('lesson', `no lesson «${lesson}» in course.yaml${didYouMean(lesson, lessons)}`)
  }
  return read.value
}

/** A course need not have a check. */
function checkOf(folder: Folder, lessons: readonly string[]): readonly CheckItem[] {
  const file = folder.files.get('check.yaml')
  if (!file) return []
  const read = readCheck(file, lessons)
  if (read.ok) return read.value
  folder.problems.push(...read.problems)
  return []
}

interface LessonFile {
  readonly file: CourseFile
  readonly number: number
  readonly id: string
}

/** The lessons' files by their names, `<n>-<id>.md`, in the order of the numbers. */
function lessonFiles(folder: Folder): LessonFile[] {
  const found: LessonFile[] = []
  for (const [name, file] of folder.files) {
    if (!name.endsWith('.md') || name.toLowerCase() === 'readme.md') continue
    const match = /^([1-9]\d?)-([a-z0-9]+(?:-[a-z0-9]+)*)\.md$/.exec(name)
    const [, number, id] = match ?? []
    if (number !== undefined && id !== undefined) found.push({ file, number: Number(number), id })
    else {
      const message = 'a lesson’s file is called <number>-<id>.md, such as 1-no-answer.md'
      folder.problems.push({ file: file.path, line: null, message })
    }
  }
  return found.sort((a, b) => a.number - b.number || (a.id < b.id ? -1 : 1))
}

function checkOrder(
  ids: readonly string[],
  named: readonly LessonFile[],
  manifest: CourseFile,
  lineOf: LineOf,
  problems: Problem[],
): void {
  for (const [index, id] of ids.entries()) {
    const at = (message: string) =>
      problems.push({ file: manifest.path, line: lineOf(['lessons', index]), message })
    const files = named.filter(lesson => lesson.id === id)
    const file = files[0]
    if (ids.indexOf(id) < index) at(`the lesson «${id}» is listed twice`)
    else if (!file)
      at(
        `no file ${index + 1}-${id}.md${didYouMean(
          id,
          named.map(lesson => lesson.id),
        )}`,
      )
    else if (files.length > 1)
      at(`${files.length} files for the lesson «${id}»: ${files.map(lesson => lesson.file.path).join(', ')}`)
    else if (file.number !== index + 1)
      at(`«${id}» is lesson ${index + 1} here and ${file.number} by its file’s name: move or rename one`)
  }
  for (const { file, id } of named)
    if (!ids.includes(id))
      problems.push({
        file: file.path,
        line: null,
        message: `«${id}» is not among the lessons of course.yaml: add it`,
      })
}

/** What a learner did is kept by the id of the question, so that it names one in the whole course. */
function checkQuestionIds(lessons: readonly Lesson[], problems: Problem[]): void {
  const first = new Map<string, string>()
  for (const lesson of lessons)
    for (const { block } of lesson.pages) {
      if (!isQuestion(block) && block?.kind !== 'recall') continue
      const place = `${lesson.file}:${block.line}`
      const other = first.get(block.id)
      const message = `«${block.id}» is also the id of the question at ${other}: choose another`
      if (other !== undefined) problems.push({ file: lesson.file, line: block.line, message })
      else first.set(block.id, place)
    }
}
