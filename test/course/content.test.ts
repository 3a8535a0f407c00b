import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contentProblems, parseCourse } from '../../src/course/course.ts'
import { problemLine } from '../../src/model/problem.ts'
import { faults, onePage } from './sample.ts'

const FOLDER = new URL('../../lessons/', import.meta.url)

function names(path: string): string[] {
  return readdirSync(new URL(path, FOLDER)).sort()
}

/** The course that netsplit ships. */
function shipped() {
  const files = names('.')
    .filter(name => /\.(?:md|yaml)$/.test(name))
    .map(name => ({ path: `lessons/${name}`, text: readFileSync(new URL(name, FOLDER), 'utf8') }))
  const scenarios = names('scenarios/').map(name => name.replace(/\.yaml$/, ''))
  const experiments = names('experiments/').map(name => name.replace(/\.yaml$/, ''))
  return parseCourse(files, { scenarios, experiments })
}

test('our own course has no fault', () => {
  const read = shipped()
  const problems = read.ok ? contentProblems(read.value) : read.problems
  expect(problems.map(problemLine)).toEqual([])
})

test('the examples of the guide are as it says', () => {
  const guide = readFileSync(new URL('README.md', FOLDER), 'utf8')
  const blocks = [...guide.matchAll(/^````markdown\n(```[\s\S]*?)\n````$/gm)].map(match => match[1] ?? '')
  expect(blocks.map(block => block.split('\n')[0])).toEqual([
    '```predict',
    '```quiz',
    '```lab',
    '```experiment',
    '```sweep',
    '```recall',
    '```fallacies',
    '```worlds',
  ])
  for (const block of blocks) expect(faults(onePage(block))).toEqual([])
  const sources = /^```yaml\n([\s\S]*?)^```$/m.exec(guide)?.[1] ?? ''
  const lesson = /^```markdown\n([\s\S]*?)^```$/m.exec(guide)?.[1] ?? ''
  const changes = { 'sources.yaml': `${sources}waldo-1994: {title: a}\n`, '1-no-answer.md': lesson }
  expect(faults(changes)).toEqual([])
})
