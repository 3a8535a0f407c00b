import { createHash, timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import ssh2, {
  type AuthContext,
  type AuthenticationType,
  type Connection,
  type PublicKeyAuthContext,
} from 'ssh2'
import { fingerprintOf } from './host-key.ts'
import { isTaken, knownLearner, type Learner, newLearner } from './identity.ts'
import type { Keeper } from './keeper.ts'
import type { GateKeeping, Limits } from './limits.ts'
import { readUser, type User } from './names.ts'

/** Who may come in. */
export interface AuthRules {
  /** The room's password; null where none is asked for. */
  readonly code: string | null
  /** What the instructor proves to be the instructor with. */
  readonly instructorCode: string
  readonly keeper: Keeper
}

/** Somebody who was let in. */
export type Guest =
  | { readonly role: 'instructor'; readonly name: string; readonly inLines: boolean }
  | ({ readonly role: 'learner'; readonly inLines: boolean } & Learner)

export type LearnerGuest = Extract<Guest, { readonly role: 'learner' }>

/** The user that the instructor logs in as. */
export const INSTRUCTOR = 'instructor'

interface Asked {
  readonly rules: AuthRules
  readonly gate: GateKeeping
  readonly address: string
  readonly limits: Limits
  readonly refuse: (what: string) => void
  readonly onGuest: (guest: Guest) => void
}

const METHODS: AuthenticationType[] = ['publickey', 'keyboard-interactive', 'password']
const SECRETS: AuthenticationType[] = ['keyboard-interactive', 'password']

/**
 * Lets one connection in, or not. A client is asked for a key first (the one way to know it again without a code), and
 * the first `none` is refused for that alone; where the room has no password, nothing else is asked.
 */
export function authenticate(connection: Connection, asked: Asked): void {
  const { limits, refuse } = asked
  const state: Login = { fingerprint: null, requests: 0, nones: 0, tries: 0, wrong: null }
  let turn = Promise.resolve()
  let over = false
  connection.once('close', () => (over = true))
  connection.on('authentication', context => {
    state.requests += 1
    if (state.requests === REQUESTS_MAX) refuse(`${REQUESTS_MAX} tries to come in`)
    if (state.requests >= REQUESTS_MAX) return void connection.end()
    // One after the other; what throws is a no.
    turn = turn
      .then(async () => {
        const answer = await answerTo(context, state, asked)
        if (over || answer === 'answered') return
        if (answer === 'in') return context.accept()
        if (answer !== 'wrong') return context.reject(answer.methods, answer.partly)
        state.tries += 1
        if (state.tries < limits.authTriesMax) return context.reject(METHODS)
        refuse(`${state.tries} wrong codes`)
        connection.end()
      })
      .catch(error => {
        refuse(`could not be let in: ${error instanceof Error ? error.message : error}`)
        connection.end()
      })
  })
}

/** An agent may hold many keys, and offers each. */
const REQUESTS_MAX = 30

interface Login {
  fingerprint: string | null
  requests: number
  nones: number
  tries: number
  /** What was wrong the last time; null where nothing was. */
  wrong: 'code' | 'return-code' | null
}

type Answer =
  | 'in'
  | 'wrong'
  /** By ssh2, in the course of asking. */
  | 'answered'
  | { readonly methods: AuthenticationType[]; readonly partly: boolean }

async function answerTo(context: AuthContext, state: Login, asked: Asked): Promise<Answer> {
  const user = readUser(context.username)
  const free = asked.rules.code === null && user.name !== INSTRUCTOR
  switch (context.method) {
    case 'none':
      state.nones += 1
      return free && state.nones > 1
        ? enter(context, state, asked, null)
        : { methods: METHODS, partly: false }
    case 'publickey':
      if (context.signature === undefined) {
        context.accept()
        return 'answered'
      }
      if (!isGenuine(context)) return 'wrong'
      state.fingerprint = fingerprintOf(context.key.data)
      return free ? enter(context, state, asked, null) : { methods: SECRETS, partly: true }
    case 'password':
      return enter(context, state, asked, context.password)
    case 'keyboard-interactive':
      return enter(context, state, asked, free ? null : await ask(context, codePrompt(state)))
    default:
      return { methods: METHODS, partly: false }
  }
}

/** Whoever gave a wrong return code is told that the room's comes first again, or they'd type the other one here. */
function codePrompt({ wrong }: Login): string {
  if (wrong === 'code') return 'That is not the code. Code: '
  return wrong === 'return-code' ? 'Wrong return code. First the room’s code again. Code: ' : 'Code: '
}

/** Whether the client holds the private key to the public one that it shows. */
function isGenuine({ key, blob, signature, hashAlgo }: PublicKeyAuthContext): boolean {
  const parsed = ssh2.utils.parseKey(key.data)
  if (parsed instanceof Error || blob === undefined || signature === undefined) return false
  return parsed.verify(blob, signature, hashAlgo) === true
}

/** No way is left to log in by. */
const CLOSED: Answer = { methods: [], partly: false }

/** With everything that this method gives: is it the code, and who is it? */
async function enter(
  context: AuthContext,
  state: Login,
  { rules, gate, address, refuse, onGuest }: Asked,
  code: string | null,
): Promise<Answer> {
  const user = readUser(context.username)
  const ownTurn = async () => {
    const ms = await gate.turnMs(address)
    if (ms === null) refuse('too many tries at once from that address')
    else if (ms > 0) await sleep(ms, undefined, { ref: false })
    return ms !== null
  }
  const wrong = (kind: 'code' | 'return-code'): Answer => {
    state.wrong = kind
    gate.failed(address)
    refuse(`wrong ${kind === 'code' ? 'code' : 'return code'} for «${user.name}»`)
    return 'wrong'
  }
  const wanted = user.name === INSTRUCTOR ? rules.instructorCode : rules.code
  if (wanted !== null) {
    if (!(await ownTurn())) return CLOSED
    if (!sameText(code ?? '', wanted)) return wrong('code')
  }
  if (rules.code !== null && user.name !== INSTRUCTOR) gate.passed(address)
  if (user.name === INSTRUCTOR) {
    onGuest({ role: 'instructor', name: INSTRUCTOR, inLines: user.inLines })
    return 'in'
  }
  const mayBeNew = async () => {
    const why = await gate.newName(address)
    if (why !== null) refuse(why)
    return why === null
  }
  const learner = await learnerOf(context, user, state, {
    keeper: rules.keeper,
    ownTurn,
    mayBeNew,
    failed: () => {
      state.tries += 1
      wrong('return-code')
    },
  })
  if (learner === 'wrong') return wrong('return-code')
  if (learner === null) return CLOSED
  onGuest({ role: 'learner', inLines: user.inLines, ...learner })
  return 'in'
}

interface Known {
  readonly keeper: Keeper
  /** Waits for the turn of a try from that address; false where it doesn't come. */
  readonly ownTurn: () => Promise<boolean>
  /** Whether there may be one learner more. */
  readonly mayBeNew: () => Promise<boolean>
  /** A return code was wrong, and another one is asked for at once. */
  readonly failed: () => void
}

/** Who comes back, or a new learner; null where the name is used up, or there may be no new one. */
async function learnerOf(
  context: AuthContext,
  { name, code: said }: User,
  { fingerprint, wrong }: Login,
  { keeper, ownTurn, mayBeNew, failed }: Known,
): Promise<Learner | null | 'wrong'> {
  const mayAsk = context.method === 'keyboard-interactive' && (fingerprint === null || said !== null)
  // A code in the name that was wrong is so again.
  const code = wrong === 'return-code' && mayAsk ? null : said
  if (code !== null && !(await ownTurn())) return null
  const known = await knownLearner(keeper, name, { fingerprint, code })
  if (known !== null) return known
  if (code !== null && !mayAsk) return 'wrong'
  if (code !== null) failed()
  // Whoever can be asked is told, and asked: a client that was asked nothing doesn’t come again.
  const isWrong = code !== null || wrong === 'return-code'
  if (mayAsk && (isWrong || (await isTaken(keeper, name)))) {
    const prompt = isWrong ? 'Wrong return code. Once more' : `«${name}» has been here. Return code`
    const typed = await ask(context, `${prompt}, or Enter if you are new: `)
    if (typed.trim() !== '') {
      if (!(await ownTurn())) return null
      return (await knownLearner(keeper, name, { fingerprint, code: typed })) ?? 'wrong'
    }
  }
  return (await mayBeNew()) ? newLearner(keeper, name, fingerprint) : null
}

function ask(context: AuthContext, prompt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (context.method !== 'keyboard-interactive') return reject(new Error('there is nobody to ask'))
    context.prompt([{ prompt, echo: true }], (answers: unknown) => {
      if (answers instanceof Error) reject(answers)
      else resolve(Array.isArray(answers) ? String(answers[0] ?? '') : '')
    })
  })
}

/** Whether two texts are the same, in a time that says nothing of where they differ. */
function sameText(a: string, b: string): boolean {
  const [one, other] = [a, b].map(text => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}
