import type { Misconception } from '../model/misconceptions.ts'

/** One file of a course folder, as text: reading the disk is somebody else's business. */
export interface CourseFile {
  readonly path: string
  readonly text: string
}

/** Everything that a course folder says, checked: what is here can be shown as it is. */
export interface Course {
  readonly title: string
  readonly lessons: readonly Lesson[]
  readonly sources: ReadonlyMap<string, Source>
  readonly glossary: readonly Term[]
  /** What is asked before the course and after it; empty where a course has no check. */
  readonly check: readonly CheckItem[]
  /** For whoever leads a workshop, and nobody else. */
  readonly facilitation: Facilitation
}

/** What a course tells whoever leads a workshop with it. */
export interface Facilitation {
  readonly notes: readonly FacilitatorNote[]
  readonly plans: readonly WorkshopPlan[]
}

export const NO_FACILITATION: Facilitation = { notes: [], plans: [] }

/** On a page, by its index from 0: what to ask the room, what it will say, what to point at. */
export interface FacilitatorNote {
  readonly lesson: string
  readonly page: number
  readonly ask: string | null
  readonly hear: string | null
  readonly point: string | null
}

/** How a workshop of so many minutes goes, step by step. */
export interface WorkshopPlan {
  readonly id: string
  readonly title: string
  readonly minutes: number
  readonly steps: readonly PlanStep[]
}

/** What is done, and for how long; on which page, where it is about one. */
export interface PlanStep {
  readonly minutes: number
  readonly do: string
  readonly lesson: string | null
  readonly page: number | null
}

/** Where a fact comes from. `authors` is a list of names, or text that is shown as it is. */
export interface Source {
  readonly title: string
  readonly authors: string | readonly string[] | null
  readonly year: number | string | null
  /** An address, a DOI or a venue. */
  readonly where: string | null
  readonly note: string | null
}

/** A word of the field and what it means, in one sentence; `lesson` is the id of the lesson that teaches it. */
export interface Term {
  readonly term: string
  readonly says: string
  readonly lesson: string
}

export type Objective = 'O1' | 'O2' | 'O3' | 'O4'

/** One thing that the check asks for, in two forms with other stories, and the lesson that teaches it. */
export interface CheckItem {
  readonly id: string
  readonly objective: Objective
  readonly lesson: string
  readonly forms: { readonly A: Quiz; readonly B: Quiz }
  readonly file: string
}

/** A sitting or two of reading and trying: pages, one after the other. */
export interface Lesson {
  readonly id: string
  /** Its place in the course, from 1. */
  readonly number: number
  readonly title: string
  /** About how long it takes, labs included. */
  readonly minutes: number
  /** One line for the course map, at most 60 columns. */
  readonly summary: string
  readonly objectives: readonly Objective[]
  readonly pages: readonly Page[]
  readonly file: string
}

/** What the learner sees at once: a heading, some text, and at most one thing to do, which comes last. */
export interface Page {
  readonly title: Prose
  readonly passages: readonly Passage[]
  /** The text without what tells of a run that the learner may not have made; null where nothing does. */
  readonly unplayed: readonly Passage[] | null
  readonly block: Block | null
  /** The sources that the page cites: note n stands at n - 1. */
  readonly notes: readonly Note[]
  /** The line of the heading in the lesson's file. */
  readonly line: number
}

/** A footnote of a page: the id of its source, the source in a few words, and those with its title. */
interface Note {
  readonly source: string
  readonly short: string
  readonly titled: string
}

/** Text within a paragraph: words in their styles, and the marks of footnotes. */
export type Prose = readonly Inline[]

export type Inline =
  | {
      readonly kind: 'words'
      readonly text: string
      readonly strong: boolean
      readonly tone: 'plain' | 'emphasis' | 'code' | 'address'
    }
  /** `number` counts from 1 on each page. */
  | { readonly kind: 'note'; readonly source: string; readonly number: number }

/** A piece of a page's text that stands on lines of its own. `line` is the line of the file on which it begins. */
export type Passage =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: Prose }
  /** A drawing, and what it says in words, for whoever hears the page; null where it can be read out as it stands. */
  | {
      readonly kind: 'code'
      readonly lines: readonly string[]
      readonly says: string | null
      readonly line: number
    }
  | { readonly kind: 'quote'; readonly passages: readonly Passage[] }
  | List
  | Table

/** `start` is the first number, or null for bullets; in a `loose` list a blank line stands between the items. */
export interface List {
  readonly kind: 'list'
  readonly start: number | null
  readonly loose: boolean
  readonly items: readonly (readonly Passage[])[]
}

export interface Table {
  readonly kind: 'table'
  readonly aligns: readonly ('left' | 'right' | 'center')[]
  readonly head: readonly Prose[]
  readonly rows: readonly (readonly Prose[])[]
  readonly line: number
}

/** What the learner does on a page. */
export type Block = Question | Door | Fallacies
export type Question = Predict | Quiz
/** What leads from a page to something live, and back. */
export type Door = Lab | ExperimentDoor | SweepDoor | Recall | WorldsDoor

/** Whether a page's block asks something on the page itself. */
export function isQuestion(block: Block | null | undefined): block is Question {
  return block?.kind === 'predict' || block?.kind === 'quiz'
}

export function isDoor(block: Block | null | undefined): block is Door {
  return block !== null && block !== undefined && block.kind !== 'fallacies' && !isQuestion(block)
}

/** Asked before something is shown. No option is wrong to choose; `outcome` is the place of what really happens. */
export interface Predict {
  readonly kind: 'predict'
  readonly id: string
  readonly ask: Prose
  readonly options: readonly PredictOption[]
  readonly outcome: number
  /** Why it came out so, told on the page behind what showed it; null where that page says it by itself. */
  readonly because: Prose | null
  readonly line: number
}

/** `says` tells what it means that somebody thinks so; `misconception` is as in a quiz. */
export interface PredictOption {
  readonly id: string
  readonly text: Prose
  readonly says: Prose
  readonly misconception: Misconception | null
}

/** A question with exactly one right option. */
export interface Quiz {
  readonly kind: 'quiz'
  readonly id: string
  readonly ask: Prose
  readonly options: readonly QuizOption[]
  readonly line: number
}

/** `misconception` is null for the right option alone. */
export interface QuizOption {
  readonly text: Prose
  readonly right: boolean
  readonly says: Prose
  readonly misconception: Misconception | null
}

/** A door into a live cluster: the id of a scenario, and what to do there. */
export interface Lab {
  readonly kind: 'lab'
  readonly scenario: string
  readonly goal: Prose
  readonly line: number
}

/** A door into an experiment: its id, and what to see there. */
export interface ExperimentDoor {
  readonly kind: 'experiment'
  readonly experiment: string
  readonly goal: Prose
  readonly line: number
}

/** A door to many runs of a scenario, under each of its choices: how many seeds, and what to look for. */
export interface SweepDoor {
  readonly kind: 'sweep'
  readonly scenario: string
  readonly seeds: number
  readonly goal: Prose
  readonly line: number
}

/** A door into the four worlds behind one timeout: the seed of the first, and what to do there. */
export interface WorldsDoor {
  readonly kind: 'worlds'
  readonly seed: number
  readonly goal: Prose
  readonly line: number
}

/** What a door is called on its page. */
export const DOOR_WORDS: Readonly<Record<Door['kind'], string>> = {
  lab: 'Lab',
  experiment: 'Experiment',
  sweep: 'Sweep',
  recall: 'Recall',
  worlds: 'Four worlds',
}

/** A list to be said from memory, one item after the other: `goal` says what of. */
export interface Recall {
  readonly kind: 'recall'
  readonly id: string
  readonly goal: Prose
  readonly items: readonly RecallItem[]
  /** Words that may stand in an answer about any of the items. */
  readonly beside: readonly string[]
  readonly line: number
}

/** Something to be remembered, and what else is taken for it, in words that need not stand in this order. */
export interface RecallItem {
  readonly id: string
  readonly text: Prose
  /** What it is about, as a hint; null where there is none. */
  readonly theme: string | null
  /** What it is called for short: enough where nothing else is said of it. */
  readonly names: readonly string[]
  /** Other ways to say it; words between slashes are choices. */
  readonly accept: readonly string[]
}

/** The map of the eight fallacies, each with the learner's own figures from its experiment: belief n stands at n - 1. */
export interface Fallacies {
  readonly kind: 'fallacies'
  readonly beliefs: readonly Prose[]
  readonly line: number
}

/** Prose as bare text, without styles and footnotes. */
export function proseText(prose: Prose): string {
  return prose.map(part => (part.kind === 'words' ? part.text : '')).join('')
}
