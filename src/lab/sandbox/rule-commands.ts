import { micros } from '../../model/time.ts'
import type { LinkRules } from '../../sim/sim.ts'
import { rulesWords } from '../fault-words.ts'
import type { Run } from '../run.ts'
import { type Command, options, type Said } from './kind.ts'
import { nowOf } from './now.ts'
import { BANDWIDTH_UNITS, numberOf, PERCENT_UNITS, TIME_UNITS } from './tokens.ts'
import { Misread, type Words } from './words.ts'

const DELAY_MS_MAX = 60_000
const KILOBYTES_MAX = 1_000_000

/** The commands that change what all links between replicas are like; each leaves the rest as it is. */
export const RULE_COMMANDS: readonly Command[] = [
  percentCommand({ name: 'loss', aliases: ['lose', 'drop'], happens: 'are lost' }, lossPpm => ({ lossPpm })),
  percentCommand(
    { name: 'duplicate', aliases: ['duplicates', 'dup'], happens: 'arrive twice' },
    duplicatePpm => ({ duplicatePpm }),
  ),
  {
    name: 'delay',
    breaks: 'how long every message takes',
    aliases: ['latency'],
    usage: 'delay 20-80',
    says: 'How long a message takes, in milliseconds, from and to.',
    examples: ['delay 20-80', 'delay 50'],
    read: (words, run) => {
      const band = range(words, 'milliseconds such as 20-80')
      words.over('delay 20-80')
      const [body, ...tail] = nowOf(run).links.delay
      return rulesSaid(run, { delay: [{ perMille: body?.perMille ?? 1000, ...band }, ...tail] })
    },
    next: typed => (typed.length > 0 ? [] : options(['20-80', 'milliseconds'], ['200-600', 'slow links'])),
  },
  {
    name: 'tail',
    breaks: 'some messages take much longer',
    aliases: [],
    usage: 'tail 5% 200-600 | tail off',
    says: 'Some messages of a hundred take much longer.',
    examples: ['tail 5% 200-600', 'tail off'],
    read: readTail,
    next: typed =>
      typed.length === 0
        ? options(['5%', 'of the messages'], ['off', 'no tail'])
        : typed.length === 1 && typed[0] !== 'off'
          ? options(['200-600', 'milliseconds'])
          : [],
  },
  {
    name: 'in-order',
    breaks: 'whether messages overtake each other',
    aliases: ['inorder', 'order', 'fifo'],
    usage: 'in-order on|off',
    says: 'Whether messages on a link arrive in the order in which they were sent.',
    examples: ['in-order on', 'in-order off'],
    read: (words, run) => {
      const on = words.choice(['on', 'off'], 'on or off, such as: in-order on')
      words.over('in-order on|off')
      return rulesSaid(run, { inOrder: on === 'on' })
    },
    next: typed =>
      typed.length > 0 ? [] : options(['on', 'none overtakes another'], ['off', 'they may overtake']),
  },
  {
    name: 'bandwidth',
    breaks: 'how much a link carries',
    aliases: ['throughput'],
    usage: 'bandwidth 64 | bandwidth off',
    says: 'How many kilobytes a second a link carries.',
    examples: ['bandwidth 64', 'bandwidth off'],
    read: (words, run) => {
      const off = words.take('off', 'unlimited') !== null
      const bounds = { min: 1, max: KILOBYTES_MAX, units: BANDWIDTH_UNITS }
      const bytesPerMs = off
        ? undefined
        : Math.round(words.number(bounds, `kilobytes a second from 1 to ${KILOBYTES_MAX}, or off`))
      words.over('bandwidth 64 | bandwidth off')
      return rulesSaid(run, { bytesPerMs })
    },
    next: typed =>
      typed.length > 0 ? [] : options(['64', 'kilobytes a second'], ['off', 'as many as anybody likes']),
  },
]

function percentCommand(
  about: Pick<Command, 'name' | 'aliases'> & { readonly happens: string },
  change: (ppm: number) => Partial<LinkRules>,
): Command {
  const { name, aliases, happens } = about
  const usage = `${name} 10%`
  return {
    name,
    breaks: `some messages ${happens}`,
    aliases,
    usage,
    says: `How many messages of a hundred ${happens}.`,
    examples: [usage, `${name} 0`],
    read: (words, run) => {
      const percent = words.number(
        { min: 0, max: 100, units: PERCENT_UNITS },
        'a percentage from 0 to 100, such as 10%',
      )
      words.over(usage)
      return rulesSaid(run, change(Math.round(percent * 10_000)))
    },
    next: typed =>
      typed.length > 0 ? [] : options(['10%', 'of the messages'], ['50%', 'half of them'], ['0', 'none']),
  }
}

function readTail(words: Words, run: Run): Said {
  const [body] = nowOf(run).links.delay
  const band = { fromUs: body?.fromUs ?? 0, toUs: body?.toUs ?? 0 }
  if (words.take('off', 'none') !== null) {
    words.over('tail off')
    return rulesSaid(run, { delay: [{ perMille: 1000, ...band }] })
  }
  const percent = words.number(
    { min: 0, max: 100, units: PERCENT_UNITS },
    'a percentage from 0 to 100, such as: tail 5% 200-600',
  )
  const slow = range(words, 'milliseconds such as 200-600')
  words.over('tail 5% 200-600')
  const perMille = Math.round(percent * 10)
  return rulesSaid(run, {
    delay: [
      { perMille: 1000 - perMille, ...band },
      { perMille, ...slow },
    ],
  })
}

/** A range of delays, however it is spelt: `20-80`, `20 80`, `20 to 80`, `20..80ms`, or one number for both ends. */
function range(words: Words, expected: string): { fromUs: number; toUs: number } {
  const at = words.at
  const bounds = { min: 0, max: DELAY_MS_MAX, units: TIME_UNITS }
  const joined = /^([\d.]+?)(?:ms)?(?:-|–|\.\.\.?)([\d.]+)(ms|s)?$/i.exec(words.peek() ?? '')
  let from: number
  let to: number
  if (joined) {
    words.word(expected)
    const unit = (joined[3] ?? '').toLowerCase()
    from = numberOf(`${joined[1]}${unit}`, TIME_UNITS) ?? -1
    to = numberOf(`${joined[2]}${unit}`, TIME_UNITS) ?? -1
    words.take('ms')
  } else {
    from = words.number(bounds, expected)
    words.take('to', '-', '–', '..')
    to = words.isOver() ? from : words.number(bounds, expected)
  }
  if (from < 0 || to < 0 || from > DELAY_MS_MAX || to > DELAY_MS_MAX)
    throw new Misread(`Expected ${expected}, at most ${DELAY_MS_MAX}.`, at)
  if (from > to)
    throw new Misread(`A range goes from the lesser to the greater number, not from ${from} to ${to}.`, at)
  return { fromUs: micros(from), toUs: micros(to) }
}

/** The links as they are but for a change, in the shape in which a replay code keeps them. */
function rulesSaid(
  run: Run,
  change: Partial<Omit<LinkRules, 'bytesPerMs'>> & { readonly bytesPerMs?: number | undefined },
): Said {
  const { delay, lossPpm, duplicatePpm, inOrder, bytesPerMs } = { ...nowOf(run).links, ...change }
  const rules: LinkRules = {
    delay,
    lossPpm,
    duplicatePpm,
    ...(inOrder ? { inOrder } : {}),
    ...(bytesPerMs === undefined ? {} : { bytesPerMs }),
  }
  return {
    deeds: [{ type: 'fault', fault: { type: 'links', rules } }],
    says: `the links from now on: ${rulesWords(rules)}`,
  }
}
