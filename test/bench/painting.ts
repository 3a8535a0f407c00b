import { PassThrough } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type AppState,
  courseParts,
  createStore,
  firstState,
  isMoving,
  type Store,
} from '../../src/app/app.ts'
import { openLessons, wholeCourse } from '../../src/commands/lessons.ts'
import { createScreenWriter } from '../../src/effects/screen-writer.ts'
import { emptyProgress } from '../../src/progress/progress.ts'
import { encode } from '../../src/terminal/encode.ts'
import { compose } from '../../src/tui/compose.ts'
import { createPainter } from '../../src/tui/painter.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { cpuMs } from './cpu.ts'
import type { Measure } from './measures.ts'
import { referenceBytes } from './reference-encoder.ts'

const LOOK = { depth: 16, background: 'unknown', unicode: true } as const
const SIZE = { columns: 80, rows: 24 }
const FRAME_MS = 1000 / 15
const FRAMES = 300
/** Of the frames that plain Ink is to draw, since it takes so much longer. */
const PEER_FRAMES = 100
/** The two marks of synchronized output, which are counted apart. */
const MARKS_BYTES = 16

/** The state before an animation's frame, and after it. */
type Frame = readonly [before: AppState, after: AppState]

/** What a playing lab costs at 80x24, a frame: in bytes, and in the processor's time. */
export async function painting(lessons: string): Promise<readonly Measure[]> {
  const frames = play(openLab(lessons), (store, elapsedMs) => store.dispatch({ type: 'frame', elapsedMs }))
  const ticks = ticksMs(lessons)
  // Last, when V8 has compiled all of it: what is measured against must not be the slower one for being first.
  const alone = composingMs(frames)
  const ink = await plainInk(frames.slice(0, PEER_FRAMES))
  const own = bytesOf(frames.slice(0, PEER_FRAMES)).own / PEER_FRAMES
  return [
    bytes(frames),
    peer('plain Ink, bytes', `${Math.round(ink.bytes)} bytes a frame`, 'ours', ink.bytes / own),
    tick(ticks / FRAMES, alone / FRAMES),
    peer('plain Ink, a frame', `${ink.ms.toFixed(2)} ms`, 'a tick of ours', ink.ms / (ticks / FRAMES)),
  ]
}

function bytes(frames: readonly Frame[]): Measure {
  const { own, reference } = bytesOf(frames)
  const ratio = own / reference
  return {
    name: 'bytes of a frame',
    figure: `${Math.round(own / frames.length)} (and ${MARKS_BYTES} marks)`,
    against: `changed cells, ${Math.round(reference / frames.length)}`,
    ratio,
    goal: 'at most 1.1',
    met: ratio <= 1.1,
  }
}

function tick(ms: number, aloneMs: number): Measure {
  return {
    name: 'a tick of the lab',
    figure: `${ms.toFixed(2)} ms`,
    against: `composing and diffing, ${aloneMs.toFixed(2)} ms`,
    ratio: ms / aloneMs,
    goal: 'at most 3',
    met: ms <= 3 * aloneMs,
  }
}

function peer(name: string, figure: string, against: string, ratio: number): Measure {
  return { name, figure, against, ratio, goal: '', met: null }
}

function openLab(folder: string): Store {
  const read = wholeCourse(openLessons(folder))
  const scenario = read.scenarios.find(({ id }) => id === 'split-bank')
  if (scenario === undefined) throw new Error('no split-bank')
  const first = { ...courseParts(read), progress: emptyProgress, size: SIZE, notice: null, when: 0, scenario }
  return createStore(
    firstState(first),
    () => 0,
    () => {},
  )
}

/** Plays the lab over and over, and gives the frames in which nothing but the animation changed. */
function play(store: Store, pass: (store: Store, elapsedMs: number) => void): readonly Frame[] {
  const frames: Frame[] = []
  const first = store.state()
  for (let idle = 0; frames.length < FRAMES; ) {
    const before = store.state()
    const { menu } = appView(before)
    if (isMoving(before) && menu === null) {
      pass(store, FRAME_MS)
      if (appView(store.state()).menu === null) frames.push([before, store.state()])
      idle = 0
    } else {
      idle += 1
      if (idle > 100) throw new Error(`nothing moves on ${first.screen.type}`)
      if (menu !== null) store.dispatch({ type: 'selected', option: 0 })
      else store.dispatch({ type: 'command', command: 'play' })
    }
  }
  return frames
}

function bytesOf(frames: readonly Frame[]): { readonly own: number; readonly reference: number } {
  let own = 0
  let reference = 0
  for (const [before, after] of frames) {
    const grids = [composed(before), composed(after)] as const
    own += Buffer.byteLength(encode(...grids))
    reference += referenceBytes(...grids)
  }
  return { own, reference }
}

function composed(state: AppState) {
  // Another state of the same: a view is kept for each, and to draw it is most of the work.
  return compose(appView({ ...state }), state.size, LOOK)
}

/** The time for all frames when nothing is done but to compose the screen and to write its difference. */
function composingMs(frames: readonly Frame[]): number {
  const run = () => {
    let last = composed(frames[0]?.[0] as AppState)
    const began = cpuMs()
    for (const [, after] of frames) {
      const next = composed(after)
      encode(last, next)
      last = next
    }
    return cpuMs() - began
  }
  run()
  return Math.min(run(), run())
}

/** The time of as many ticks through the program itself: the simulator, the store, the painter and the writer. */
function ticksMs(lessons: string): number {
  const run = () => {
    const store = openLab(lessons)
    const writer = createScreenWriter(
      { write: () => true, on: () => {}, off: () => {} },
      { synchronized: true },
    )
    const painter = createPainter(store, writer, LOOK)
    let ms = 0
    const frames = play(store, (_, elapsedMs) => {
      const began = cpuMs()
      painter.tick(elapsedMs)
      ms += cpuMs() - began
    })
    painter.close()
    return ms * (FRAMES / frames.length)
  }
  run()
  return Math.min(run(), run())
}

/** The same frames by Ink alone, as it comes: bytes and processor's time a frame. */
async function plainInk(frames: readonly Frame[]): Promise<{ readonly bytes: number; readonly ms: number }> {
  const [{ render }, { createElement }, { App }] = await Promise.all([
    import('ink'),
    import('react'),
    import('../../src/tui/app.tsx'),
  ])
  let state = frames[0]?.[0] as AppState
  const listeners = new Set<() => void>()
  const store: Store = {
    state: () => state,
    dispatch: () => {},
    together: work => work(),
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  let bytes = 0
  const write = (text: string) => {
    bytes += Buffer.byteLength(text)
    return true
  }
  const output = Object.assign(new PassThrough(), {
    ...SIZE,
    isTTY: true,
    write,
  }) as unknown as NodeJS.WriteStream
  const ink = render(createElement(App, { store, view: appView, look: LOOK }), {
    stdout: output,
    stdin: keyboard(),
    patchConsole: false,
    maxFps: 1000,
  })
  await pause(50)
  bytes = 0
  const began = cpuMs()
  for (const [, after] of frames) {
    state = after
    for (const listener of listeners) listener()
    // Ink draws no two frames within a millisecond.
    await pause(3)
  }
  const ms = (cpuMs() - began) / frames.length
  const perFrame = bytes / frames.length
  ink.unmount()
  return { bytes: perFrame, ms }
}

/** A keyboard on which nobody types. */
function keyboard(): NodeJS.ReadStream {
  const none = () => {}
  const keys: unknown = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: none,
    ref: none,
    unref: none,
  })
  return keys as NodeJS.ReadStream
}
