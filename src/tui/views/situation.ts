import {
  type AppState,
  isPast,
  type LabScreen,
  type Size,
  SPEEDS,
  textColumns,
  writeByHand,
} from '../../app/app.ts'
import {
  answersAlone,
  brokenNow,
  chosenLast,
  clientName,
  isAwaited,
  isSandbox,
  type LabHappening,
  orderWords,
  policyIsOpen,
  type Run,
} from '../../lab/lab.ts'
import { picking } from '../../model/picked.ts'
import { seconds } from '../../model/time.ts'
import { clip, columns, type Line, lineColumns, plain, type Span, span, wrap } from '../../terminal/text.ts'
import { forText } from '../remembered.ts'
import { blank, indented } from './view.ts'

/** The words on the right of the title: as many of them as leave the title whole at every time of the run. */
export function statusIn({ size, motion }: AppState, screen: LabScreen): string {
  const { scenario } = screen.run
  const room = size.columns - 4 - columns(scenario.title)
  const forms = motion ? FORMS : FORMS.map(form => ({ ...form, speed: null }))
  // A policy that is still to be chosen comes later, and then needs its room.
  const widest = { time: seconds(scenario.lastsUs), policy: 'availability' }
  const kept =
    forms.find(form => columns(statusWords(screen, form, motion, widest)) <= room) ?? forms[forms.length - 1]
  return statusWords(screen, kept ?? FORMS[0], motion)
}

interface Form {
  readonly seed: boolean
  readonly speed: string | null
}

/** What the status says, the fullest form first: what can be seen elsewhere or is needed least goes first. */
const FORMS = [
  { seed: true, speed: 'speed ' },
  { seed: true, speed: '×' },
  { seed: true, speed: null },
  { seed: false, speed: null },
] as const satisfies readonly Form[]

/**
 * The status in a form. Where nothing moves it is told by steps. `widest` are the longest words for what changes in a
 * run, to measure with.
 */
function statusWords(
  screen: LabScreen,
  { seed, speed }: Form,
  motion: boolean,
  widest?: { readonly time: string; readonly policy: string },
): string {
  const { run, playing } = screen
  const { moment, now } = run
  const state = moment.ended
    ? 'ended'
    : playing
      ? 'runs'
      : isPast(screen)
        ? 'past'
        : motion
          ? 'paused'
          : 'steps'
  const policy = widest?.policy ?? policyNow(run)
  // It stands to the right: what is of different lengths comes first, and moves nothing behind it.
  return [
    widest === undefined ? state : 'paused',
    ...(seed ? [`seed ${run.seed}`] : []),
    `t ${widest?.time ?? seconds(now)} s`,
    ...(speed === null ? [] : [`${speed}${SPEEDS[screen.speed]}`]),
    ...(policy === '' ? [] : [policy]),
  ].join(' · ')
}

/** Before it is chosen the policy is part of the question. */
function policyNow(run: Run): string {
  const { policy, operationPolicies } = run.moment.world.config
  if (operationPolicies) return 'by operation'
  return policyIsOpen(run) ? '' : policy
}

/** What goes on, in so many rows: what the present means, in whole sentences, and what the keys would do by hand. */
export function situation(screen: LabScreen, size: Size, rows: number): Line[] {
  const width = textColumns(size)
  const text = meaning(screen.run)
  const keys = handKeys(screen, width).flatMap(line =>
    lineColumns(line) <= width ? [line] : wrap(line, width),
  )
  if (!isSandbox(screen.run.scenario)) {
    const told = wholeSentences(text, width, rows)
    return [...told, ...(told.length + keys.length <= rows ? keys : [])].map(indented)
  }
  // A sandbox is played with the keys: they come first, and keep their place whatever is said above them.
  const free = Math.max(1, rows - keys.length)
  const told = wholeSentences(text, width, free)
  return [...told, ...blank(free - told.length), ...keys].map(indented)
}

/** As many sentences as fit; the first one clipped where not even that does. */
const wholeSentences = forText(
  (text, width, rows) => `${width} ${rows} ${text}`,
  (text: string, width: number, rows: number): readonly Line[] => {
    const sentences = text.split(/(?<=[.?!]) /)
    for (let count = sentences.length; count > 0; count -= 1) {
      const lines = wrap([span(sentences.slice(0, count).join(' '))], width)
      if (lines.length <= rows) return lines
    }
    const lines = wrap([span(text)], width)
    const last = plain(lines[rows - 1] ?? [])
    return [...lines.slice(0, rows - 1), [span(`${clip(last, width - 2)} …`)]]
  },
)

/** Where the keys are in one line, the longer words do not fit. */
const WORDY_COLUMNS = 66

/** The keys for asking and breaking by hand; in a sandbox those that open everything else as well. */
function handKeys(screen: LabScreen, width: number): Line[] {
  const { run, client } = screen
  const sandbox = isSandbox(run.scenario)
  if (client === null || (run.now === 0 && !sandbox)) return []
  const write = writeByHand(screen)
  const name = clientName(run.scenario, client)
  const wordy = width >= WORDY_COLUMNS
  const asks: Span[][] = [
    ...(write === null ? [] : [key('w', orderWords(write))]),
    key('r', 'read'),
    key('c', wordy ? 'cut or heal' : 'cut'),
    key('Tab', 'client'),
  ]
  const first = inOneLine(`At ${name}: `, asks, width)
  if (!sandbox) return [first]
  const opens: Span[][] = [
    key(':', wordy ? 'type a command' : 'command'),
    key('f', 'faults'),
    key('g', 'challenges'),
    key('u', 'undo'),
  ]
  return [first, joined(opens)]
}

function key(glyph: string, does: string): Span[] {
  return [span(glyph, 'focus'), span(` ${does}`, 'quiet')]
}

/** As many of the keys as one line takes: the last ones are in the help. */
function inOneLine(begins: string, keys: readonly Span[][], width: number): Line {
  for (let count = keys.length; count > 0; count -= 1) {
    const line = [span(begins, 'quiet'), ...joined(keys.slice(0, count))]
    if (lineColumns(line) <= width) return line
  }
  return []
}

function joined(parts: readonly (readonly Span[])[]): Span[] {
  return parts.flatMap((part, place) => (place === 0 ? part : [span(' · ', 'quiet'), ...part]))
}

/** What the present means: what was chosen last, what is broken, or the story so far. */
export function meaning(run: Run): string {
  const { scenario, moment } = run
  if (moment.ended) return 'This run is over. Enter shows what it came to.'
  const choice = chosenLast(run)
  // What was chosen is worth saying for as long as somebody waits for what comes of it, or it is in force.
  const current = choice && (isAwaited(run) || answersAlone(choice)) ? choice.says : null
  if (current !== null && moment.world.network.partition !== null) return current
  const broken = brokenNow(run)
  if (broken.length > 0) return `Broken now: ${broken.join(' · ')}.`
  if (heals(moment.happenings).length > 0) return 'The network is whole again: the copies hear of each other.'
  if (choice) return choice.says
  // The story tells what is to come; once somebody has done something else, it may not.
  return run.acts.slice(0, run.acted).some(({ deed }) => deed.type === 'fault')
    ? 'The network is whole: everybody hears of everything.'
    : scenario.story
}

const heals = picking<LabHappening>(({ action }) => action.type === 'fault' && action.fault.type === 'heal')
