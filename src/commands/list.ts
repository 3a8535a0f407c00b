import type { Lesson } from '../course/course.ts'
import { findDataFolder } from '../effects/data-folder.ts'
import { openProgressFile } from '../effects/progress-file.ts'
import type { Experiment } from '../experiment/experiment.ts'
import type { Scenario } from '../lab/lab.ts'
import { experimentRecords, lessonProgress, type Progress, scenarioRuns } from '../progress/progress.ts'
import { clip, columns, pad } from '../terminal/text.ts'
import { FOUR_WORLDS } from './folder.ts'
import { aside, EXIT, print, type ScreenEnv } from './io.ts'
import { openLessons, wholeCourse } from './lessons.ts'

/** An id, what has been done, how long it takes, and what it is. */
type Row = readonly [id: string, done: string, time: string, what: string]

const LIST_WIDTH_MAX = 100

/** `netsplit list`: the lessons, the scenarios and then the experiments, a line each, with what this learner has done. */
export async function list(io: ScreenEnv): Promise<number> {
  const { course, scenarios, experiments } = wholeCourse(openLessons(io.lessons))
  const loaded = await openProgressFile(await findDataFolder(io.env)).load()
  for (const message of loaded.messages) aside(io, `${message}\n`)
  const rows = [
    ...course.lessons.map(lesson => lessonRow(lesson, loaded.progress)),
    ...scenarios.map(scenario => scenarioRow(scenario, loaded.progress)),
    ...experiments.map(experiment => experimentRow(experiment, loaded.progress)),
    ...(leadsToWorlds(course.lessons) ? [worldsRow(loaded.progress)] : []),
  ]
  // Cut where a terminal would break the line; a pipe gets all of it.
  const width = io.stdout.isTTY ? io.stdout.columns : LIST_WIDTH_MAX
  print(io, table(rows, width))
  return EXIT.DONE
}

function lessonRow({ id, number, title, minutes, pages }: Lesson, progress: Progress): Row {
  const { doneWhen, stopped, furthest } = lessonProgress(progress, id)
  const reached = Math.min(furthest + 1, pages.length)
  const state =
    doneWhen !== null ? 'done' : stopped !== null ? `page ${reached} of ${pages.length}` : 'not yet'
  return [id, state, `${minutes} min`, `lesson ${number}: ${title}`]
}

function scenarioRow({ id, summary }: Scenario, progress: Progress): Row {
  const runs = scenarioRuns(progress, id)
  const made = runs.length === 1 ? '1 run' : `${runs.length} runs`
  return [id, runs.length === 0 ? 'not yet' : made, '', `lab: ${summary}`]
}

function experimentRow({ id, title }: Experiment, progress: Progress): Row {
  const seen = experimentRecords(progress, id).length > 0
  return [id, seen ? 'done' : 'not yet', '', `experiment: ${title}`]
}

/** Whether the four worlds belong to a course: to one with a page that leads to them. */
function leadsToWorlds(lessons: readonly Lesson[]): boolean {
  return lessons.some(({ pages }) => pages.some(({ block }) => block?.kind === 'worlds'))
}

function worldsRow(progress: Progress): Row {
  const seen = experimentRecords(progress, FOUR_WORLDS).length > 0
  return [FOUR_WORLDS, seen ? 'done' : 'not yet', '', 'lab: Four worlds, one timeout']
}

function table(rows: readonly Row[], width: number): string {
  const widest = (place: 0 | 1 | 2) => Math.max(0, ...rows.map(row => columns(row[place])))
  const [ids, states, times] = [widest(0), widest(1), widest(2)]
  return rows
    .map(([id, done, time, what]) => {
      const line = `${pad(id, ids)}  ${pad(done, states)}  ${pad(time, times, 'right')}  ${what}`
      return `${clip(line, width)}\n`
    })
    .join('')
}
