import type { CourseFile } from '../types.ts'
import { EXPERIMENT, SCENARIO } from './live.ts'
import { THE_CUT, THE_DISTANCE } from './pages.ts'

const COURSE = `# The title, and the lessons in order. The file of lesson 1 is called 1-the-cut.md.
title: A course of my own
lessons:
  - the-cut
  - the-distance
`

const SOURCES = `# What footnotes cite, by an id of your own: [^waldo-1994]. Only the title is required.
waldo-1994:
  title: A Note on Distributed Computing
  authors: [Jim Waldo, Geoff Wyant, Ann Wollrath, Sam Kendall]
  year: 1994
  where: Sun Microsystems Laboratories, SMLI TR-94-29
`

const GLOSSARY = `# The words that the course explains, each in one sentence, and the lesson that teaches it.
- term: replica
  says: A machine that holds a copy of the data.
  lesson: the-cut
- term: round trip
  says: The way of a message to another machine, and of the answer back.
  lesson: the-distance
`

/** A small course that works: what an author begins with. Every kind of file and nearly every kind of page occurs. */
export const STARTER: readonly CourseFile[] = [
  { path: 'course.yaml', text: COURSE },
  { path: 'sources.yaml', text: SOURCES },
  { path: 'glossary.yaml', text: GLOSSARY },
  { path: '1-the-cut.md', text: THE_CUT },
  { path: '2-the-distance.md', text: THE_DISTANCE },
  { path: 'scenarios/first-cut.yaml', text: SCENARIO },
  { path: 'experiments/ten-calls.yaml', text: EXPERIMENT },
]
