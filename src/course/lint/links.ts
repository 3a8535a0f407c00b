import { findWithVariants, isSandbox } from '../../lab/lab.ts'
import { pageText, termsOn } from '../glossary.ts'
import { type Block, type Course, isQuestion, type Lesson, proseText } from '../types.ts'
import { type Finding, fault, hint, lineOf, literally, type Subject } from './finding.ts'

const GLOSSARY = 'glossary.yaml'
const COURSE_FILE =
  /^(?:[^/]+\.md|(?:course|sources|glossary|check|challenges|notes|plans)\.yaml|(?:scenarios|experiments)\/[^/]+\.yaml)$/

/** What is there and used by nothing: sources, words, scenarios, experiments, files. */
export function linkFindings(subject: Subject): readonly Finding[] {
  const strays = subject.files
    .filter(({ path }) => !COURSE_FILE.test(path))
    .map(({ path }) =>
      hint('stray-file', path, null, 'no part of a course has this name: rename or delete it'),
    )
  const { course } = subject
  if (course === null) return strays
  return [
    ...strays,
    ...sourceFindings(course, subject),
    ...termFindings(course, subject),
    ...liveFindings(course, subject),
  ]
}

function sourceFindings(course: Course, subject: Subject): readonly Finding[] {
  const cited = new Set(
    course.lessons.flatMap(({ pages }) => pages.flatMap(({ notes }) => notes.map(({ source }) => source))),
  )
  return [...course.sources.keys()]
    .filter(id => !cited.has(id))
    .map(id => {
      const line = lineOf(subject, 'sources.yaml', new RegExp(`^["']?${literally(id)}["']?\\s*:`))
      return fault(
        'unused-source',
        'sources.yaml',
        line,
        `no footnote cites «${id}»: cite it with [^${id}], or delete it`,
      )
    })
}

function termFindings(course: Course, subject: Subject): readonly Finding[] {
  const others = subject.files.filter(({ path }) => !path.endsWith('.md') && path !== GLOSSARY)
  return course.glossary.flatMap(({ term, lesson: id }) => {
    const only = { ...course, glossary: course.glossary.filter(known => known.term === term) }
    const uses = (text: string) => termsOn(only, text).length > 0
    const usedIn = course.lessons.filter(lesson => uses(lessonWords(lesson)))
    if (usedIn.some(lesson => lesson.id === id)) return []
    const line = lineOf(subject, GLOSSARY, new RegExp(`term:\\s*["']?${literally(term)}`))
    if (usedIn.length > 0) {
      const where = usedIn.map(lesson => lesson.id).join(', ')
      return [
        hint(
          'misplaced-term',
          GLOSSARY,
          line,
          `«${term}» is given to the lesson ${id}, and is used in ${where} alone`,
        ),
      ]
    }
    if (others.some(({ text }) => uses(text))) return []
    return [
      hint('unused-term', GLOSSARY, line, `nothing in this course says «${term}»: use it, or delete it`),
    ]
  })
}

/** Everything that a lesson says, explanations included. */
function lessonWords({ pages }: Lesson): string {
  return pages
    .flatMap(page => [
      pageText(page),
      ...(isQuestion(page.block) ? page.block.options.map(({ says }) => proseText(says)) : []),
    ])
    .join('\n')
}

function liveFindings({ lessons }: Course, subject: Subject): readonly Finding[] {
  const { scenarios, experiments, challenges } = subject
  const opened = new Set(lessons.flatMap(({ pages }) => pages.flatMap(({ block }) => idsOpened(block))))
  for (const { scenario } of challenges) opened.add(scenario)
  const unused = (what: 'scenario' | 'experiment', id: string) =>
    hint(
      `unopened-${what}`,
      `${what}s/${id}.yaml`,
      null,
      `no page opens «${id}»: add a block that does, or delete it`,
    )
  return [
    ...scenarios
      .filter(scenario => !isSandbox(scenario) && !opened.has(scenario.id))
      .filter(({ id }) => findWithVariants(id, () => undefined) === undefined)
      .map(({ id }) => unused('scenario', id)),
    ...experiments.filter(({ id }) => !opened.has(id)).map(({ id }) => unused('experiment', id)),
  ]
}

function idsOpened(block: Block | null): readonly string[] {
  switch (block?.kind) {
    case 'experiment':
      return [block.experiment]
    case 'lab':
    case 'sweep':
      return [block.scenario]
    default:
      return []
  }
}
