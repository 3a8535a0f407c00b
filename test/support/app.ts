import {
  type AppState,
  createStore,
  type Effect,
  firstState,
  keymap,
  type NewEvent,
  placeOf,
  type Store,
  type WayBack,
} from '../../src/app/app.ts'
import { position } from '../../src/lab/lab.ts'
import { emptyProgress, type Progress } from '../../src/progress/progress.ts'
import { remembered } from '../experiment/remembered.ts'
import { shippedCourse } from './course.ts'

const { course, scenarios, challenges, ...shipped } = shippedCourse()
const experiments = shipped.experiments.map(remembered)

/** An app on the shipped course with a clock of its own, driven key by key, that remembers what it wanted done. */
export interface TestApp {
  readonly store: Store
  readonly effects: Effect[]
  readonly state: () => AppState
  /** Presses keys by their names, through the keymap, as the screens do. A key that means nothing does nothing. */
  readonly press: (...keys: readonly string[]) => void
  readonly send: (event: NewEvent) => void
  /** Takes an option of the menu that has the focus, by its place from 0. */
  readonly take: (option: number) => void
  /**
   * Lets time pass in frames until the cluster stops or a minute is over. A question that a choice has brought up is
   * answered with its first option.
   */
  readonly watch: () => void
}

export function testApp(
  options: {
    readonly progress?: Progress
    readonly size?: { readonly columns: number; readonly rows: number }
    readonly scenario?: string
    readonly experiment?: string
    readonly worlds?: boolean
    readonly seed?: number
    readonly motion?: boolean
    readonly inRoom?: boolean
    readonly wayBack?: WayBack
    /** The wall clock at the start. */
    readonly when?: number
  } = {},
): TestApp {
  const effects: Effect[] = []
  let now = options.when ?? 1_000_000
  const scenario = scenarios.find(({ id }) => id === options.scenario)
  const experiment = experiments.find(({ id }) => id === options.experiment)
  const first = firstState({
    course,
    scenarios: new Map(scenarios.map(known => [known.id, known])),
    challenges,
    experiments: new Map(experiments.map(known => [known.id, known])),
    progress: options.progress ?? emptyProgress,
    size: options.size ?? { columns: 80, rows: 24 },
    notice: null,
    when: now,
    motion: options.motion ?? true,
    inRoom: options.inRoom ?? false,
    wayBack: options.wayBack ?? null,
    ...(scenario ? { scenario } : {}),
    ...(experiment ? { experiment } : {}),
    ...(options.worlds ? { worlds: true } : {}),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  })
  const tick = () => {
    now += 1000
    return now
  }
  const store = createStore(first, tick, effect => effects.push(effect))
  const press = (...keys: readonly string[]) => {
    for (const key of keys) {
      const command = keymap(placeOf(store.state()), key)
      if (command) store.dispatch({ type: 'command', command })
    }
  }
  const moving = () => {
    const { screen } = store.state()
    if (screen.type === 'experiment' || screen.type === 'worlds') return screen.playing
    return screen.type === 'lab' && screen.phase === 'live' && screen.playing
  }
  return {
    store,
    effects,
    state: store.state,
    press,
    send: store.dispatch,
    take: option => store.dispatch({ type: 'selected', option }),
    watch: () => {
      const { screen } = store.state()
      if (screen.type === 'lab' && screen.phase === 'predict' && position(screen.run) > 0)
        store.dispatch({ type: 'selected', option: 0 })
      for (let frame = 0; frame < 1200 && moving(); frame += 1)
        store.dispatch({ type: 'frame', elapsedMs: 50 })
    },
  }
}
