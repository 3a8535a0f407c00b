/** The course: Markdown and YAML as text, checked and laid out as lines. `lessons/README.md` says how it is written. */

export { contentProblems, PAGE_ROWS } from './content.ts'
export { TEXT_COLUMNS_MAX } from './flow.ts'
export { pageText, termsOn } from './glossary.ts'
export { layoutPage, type PageLayout, pageRows } from './layout.ts'
export { MISCONCEPTION_IDS, type Misconception, misconceptions } from './misconceptions.ts'
export { type Known, parseCourse } from './parse.ts'
export { lessonText } from './plain.ts'
export { layoutQuestion, type Outcome, optionLines, type QuestionState, rightOption } from './question.ts'
export { fullSource } from './sources.ts'
export {
  type Block,
  type Course,
  type CourseFile,
  type Lab,
  type Lesson,
  type Objective,
  type Page,
  type Predict,
  proseText,
  type Question,
  type Quiz,
  type Source,
  type Term,
} from './types.ts'
