import { DECISIONS, drawnWorld, playWorld } from '../experiment/worlds/worlds.ts'
import { emptyTally, practiceCase } from '../lab/lab.ts'
import { keptLab, labAgain } from './bookmark-lab.ts'
import type { KeptExperiment, KeptFrom, KeptPractice, KeptScreen, KeptSweep } from './bookmark-shape.ts'
import { lessonById, pageById } from './course-places.ts'
import type { LabReturn } from './door.ts'
import { experimentScreen, turnedTo } from './experiment-screen.ts'
import type { ExperimentScreen } from './experiment-state.ts'
import { mapLines } from './map-lines.ts'
import { openMemory } from './memory-screen.ts'
import type { PracticeScreen } from './practice-state.ts'
import { dueQuestion } from './recall.ts'
import type { AppState, Screen } from './state.ts'
import { type SweepScreen, sweepScreen } from './sweep-screen.ts'
import { worldsScreen } from './worlds-screen.ts'

/** What of a screen has to be kept. */
export function keptScreen(screen: Screen): KeptScreen {
  switch (screen.type) {
    case 'map':
    case 'page':
    case 'learned':
    case 'check':
    case 'recall':
      return screen
    case 'memory': {
      const { type, from, found, line, ended } = screen
      return { type, from, found, line, ended }
    }
    case 'practice':
      return keptPractice(screen)
    case 'sweep': {
      const { type, scenario, seeds, columns, playing } = screen
      return {
        type,
        scenario: scenario.id,
        seeds,
        playing,
        columns,
        from: keptFrom(screen.from),
      }
    }
    case 'worlds': {
      const { world: _world, run: _run, ...kept } = screen
      return { ...kept, from: keptFrom(screen.from) }
    }
    case 'experiment': {
      const { outcome: _outcome, experiment, ...kept } = screen
      return { ...kept, experiment: experiment.id, from: keptFrom(screen.from) }
    }
    case 'lab':
      return keptLab(screen, keptFrom(screen.from))
  }
}

function keptFrom(from: LabReturn): KeptFrom {
  return from !== null && 'type' in from ? keptPractice(from) : from
}

function keptPractice({ shown, ...kept }: PracticeScreen): KeptPractice {
  return { ...kept, level: shown.level, seed: shown.seed }
}

/** The screen that was kept; null where the course has no such place any more. */
export function screenAgain(state: AppState, kept: KeptScreen): Screen | null {
  const { course } = state
  switch (kept.type) {
    case 'map': {
      const { ended, ...map } = kept
      if (map.selected >= course.lessons.length + mapLines(state).length) return null
      return ended === undefined ? map : { ...map, ended }
    }
    case 'page':
      return pageById(course, kept.lesson, kept.page) ? kept : null
    case 'learned':
      return kept
    case 'check': {
      const known = kept.items.every(id => course.check.some(item => item.id === id))
      const lesson = kept.lesson === null || lessonById(course, kept.lesson) !== undefined
      return known && lesson && (kept.phase === 'end' || kept.place < kept.items.length) ? kept : null
    }
    case 'recall':
      return kept.place < kept.due.length && kept.due.every(due => dueQuestion(course, due)) ? kept : null
    case 'memory': {
      const { screen } = openMemory(state, kept.from.lesson, kept.from.page)
      if (screen.type !== 'memory') return null
      const { found, line, ended } = kept
      return { ...screen, found, line, ended }
    }
    case 'practice':
      return practiceAgain(kept)
    case 'sweep':
      return sweepAgain(state, kept)
    case 'worlds': {
      const { seed, decision } = kept
      const first = worldsScreen(fromAgain(state, kept.from), seed)
      const decided = DECISIONS[decision ?? -1]
      if (decision !== null && !decided) return null
      const world = drawnWorld(seed)
      return { ...first, ...kept, from: first.from, world, run: playWorld(world, decided?.id ?? null, seed) }
    }
    case 'experiment':
      return experimentAgain(state, kept)
    case 'lab':
      return labAgain(state, kept, fromAgain(state, kept.from))
  }
}

/** Where what was opened leads back to; nowhere where that page is gone. */
export function fromAgain({ course }: AppState, from: KeptFrom): LabReturn {
  if (from === null) return null
  if ('type' in from) return practiceAgain(from)
  return pageById(course, from.lesson, from.page) ? from : null
}

function practiceAgain({ level, seed, ...kept }: KeptPractice): PracticeScreen {
  return { ...kept, shown: practiceCase(level, seed) }
}

function sweepAgain(state: AppState, kept: KeptSweep): SweepScreen | null {
  const scenario = state.scenarios.get(kept.scenario)
  if (!scenario) return null
  const begun = sweepScreen(scenario, kept.seeds, fromAgain(state, kept.from))
  const columns = begun.columns.map(({ choice, tally }) => {
    const counted = kept.columns.find(column => column.choice === choice)?.tally
    return { choice, tally: counted && isWhole(counted) ? counted : tally }
  })
  // Counted over as many seeds in each column, or from the start.
  const even = columns.every(({ tally }) => tally.runs === columns[0]?.tally.runs)
  return even ? { ...begun, columns, playing: kept.playing } : begun
}

type KeptTally = KeptSweep['columns'][number]['tally']

/** Whether a tally counts all that tallies count today. */
function isWhole(tally: KeptTally): tally is KeptTally & SweepScreen['columns'][number]['tally'] {
  const { happened, sums, telling } = emptyTally()
  const has = (all: object, kept: object) => Object.keys(all).every(name => name in kept)
  return has(happened, tally.happened) && has(sums, tally.sums) && has(telling, tally.telling)
}

function experimentAgain(state: AppState, kept: KeptExperiment): ExperimentScreen | null {
  const experiment = state.experiments.get(kept.experiment)
  if (!experiment) return null
  const { dials } = experiment
  const { turned } = kept
  const known = dials.every(({ values }, place) => (turned.dials[place] ?? values.length) < values.length)
  if (!known || turned.dials.length !== dials.length) return null
  if (kept.row > dials.length || (kept.phase !== 'free' && experiment.prediction === null)) return null
  const screen = experimentScreen(experiment, fromAgain(state, kept.from), kept.seed)
  const there = turnedTo({ ...screen, ...kept, experiment, from: screen.from }, turned, 'its end')
  return { ...there, at: Math.min(kept.at, there.outcome.lastsUs), playing: kept.playing }
}
