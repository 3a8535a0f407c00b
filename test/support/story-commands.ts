import { MODEL_NAMES, type ModelName } from '../../src/checker/checker.ts'
import { present } from '../../src/model/assert.ts'
import { MERGE_RULES, POLICIES, type Policy } from '../../src/model/cluster.ts'
import { OPERATION_NAMES } from '../../src/model/operation.ts'
import { micros } from '../../src/model/time.ts'
import type { Fault } from '../../src/sim/kernel.ts'
import type { LinkRules } from '../../src/sim/network.ts'
import { hostOf, withHost } from '../../src/sim/sim.ts'
import {
  attemptLines,
  copyLines,
  happeningLines,
  historyLines,
  ledgerLine,
  messageWords,
  timedLines,
  verdictLine,
} from './story-show.ts'
import type { Stage } from './story-stage.ts'
import { durationMs, jsonOf, type Wanted, wantedBy } from './story-words.ts'

/** Does what a line of a story says, and gives the lines that came of it. Words are the line's, the command first. */
type Command = (stage: Stage, words: readonly string[]) => readonly string[]

/** The command of a line. One that begins with a client's name is that client's operation. */
export function commandNamed(stage: Stage, [name = '']: readonly string[]): Command {
  if (stage.clients.some(({ id }) => id === name)) return order
  return present(
    COMMANDS[name],
    `there is no such command; the commands are ${Object.keys(COMMANDS).join(', ')}`,
  )
}

const COMMANDS: Readonly<Record<string, Command>> = {
  /** `cluster replicas=3 key=x initial=100 merge=counter model=account policy=availability sealed=no exchange=on` */
  cluster(stage, [, ...settings]) {
    for (const setting of settings) {
      const [name = '', value = ''] = setting.split('=')
      stage.set(present(SETTINGS[name], `no setting «${name}»`)(value))
    }
    return []
  },
  /** `client c1 at n1` */
  client(stage, [, id = '', , coordinator = '']) {
    stage.set({ clients: [...stage.clients, { id, coordinator }] })
    return []
  },
  /** `deliver promise n2,n3>n1`, `deliver * *>n4`: what is under way arrives now, and time stands still. */
  deliver(stage, words) {
    return forEachMessage(stage, wantedBy(words), message => happeningLines(stage, stage.deliver(message)))
  },
  drop(stage, words) {
    return forEachMessage(stage, wantedBy(words), message => {
      stage.drop(message)
      return [`lost: ${messageWords(message)}`]
    })
  },
  /** Keeps messages from arriving, however long a run takes, until they are delivered or dropped. */
  hold(stage, words) {
    return forEachMessage(stage, wantedBy(words), message => {
      stage.hold(message)
      return [`held: ${messageWords(message)}`]
    })
  },
  /** The network delivers a message, that arrived before, once more. */
  duplicate(stage, words) {
    const message = stage.lastSent(wantedBy(words))
    if (!message) return ['there was no such message']
    const again = { type: 'message', message: { ...message, fate: 'deliver' } } as const
    return stage.perform(again).flatMap(happening => happeningLines(stage, happening))
  },
  /** `fire deadline n1`: every such timer that is set rings now. Timers: attempt, retry, deadline, exchange, client-timeout. */
  fire(stage, [, timer = '', node = '']) {
    const rung = stage.fire(timer, node)
    return rung.length === 0
      ? ['there is no such timer']
      : rung.flatMap(happening => happeningLines(stage, happening))
  },
  /** `run 200ms`, `run until quiet` */
  run(stage, [, howLong = '']) {
    return timedLines(
      stage,
      howLong === 'until' ? stage.runUntilQuiet() : stage.run(micros(durationMs(howLong))),
    )
  },
  /** `cut n1 n2 n3 | n4 n5`; with `>` in the place of `|` only what goes from left to right is lost. */
  cut(stage, [, ...words]) {
    const groups = words
      .join(' ')
      .split(/[|>]/)
      .map(group => group.split(' ').filter(node => node !== ''))
    return perform(stage, { type: 'cut', partition: { groups, oneWay: words.includes('>') } })
  },
  heal: stage => perform(stage, { type: 'heal' }),
  crash: (stage, [, node = '']) => perform(stage, { type: 'crash', node }),
  /** `restart n1`, `restart n1 --lose-disk` */
  restart: (stage, [, node = '', disk]) =>
    perform(stage, { type: 'restart', node, diskKept: disk !== '--lose-disk' }),
  /** `link n1>n2 cut`, `link n1>n2 held`, `link n1>n2 free`: one direction of one link. */
  link(stage, [, link = '', becomes]) {
    const [from = '', to = ''] = link.split('>')
    const fault = becomes === 'cut' || becomes === 'held' ? becomes : null
    return perform(stage, { type: 'link', from, to, fault })
  },
  /** `links delay=10-80 loss=25% duplicate=10% in-order=yes bandwidth=4`: what all links between replicas are like from now on. */
  links(stage, [, ...settings]) {
    const { common } = stage.world.network
    const changes = settings.map(setting => {
      const [name = '', value = ''] = setting.split('=')
      return present(LINK_SETTINGS[name], `no setting «${name}»`)(value)
    })
    return perform(stage, { type: 'links', rules: Object.assign({}, common, ...changes) })
  },
  policy(stage, [, name]) {
    const policy = present(
      POLICIES.find(one => one === name),
      'a policy',
    )
    const { config } = stage.world
    const returns = config.policy === 'availability' && policy === 'consistency'
    const action = {
      type: 'config',
      config: { ...config, policy, epoch: config.epoch + (returns ? 1 : 0) },
    } as const
    return stage.perform(action).flatMap(happening => happeningLines(stage, happening))
  },
  /** `clock n4 -300ms`: the node's clock is off from now on. */
  clock(stage, [, node = '', off = '']) {
    present(hostOf(stage.world, node), 'a node')
    stage.edit(withHost(stage.world, node, { clockOffsetUs: micros(durationMs(off)) }))
    return []
  },
  show(stage, [, what = '']) {
    return present(SHOWN[what], `show ${Object.keys(SHOWN).join(', ')}`)(stage)
  },
  verdict: stage => [verdictLine(stage)],
}

const SETTINGS: Readonly<Record<string, (value: string) => Parameters<Stage['set']>[0]>> = {
  replicas: value => ({ replicas: Number(value) }),
  key: value => ({ key: value }),
  initial: value => ({ initial: jsonOf(value) }),
  merge: value => ({
    merge: present(
      MERGE_RULES.find(rule => rule === value),
      'a merge rule',
    ),
  }),
  model: value => ({
    model: present(
      MODEL_NAMES.find((name): name is ModelName => name === value),
      'a model',
    ),
  }),
  policy: value => ({
    policy: present(
      POLICIES.find((name): name is Policy => name === value),
      'a policy',
    ),
  }),
  sealed: value => ({ sealed: value === 'yes' }),
  clocks: value => ({ rawClocks: value === 'raw' }),
  exchange: value => ({ exchange: value === 'on' }),
}

const LINK_SETTINGS: Readonly<Record<string, (value: string) => Partial<LinkRules>>> = {
  delay: value => {
    const [from = 0, to = from] = value.split('-').map(Number)
    return { delay: [{ perMille: 1000, fromUs: micros(from), toUs: micros(to) }] }
  },
  loss: value => ({ lossPpm: Number.parseInt(value, 10) * 10_000 }),
  duplicate: value => ({ duplicatePpm: Number.parseInt(value, 10) * 10_000 }),
  'in-order': value => ({ inOrder: value === 'yes' }),
  bandwidth: value => ({ bytesPerMs: Number(value) }),
}

const SHOWN: Readonly<Record<string, (stage: Stage) => readonly string[]>> = {
  copies: copyLines,
  history: historyLines,
  attempts: attemptLines,
  ledger: stage => [ledgerLine(stage)],
  messages: stage => stage.underWay({ type: null, from: null, to: null }).map(messageWords),
}

/** `c1 withdraw 80`, `c1 cas 1 2`, `c1 add milk`, `c1 read under availability` */
function order(stage: Stage, [node = '', name, ...rest]: readonly string[]): readonly string[] {
  const under = rest.indexOf('under')
  const policy =
    under < 0
      ? null
      : present(
          POLICIES.find(one => one === rest[under + 1]),
          'a policy',
        )
  const values = (under < 0 ? rest : rest.slice(0, under)).map(jsonOf)
  const f = present(
    OPERATION_NAMES.find(one => one === name),
    `operation: ${OPERATION_NAMES.join(', ')}`,
  )
  const [key = ''] = Object.keys(stage.scenario.keys)
  const value = f === 'cas' ? values : (values[0] ?? null)
  return stage
    .perform({ type: 'order', node, order: { f, key, value, policy } })
    .flatMap(happening => happeningLines(stage, happening))
}

function perform(stage: Stage, fault: Fault): readonly string[] {
  return stage.perform({ type: 'fault', fault }).flatMap(happening => happeningLines(stage, happening))
}

function forEachMessage(
  stage: Stage,
  wanted: Wanted,
  each: (message: ReturnType<Stage['underWay']>[number]) => readonly string[],
): readonly string[] {
  const found = stage.underWay(wanted)
  return found.length === 0 ? ['no such message is under way'] : found.flatMap(each)
}
