import { pageById } from './course-places.ts'
import { openExperiment } from './experiment-screen.ts'
import { openLab } from './lab-screen.ts'
import { openMemory } from './memory-screen.ts'
import type { AppState, PageScreen } from './state.ts'
import { sweepScreen } from './sweep-screen.ts'
import { worldsScreen } from './worlds-screen.ts'

/** Opens what the page leads to. */
export function throughDoor(state: AppState, { lesson, page }: PageScreen): AppState {
  const block = pageById(state.course, lesson, page)?.block
  if (block?.kind === 'lab') return openLab(state, block.scenario, { lesson, page })
  if (block?.kind === 'sweep') {
    const scenario = state.scenarios.get(block.scenario)
    return scenario ? { ...state, screen: sweepScreen(scenario, block.seeds, { lesson, page }) } : state
  }
  if (block?.kind === 'recall') return openMemory(state, lesson, page)
  if (block?.kind === 'worlds') return { ...state, screen: worldsScreen({ lesson, page }, block.seed) }
  return block?.kind === 'experiment' ? openExperiment(state, block.experiment, { lesson, page }) : state
}
