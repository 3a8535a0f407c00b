import { lessonById, type RoomPage } from '../../app/app.ts'
import { excerpt } from '../../model/problem.ts'
import { cutForAll, sharedLab } from '../orders.ts'
import { openVote } from '../room.ts'
import { histograms } from '../tallies.ts'
import { cutNow, endLab, holdAt, labsInOrder, letGo, shareLab, voteNow } from './order.ts'
import { shownPage } from './place.ts'
import {
  choiceLines,
  noteLines,
  planLines,
  questionLines,
  standingLines,
  stuckLines,
  whoLines,
} from './sentences.ts'
import type { BoardState, BoardUpdated } from './state.ts'
import { saidToAll } from './update.ts'

/** What a typed line comes to: what changes, and what is told of the state after that. */
export interface Typed {
  readonly updated?: BoardUpdated
  readonly tells: (state: BoardState) => readonly string[]
  /** A lab that is begun for everybody if that is confirmed. */
  readonly asks?: string
}

interface TypedCommand {
  readonly word: string
  /** What may stand behind the word, as the help has it. */
  readonly takes?: string
  readonly help: string
  readonly does: (state: BoardState, rest: string) => Typed
}

const looks = (lines: (state: BoardState) => readonly string[]) => (): Typed => ({ tells: lines })
const tells = (...lines: readonly string[]): Typed => ({ tells: () => lines })
/** Orders something, and says what `updated` says of it. */
const orders = (updated: BoardUpdated): Typed => ({
  updated,
  tells: ({ said }) => (said === null ? [] : [said]),
})

/** Every command of the board in lines; its help is told from this table. */
export const TYPED_COMMANDS: readonly TypedCommand[] = [
  {
    word: 'who',
    help: 'who is where, and what holds for all',
    does: looks(state => [...whoLines(state), ...standingLines(state)]),
  },
  { word: 'stuck', help: 'who is stuck, and where', does: looks(stuckLines) },
  {
    word: 'names',
    help: 'say who is who, or no longer',
    does: state => ({
      updated: [{ ...state, names: !state.names }, []],
      tells: ({ names }) => [names ? 'Names are said.' : 'Nobody is named.'],
    }),
  },
  {
    word: 'hold',
    takes: '3.4',
    help: 'nobody goes past that page; without a number the one where most are',
    does: hold,
  },
  {
    word: 'go',
    help: 'the room goes on',
    does: state => (state.room.orders.hold?.value.page ? orders(letGo(state)) : tells('Nobody is held.')),
  },
  { word: 'lab', help: 'the labs that can be shared', does: looks(labLines) },
  { word: 'start', takes: '2', help: 'that one for everybody, once you have said yes', does: start },
  {
    word: 'end',
    help: 'the shared lab is over',
    does: state => (sharedLab(state.room) ? orders(endLab(state)) : tells('There is no shared lab.')),
  },
  { word: 'cut', help: 'cut the network in everybody’s cluster', does: state => orders(cutNow(state, true)) },
  {
    word: 'heal',
    help: 'mend it for all',
    does: state =>
      cutForAll(state.room, state.now) ? orders(cutNow(state, false)) : tells('There is no cut of yours.'),
  },
  {
    word: 'vote',
    help: 'let the room vote on the choice of its lab; while it does, how that stands',
    does: state => (openVote(state.room) ? { tells: questionLines } : orders(voteNow(state))),
  },
  {
    word: 'close',
    help: 'close the vote, and carry it out',
    does: state => (openVote(state.room) ? orders(voteNow(state)) : tells('There is no vote.')),
  },
  {
    word: 'say',
    takes: 'words',
    help: 'to all, and it stays; without words it is taken away',
    does: (state, rest) => orders(saidToAll(state, rest)),
  },
  { word: 'questions', takes: '2', help: 'what was predicted and answered; 1 is the newest', does: question },
  { word: 'reveal', help: 'say which answer holds of the question told last, or no longer', does: reveal },
  {
    word: 'choices',
    takes: '2',
    help: 'what was chosen in a lab, and what it cost',
    does: choices,
  },
  {
    word: 'notes',
    takes: '3.4',
    help: 'the notes to a page; without a number to the one where most are',
    does: notes,
  },
  {
    word: 'plan',
    takes: '2',
    help: 'the plan, and its clock where that runs',
    does: plan,
  },
  {
    word: 'clock',
    help: 'start the plan’s clock, or stop it',
    does: state => ({
      updated: [{ ...state, planSince: state.planSince === null ? state.now : null }, []],
      tells: ({ planSince }) => [planSince === null ? 'The clock is stopped.' : 'The clock runs.'],
    }),
  },
]

/** A number from 1; null for anything else. */
function numberOf(rest: string): number | null {
  return /^[1-9]\d{0,2}$/.test(rest) ? Number(rest) : null
}

const noNumber = (rest: string) => tells(`«${excerpt(rest)}» is no number.`)

function choices(state: BoardState, rest: string): Typed {
  const number = rest === '' ? 1 : numberOf(rest)
  if (number === null) return noNumber(rest)
  return { updated: [{ ...state, scenario: number - 1 }, []], tells: choiceLines }
}

function plan(state: BoardState, rest: string): Typed {
  if (rest === '') return { updated: [state, []], tells: planLines }
  const number = numberOf(rest)
  if (number === null) return noNumber(rest)
  return { updated: [{ ...state, plan: planAt(state, number - 1), planSince: null }, []], tells: planLines }
}

function planAt({ content }: BoardState, place: number): number {
  return Math.min(place, Math.max(0, content.course.facilitation.plans.length - 1))
}

/** A page by its number, such as 3.4, or 4 of the lesson that is looked at; null where there is none. */
function pageAt(state: BoardState, rest: string): RoomPage | null {
  const [, number, page] = /^(?:(\d{1,2})\.)?(\d{1,2})$/.exec(rest) ?? []
  if (page === undefined) return null
  const { course } = state.content
  const lesson =
    number === undefined
      ? lessonById(course, shownPage(state).lesson)
      : course.lessons.find(each => each.number === Number(number))
  const place = Number(page) - 1
  return lesson?.pages[place] === undefined ? null : { lesson: lesson.id, page: place }
}

const noPage = (rest: string) => tells(`«${excerpt(rest)}» is no page: lesson and page, such as 3.4.`)

function hold(state: BoardState, rest: string): Typed {
  const page = rest === '' ? shownPage({ ...state, page: null }) : pageAt(state, rest)
  return page === null ? noPage(rest) : orders(holdAt(state, page))
}

function notes(state: BoardState, rest: string): Typed {
  const page = rest === '' ? null : pageAt(state, rest)
  if (rest !== '' && page === null) return noPage(rest)
  return { updated: [{ ...state, page }, []], tells: noteLines }
}

function labLines(state: BoardState): readonly string[] {
  const labs = labsInOrder(state).map(({ title, summary }, place) => `${place + 1}. ${title}: ${summary}`)
  return [...labs, 'start and a number begins one for everybody.']
}

function start(state: BoardState, rest: string): Typed {
  const labs = labsInOrder(state)
  const lab = /^\d+$/.test(rest) ? labs[Number(rest) - 1] : labs.find(({ id }) => id === rest)
  if (lab === undefined) return tells(`«${excerpt(rest)}» is no lab: lab tells them, with their numbers.`)
  const ask = `«${lab.title}» for everybody: each leaves what they are at, and their place in the lessons is kept. Yes begins it.`
  return { asks: lab.id, tells: () => [ask] }
}

function question(state: BoardState, rest: string): Typed {
  const number = rest === '' ? 1 : numberOf(rest)
  if (number === null) return noNumber(rest)
  const last = Math.max(0, histograms(state.room, state.content).length - 1)
  return { updated: [{ ...state, question: Math.min(last, number - 1) }, []], tells: questionLines }
}

function reveal(state: BoardState): Typed {
  const shown = histograms(state.room, state.content)[state.question]
  if (shown === undefined || openVote(state.room)) return { tells: questionLines }
  const rest = state.revealed.filter(item => item !== shown.item)
  const revealed = rest.length < state.revealed.length ? rest : [...rest, shown.item]
  return { updated: [{ ...state, revealed }, []], tells: questionLines }
}

/** What is confirmed: the lab that was asked about begins. */
export function confirmed(state: BoardState, scenario: string): Typed {
  return orders(shareLab(state, scenario))
}
