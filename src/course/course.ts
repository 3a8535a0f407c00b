/** The course: Markdown and YAML as text, checked and laid out as lines. `lessons/README.md` says how it is written. */

export { MISCONCEPTION_IDS } from '../model/misconceptions.ts'
export { contentProblems } from './content.ts'
export { type Contents, readContents, type SoundContents } from './contents.ts'
export { TEXT_COLUMNS_MAX } from './flow.ts'
export { pageText, sortedTerms, termsOn } from './glossary.ts'
export { layoutPage, pageRows } from './layout.ts'
export { parseCourse } from './parse.ts'
export { glossaryText, lessonText } from './plain.ts'
export { pageAsPlayed } from './played.ts'
export { layoutQuestion, type Outcome, optionLines, type QuestionState, rightOption } from './question.ts'
export { hear } from './recall.ts'
export { doorOf, settledLines, settledOn, settledRows } from './settled.ts'
export {
  type CheckItem,
  type Course,
  type CourseFile,
  type Door,
  type FacilitatorNote,
  type Fallacies,
  isDoor,
  isQuestion,
  type Lesson,
  type Page,
  proseText,
  type Question,
  type Quiz,
  type RecallItem,
  type Term,
  type WorkshopPlan,
} from './types.ts'
