import { micros } from '../../model/time.ts'
import type { Deed, Run } from '../run.ts'
import { type Command, type Option, options, type Said, said } from './kind.ts'
import { TIME_UNITS } from './tokens.ts'
import { Misread, type Words } from './words.ts'

const CLOCK_MS_MAX = 3_600_000

const BECOMES = { cut: 'cut', hold: 'held', held: 'held', free: null, release: null } as const
type LinkCommand = keyof typeof BECOMES

/** The commands that break and mend single links, and the clocks of single replicas. */
export const LINK_COMMANDS: readonly Command[] = [
  {
    name: 'link',
    breaks: 'one link: cut, hold or free it',
    aliases: [],
    usage: 'link n1 n2 cut|hold|free',
    says: 'Cuts, holds or frees the link between two replicas, both ways unless written n1>n2.',
    examples: ['link n1 n2 cut', 'link n1>n2 hold', 'link n1 n2 free'],
    read: words => {
      const ends = linkEnds(words)
      const becomes = words.choice(
        ['cut', 'hold', 'held', 'free', 'release'],
        'cut, hold or free, such as: link n1 n2 cut',
      )
      words.over('link n1 n2 cut|hold|free')
      return linkSaid(ends, becomes)
    },
    next: (typed, run) =>
      typed.filter(word => word !== '>').length < 2
        ? ends(typed, run)
        : typed.some(word => word in BECOMES)
          ? []
          : options(
              ['cut', 'what is sent on it is lost'],
              ['hold', 'what is sent on it waits'],
              ['free', 'it works again'],
            ),
  },
  linkCommand('hold', [], 'Holds back what is sent on a link until it is released.'),
  linkCommand('release', ['free', 'let'], 'Lets go what a link holds back.'),
  {
    name: 'clock',
    breaks: 'of a replica: ahead or behind',
    aliases: ['skew'],
    usage: 'clock n3 +300',
    says: 'Sets how far a replica’s clock is off, in milliseconds; 0 sets it right.',
    examples: ['clock n3 +300', 'clock n3 -300', 'clock n3 0'],
    read: words => {
      const node = words.replica()
      words.take('by', 'is', 'off')
      const bounds = { min: -CLOCK_MS_MAX, max: CLOCK_MS_MAX, units: TIME_UNITS }
      const offsetUs = micros(words.number(bounds, 'milliseconds such as +300 or -300, at most an hour'))
      words.over('clock n3 +300')
      return said({ type: 'fault', fault: { type: 'clock', node, offsetUs: offsetUs + 0 } })
    },
    next: (typed, run) =>
      typed.length === 0
        ? ends(typed, run)
        : typed.length === 1
          ? options(['+300', 'milliseconds ahead'], ['-300', 'milliseconds behind'], ['0', 'right'])
          : [],
  },
]

/** `hold` and `release`: the link commands that say in their name what becomes of the link. */
function linkCommand(name: 'hold' | 'release', aliases: readonly string[], says: string): Command {
  const usage = `${name} n1>n2`
  return {
    name,
    aliases,
    usage,
    says: `${says} Both ways when written n1 n2.`,
    examples: [usage, `${name} n1 n2`],
    read: words => {
      const between = linkEnds(words)
      words.over(usage)
      return linkSaid(between, name)
    },
    next: (typed, run) => (typed.filter(word => word !== '>').length < 2 ? ends(typed, run) : []),
  }
}

interface Between {
  readonly from: string
  readonly to: string
  readonly oneWay: boolean
}

function linkEnds(words: Words): Between {
  const from = words.replica()
  const oneWay = words.take('>') !== null
  if (!oneWay) words.skipFillers()
  const at = words.at
  const to = words.replica()
  if (to === from)
    throw new Misread(`A link goes from one replica to another one, not from ${from} to itself.`, at)
  return { from, to, oneWay }
}

function linkSaid({ from, to, oneWay }: Between, becomes: LinkCommand): Said {
  const deed = (from: string, to: string): Deed => ({
    type: 'fault',
    fault: { type: 'link', from, to, fault: BECOMES[becomes] },
  })
  return said(deed(from, to), ...(oneWay ? [] : [deed(to, from)]))
}

function ends(typed: readonly string[], { scenario }: Run): readonly Option[] {
  const free = scenario.replicas.filter(id => !typed.includes(id)).map(text => ({ text, says: 'a replica' }))
  return typed.length === 1 && typed[0] !== '>' ? [...free, { text: '>', says: 'one way only' }] : free
}
