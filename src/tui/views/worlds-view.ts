import {
  type AppState,
  CANNOT_TELL,
  noticeOf,
  textColumns,
  type WorldsScreen,
  worldsEnd,
  worldsMenu,
} from '../../app/app.ts'
import { DECISIONS, WORLDS } from '../../experiment/worlds/worlds.ts'
import { seconds } from '../../model/time.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { drawTape } from '../experiment/lanes.ts'
import { worldsTable } from '../experiment/worlds-table.ts'
import { blank, framed, screenRows, type View } from './view.ts'

/** Four worlds, one timeout: what the shop sees, what it is asked, and then what was behind it. */
export function worldsView(state: AppState, screen: WorldsScreen): View {
  const { size } = state
  const width = textColumns(size)
  const options = worldsMenu(screen).map(text => wrap([span(text)], width - 2))
  return framed(size, {
    left: 'Four worlds, one timeout',
    right: `seed ${screen.seed} · t ${seconds(Math.min(screen.at, worldsEnd(screen)))} s`,
    state,
    body: bodyOf(state, screen, width),
    menu: options.length > 0 ? { id: `worlds ${screen.phase} ${screen.seed}`, options } : null,
    notice: noticeOf(state),
  })
}

function bodyOf(state: AppState, screen: WorldsScreen, width: number): readonly Line[] {
  switch (screen.phase) {
    case 'reveal':
      return revealed(state, screen, width)
    case 'table':
      return worldsTable(screen, width)
    default:
      return [...shopScreen(screen), [], ...under(screen, width)]
  }
}

/** Rows of the shop's screen that are kept free for what is still to come. */
const SHOP_ROWS = 6

/** The lines that the shop has got so far, and nothing else. */
function shopScreen({ run, at, phase }: WorldsScreen): readonly Line[] {
  const lines = run.screen.filter(line => line.at <= at)
  const rows = phase === 'guess' || phase === 'decide' ? lines.length : SHOP_ROWS
  return [
    [span('You are a shop, and charge a card. You see:')],
    [],
    ...lines.map(
      ({ at: when, says }): Line => [
        span(`  ${seconds(when)} s  `, 'quiet'),
        span(says, says.startsWith('timeout') ? 'unsure' : 'text', true),
      ],
    ),
    ...blank(rows - lines.length),
  ]
}

/** What is asked, or said, under the shop's screen. */
function under(screen: WorldsScreen, width: number): readonly Line[] {
  const { phase, playing, guess } = screen
  switch (phase) {
    case 'guess':
      return wrap([span('What happened? Which world are you in?', 'text', true)], width)
    case 'decide': {
      const cannot = guess === CANNOT_TELL ? 'Right, and still: you have to decide. ' : ''
      return wrap([span(`${cannot}What do you do?`, 'text', true)], width)
    }
    case 'after':
      return playing ? [] : wrap([span('Enter: look behind the screen.', 'focus')], width)
    default:
      return playing ? [] : wrap([span('Enter: say what you think happened.', 'focus')], width)
  }
}

/** Both sides on their lanes; and once they are played, the card's statement, the keys, and the guess. */
function revealed({ size }: AppState, screen: WorldsScreen, width: number): readonly Line[] {
  const { run, at, playing } = screen
  const all = behindScreen(screen, width)
  // The title, its rule and the blank line; the rule and the keys; a blank line under the tape.
  const free = screenRows(size) - 6
  const told =
    free - all.length > run.tape.entries.length ? all : all.filter(line => line !== WHAT_A_KEY_DOES)
  const rows = free - told.length
  const sheet = {
    columns: Math.min(size.columns - 4, 110),
    rows: Math.min(rows, run.tape.entries.length + 1),
  }
  const tape = drawTape(run.tape, at, run.lastsUs, sheet, false)
  return [...tape, [], ...(playing ? blank(told.length) : told)]
}

/** What is said once both sides are played: what the card has on it, and which world it was. */
export function behindScreen(screen: WorldsScreen, width: number): readonly Line[] {
  return [...statement(screen), ...verdict(screen, width), [span('Enter: all four worlds.', 'focus')]]
}

function statement({ run, decision }: WorldsScreen): readonly Line[] {
  const count = run.charged.length
  // A cancelled order should cost nothing, and any other one exactly once.
  const right = count === (DECISIONS[decision ?? 0]?.id === 'give-up' ? 0 : 1)
  const often =
    count === 0
      ? 'not charged'
      : count === 1
        ? 'charged once'
        : count === 2
          ? 'charged twice'
          : `charged ${count} times`
  const keys = Object.entries(run.keys).map(([key, result]) => `${key} → ${result}`)
  return [
    [
      span('The card: ', 'quiet'),
      span(right ? '✓ ' : '✗ ', right ? 'good' : 'bad'),
      span(often, right ? 'good' : 'bad', true),
    ],
    [span('The server’s keys: ', 'quiet'), span(keys.length > 0 ? keys.join(', ') : 'none')],
    WHAT_A_KEY_DOES,
  ]
}

/** Left out where the tape needs the row. */
const WHAT_A_KEY_DOES: Line = [span('(A key seen before gets the same answer, and no charge.)', 'quiet')]

/** The guess beside the world that it was. */
function verdict({ world, guess }: WorldsScreen, width: number): readonly Line[] {
  const was = WORLDS.find(({ id }) => id === world)?.says ?? ''
  const words =
    guess === CANNOT_TELL
      ? `World ${placeOf(world)}: ${was}. You said that it can’t be told from there, and it can’t.`
      : guess === world
        ? `World ${placeOf(world)}, as you guessed: ${was}. The other three would have looked the same.`
        : `You guessed world ${placeOf(guess)}. It was world ${placeOf(world)}: ${was}. Nothing on the screen could have told you.`
  return wrap([span(words)], width)
}

function placeOf(world: string | null): number {
  return WORLDS.findIndex(({ id }) => id === world) + 1
}
