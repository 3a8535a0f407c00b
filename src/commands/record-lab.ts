import { courseParts, firstState, SPEEDS } from '../app/app.ts'
import { isSandbox } from '../lab/lab.ts'
import { excerpt } from '../model/problem.ts'
import { emptyProgress } from '../progress/progress.ts'
import { detect } from '../terminal/capabilities.ts'
import { encode } from '../terminal/encode.ts'
import type { Grid } from '../terminal/grid.ts'
import type { LookFlags } from '../terminal/traits.ts'
import { filmOf } from '../tui/film.ts'
import { scenarioOf } from './folder.ts'
import { BadInput, EXIT, type ScreenEnv } from './io.ts'
import { openLessons, wholeCourse } from './lessons.ts'
import { readChoice } from './options.ts'
import { openCast, type Size, tellCast } from './recording.ts'
import { readSeed } from './seed-option.ts'

interface LabOptions {
  readonly size: Size
  readonly flags: LookFlags
  readonly keys?: boolean
  readonly force?: boolean
  readonly choose?: readonly string[]
  readonly seed?: string
  readonly speed?: string
}

/** What a cast is made for: whoever plays it has another terminal than whoever made it, and other wishes. */
const ANY_TERMINAL = { TERM: 'xterm-256color' }
const HIDE_CURSOR = '\x1b[?25l'

/** A lab that plays by itself, from its question to its verdict. The same options give the same file, byte for byte. */
export async function recordLab(
  file: string,
  id: string,
  options: LabOptions,
  env: ScreenEnv,
): Promise<number> {
  const lessons = openLessons(env.lessons)
  const scenario = scenarioOf(lessons, id)
  if (isSandbox(scenario))
    throw new BadInput(
      `netsplit: ${id} plays nothing by itself; to record what you do in it: netsplit record ${excerpt(file)} -- lab ${id}`,
    )
  const seed = readSeed(options.seed, scenario.seed)
  const choose = readChoice(options.choose ?? [], scenario)
  const speed = readSpeed(options.speed)
  const { size, keys = false, force = false } = options
  const look = detect(ANY_TERMINAL, { isTTY: true, platform: 'linux' }, options.flags)
  const parts = courseParts(wholeCourse(lessons))
  const state = { ...parts, progress: emptyProgress, size, notice: null, when: 0, scenario, seed }
  const title = `netsplit: ${scenario.title}`
  const cast = openCast(file, force, () => ({ ...size, title, env: ANY_TERMINAL }))
  try {
    let shown: Grid | null = null
    let lastUs = 0
    for (const { atUs, grid, typed } of filmOf(firstState(state), { choose, speed, look })) {
      if (typed !== null && keys) cast.add(atUs, 'i', typed)
      const bytes = (shown === null ? HIDE_CURSOR : '') + encode(shown, grid)
      if (bytes !== '') cast.add(atUs, 'o', bytes)
      shown = grid
      lastUs = atUs
    }
    // A player stops at the last event, and the last screen is there to be read.
    cast.add(lastUs, 'o', '')
  } finally {
    cast.close()
  }
  tellCast(cast, file, env)
  return EXIT.DONE
}

function readSpeed(text: string | undefined): number | null {
  if (text === undefined) return null
  const speed = SPEEDS.find(known => text === String(known))
  if (speed !== undefined) return speed
  throw new BadInput(
    `netsplit: --speed «${excerpt(text)}» should be one of ${SPEEDS.join(', ')}: virtual seconds in a second`,
  )
}
