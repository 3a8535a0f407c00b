import { type Writing, written } from '../../linear/spoken.ts'
import { excerpt } from '../../model/problem.ts'
import type { Speaker } from '../line-front.ts'
import { cutForAll } from '../orders.ts'
import { openVote } from '../room.ts'
import { present, stuckHere, turnoutOf } from '../tallies.ts'
import type { Desk } from './desk.ts'
import { hereWords, standingLines, stuckLines, unkeptWords } from './sentences.ts'
import type { BoardState } from './state.ts'
import { confirmed, TYPED_COMMANDS, type Typed } from './typed.ts'

/**
 * The board told in lines, for an instructor who uses a screen reader: the same desk, led by typed words. Only what
 * somebody has to act on is told by itself; the rest when it is asked for.
 */
export function createBoardTalk(desk: Desk, writing: Writing): Speaker {
  let known = factsOf(desk.state())
  let asked: string | undefined
  const text = (lines: readonly string[]) =>
    written(lines, writing)
      .map(line => `${line}\n`)
      .join('')
  const news = (): readonly string[] => {
    const now = factsOf(desk.state())
    const lines = FACTS.flatMap(fact => (now[fact] === known[fact] || now[fact] === '' ? [] : [now[fact]]))
    known = now
    return lines
  }
  const does = ({ updated, tells, asks }: Typed): readonly string[] => {
    if (updated) desk.does(() => updated)
    asked = asks
    return tells(desk.state())
  }
  const answer = (typed: string): readonly string[] => {
    const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(typed.trim()) ?? []
    const lower = word.toLowerCase()
    if (asked !== undefined && (lower === 'yes' || lower === 'y')) return does(confirmed(desk.state(), asked))
    if (asked !== undefined && (lower === 'no' || lower === 'n')) {
      asked = undefined
      return ['Not begun.']
    }
    if (lower === '') return ['Type a word: help tells them.']
    // A yes is to what was asked last, and not to what was asked before something else was said.
    asked = undefined
    if (lower === 'help' || lower === '?') return HELP
    const begun = WORDS.filter(word => word.startsWith(lower))
    const meant = begun.length === 1 ? begun[0] : lower
    const command = TYPED_COMMANDS.find(({ word }) => word === meant)
    if (command) return does(command.does(desk.state(), rest))
    if (meant === 'help') return HELP
    if (begun.length > 1) return [`More than one begins so: ${begun.join(', ')}.`]
    return [`«${excerpt(word)}» is none of the words: help tells them.`]
  }
  return {
    start: () => text(['The board.', hereWords(desk.state()), ...standingLines(desk.state()), WORDS_LINE]),
    hear: typed => {
      if (/^\s*(?:quit|exit)\s*$/i.test(typed)) return null
      desk.look()
      const before = factsOf(desk.state()).cut
      const lines = answer(typed)
      const { cut } = factsOf(desk.state())
      // What was just ordered is no news to whoever ordered it.
      if (cut !== before) known = { ...known, cut }
      return text([...lines, ...news()])
    },
    news: () => text(news()),
  }
}

const COMMANDS = TYPED_COMMANDS.map(({ word }) => word)

/** All that can be typed, the beginnings of which are understood; quit only as a whole. */
const WORDS: readonly string[] = [...COMMANDS, 'help', 'quit']

const WORDS_LINE = `Words: ${COMMANDS.join(', ')}; help, quit.`

const HELP: readonly string[] = [
  'Type a word, or how it begins.',
  ...TYPED_COMMANDS.map(({ word, takes, help }) => `${word}${takes ? ` (${takes})` : ''}: ${help}.`),
  'quit: leave the board; the room goes on.',
  'Each learner sees what holds as soon as they have predicted: to hear a guess before, hold at the page before, and ask.',
]

const FACTS = ['here', 'stuck', 'vote', 'cut', 'stale', 'unkept'] as const

/** What is told by itself when it changes: each in a sentence, empty where there is nothing to say. */
function factsOf(state: BoardState): Readonly<Record<(typeof FACTS)[number], string>> {
  const { room, now, staleSince } = state
  const vote = openVote(room)
  const turnout = vote && turnoutOf(room, vote)
  const isAll = turnout !== null && turnout.of > 0 && turnout.voted === turnout.of
  const cut = cutForAll(room, now)
  return {
    here: present(room).length > 0 ? 'Somebody has come in.' : 'Nobody is here any more.',
    stuck: stuckHere(room).length === 0 ? 'Nobody is stuck any more.' : stuckLines(state).join(' '),
    vote: isAll ? 'Everybody has voted: «close» ends the vote.' : '',
    cut:
      cut === null
        ? room.orders.network?.value.cut
          ? 'Your cut is over: mended in every cluster.'
          : ''
        : '',
    stale: staleSince === null ? 'The other servers are heard.' : 'Stale: the other servers are not heard.',
    unkept: room.unkept?.value ? unkeptWords(room.unkept.value) : 'The room is kept again.',
  }
}
