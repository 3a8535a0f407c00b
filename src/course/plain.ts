import { type Line, plain, span, wrap, wrapWhole } from '../terminal/text.ts'
import { layoutPassages, TEXT_COLUMNS_MAX } from './flow.ts'
import { pageText, sortedTerms, termsOn } from './glossary.ts'
import { proseLine, type Style } from './prose.ts'
import { rightOption } from './question.ts'
import { fullSource } from './sources.ts'
import {
  type Block,
  type Course,
  DOOR_WORDS,
  type Door,
  isQuestion,
  type Lesson,
  type Page,
  type Predict,
  type Prose,
  type Quiz,
  type Term,
} from './types.ts'

/**
 * A lesson as plain text, for pipes and screen readers: pages in order under numbered headings, each question with its
 * answers and what they mean, and at the end the words of the glossary and the sources in full. It holds no escape
 * codes, ends with a newline, and no line but a drawing is wider than `width` columns or 72.
 */
export function lessonText(course: Course, lesson: Lesson, options: { readonly width: number }): string {
  const width = Math.max(20, Math.min(options.width, TEXT_COLUMNS_MAX))
  const cited: string[] = []
  const style = plainStyle(cited)
  const minutes = `About ${lesson.minutes} ${lesson.minutes === 1 ? 'minute' : 'minutes'}.`
  const parts: Line[][] = [
    wrap([span(`Lesson ${lesson.number}: ${lesson.title}`)], width),
    wrap([span(`${lesson.summary}. ${minutes}`)], width),
    ...lesson.pages.flatMap((page, index) => pageParts(page, `${lesson.number}.${index + 1}`, width, style)),
  ]
  const terms = termsOn(course, lesson.pages.map(pageText).join('\n'))
  if (terms.length > 0) parts.push([[span('Words')]], termLines(terms, width))
  const sources = cited.map((id, index) => {
    const source = course.sources.get(id)
    const mark = `[${index + 1}] `
    return wrapWhole(mark + (source ? fullSource(source) : id), width, mark.length).map(line => [span(line)])
  })
  if (sources.length > 0) parts.push([[span('Sources')]], sources.flat())
  return `${parts.map(linesText).join('\n\n')}\n`
}

/** All words of the course, from A to Z, as plain text: each with what it says and the lesson that brings it. */
export function glossaryText(course: Course, options: { readonly width: number }): string {
  const width = Math.max(20, Math.min(options.width, TEXT_COLUMNS_MAX))
  const lines = sortedTerms(course).flatMap(({ term, says, lesson }) => {
    const from = course.lessons.find(({ id }) => id === lesson)
    const where = from ? ` (lesson ${from.number})` : ''
    return wrap([span(`${term}: ${says}${where}`)], width, 2)
  })
  return `${linesText(lines)}\n`
}

function termLines(terms: readonly Term[], width: number): Line[] {
  return terms.flatMap(({ term, says }) => wrap([span(`${term}: ${says}`)], width, 2))
}

/** A source gets its number when it is first cited; the same one has the same number in the whole lesson. */
function plainStyle(cited: string[]): Style {
  const note = (source: string) => {
    if (!cited.includes(source)) cited.push(source)
    return `[${cited.indexOf(source) + 1}]`
  }
  return { quoteBar: '> ', tableRule: '-', note, noteGap: '' }
}

function pageParts(page: Page, number: string, width: number, style: Style): Line[][] {
  const parts = [wrap([span(`${number} `), ...proseLine(page.title, style)], width)]
  if (page.passages.length > 0) parts.push(layoutPassages(page.passages, width, style))
  if (page.block) parts.push(...blockParts(page.block, width, style))
  return parts
}

function blockParts(block: Block, width: number, style: Style): Line[][] {
  if (block.kind === 'fallacies')
    return [block.beliefs.flatMap((belief, index) => hung(`${index + 1}. `, proseLine(belief, style), width))]
  if (block.kind === 'recall') {
    const goal = wrap([span(`${DOOR_WORDS.recall}: `), ...proseLine(block.goal, style)], width)
    return [goal, block.items.flatMap(({ text }) => hung('  - ', proseLine(text, style), width))]
  }
  if (!isQuestion(block)) {
    const words = `${DOOR_WORDS[block.kind]}: ${doorCommand(block)} — `
    return [wrap([span(words), ...proseLine(block.goal, style)], width)]
  }
  const ask = wrap(
    [span(block.kind === 'quiz' ? 'Question: ' : 'Predict: '), ...proseLine(block.ask, style)],
    width,
  )
  const options = block.options.flatMap((option, index) =>
    hung(`  ${letter(index)}) `, proseLine(option.text, style), width),
  )
  const right = rightOption(block)
  const told = block.kind === 'quiz' ? 'The answer is' : 'What happens is'
  const answer = [span(`${told} ${letter(right)}: `), ...proseLine(block.options[right]?.text ?? [], style)]
  const meanings = block.kind === 'quiz' ? quizMeanings(block, right) : predictMeanings(block)
  const explained = meanings.flatMap(({ place, lead, says }) =>
    hung(`  ${letter(place)}) `, [span(lead), ...proseLine(says, style)], width),
  )
  const head: Line[][] = block.kind === 'quiz' ? [] : [wrap([span('What each choice says:')], width)]
  return [ask, options, wrap(answer, width), ...head, explained]
}

/** What opens from a shell what the page leads to. */
function doorCommand(door: Exclude<Door, { kind: 'recall' }>): string {
  switch (door.kind) {
    case 'lab':
      return `netsplit lab ${door.scenario}`
    case 'experiment':
      return `netsplit lab ${door.experiment}`
    case 'worlds':
      return 'netsplit lab four-worlds'
    case 'sweep':
      return `netsplit sweep ${door.scenario} --choose CHOICE --seeds ${door.seeds}`
  }
}

interface Meaning {
  readonly place: number
  readonly lead: string
  readonly says: Prose
}

/** Why each option is right or not, the right one first: it is what a reader looks for. */
function quizMeanings(quiz: Quiz, right: number): Meaning[] {
  const all = quiz.options.map((option, place): Meaning => {
    return { place, lead: option.right ? 'Right. ' : 'Not right. ', says: option.says }
  })
  return [...all.filter(({ place }) => place === right), ...all.filter(({ place }) => place !== right)]
}

function predictMeanings(predict: Predict): Meaning[] {
  return predict.options.map((option, place) => ({ place, lead: '', says: option.says }))
}

function hung(mark: string, text: Line, width: number): Line[] {
  const [first = [], ...rest] = wrap(text, width - mark.length)
  return [[span(mark), ...first], ...rest.map(line => [span(' '.repeat(mark.length)), ...line])]
}

function letter(index: number): string {
  return 'abcdefghijklmnopqrstuvwxyz'.charAt(index)
}

function linesText(lines: readonly Line[]): string {
  return lines.map(line => plain(line).trimEnd()).join('\n')
}
