import type { NodeId } from '../../model/cluster.ts'
import type { Deed, Run } from '../run.ts'
import { type Command, type Option, options, type Said, said } from './kind.ts'
import { nowOf } from './now.ts'
import { Misread, type Words } from './words.ts'

const CUT_USAGE = 'cut n1 n2 | n3 n4 n5'
const ONE_WAY = ['one-way', 'oneway']
const LOSE_DISK = ['lose-disk', '--lose-disk', 'losedisk', 'lost-disk', 'empty']

/** The commands that break nodes and the network as a whole, and mend them. */
export const FAULT_COMMANDS: readonly Command[] = [
  {
    name: 'cut',
    breaks: 'the network into two sides or more',
    aliases: ['partition', 'split'],
    usage: CUT_USAGE,
    says: 'Cuts the network into two sides or more; one side alone is cut off from all the rest. With > only what is sent that way is lost.',
    examples: [CUT_USAGE, 'cut n1 n2 | n3 n4 | n5', 'cut n1 > n2', 'cut one-way n1 n2 | n3', 'cut n4 n5'],
    read: readCut,
    next: (typed, run) => [
      ...unused(typed, run),
      ...(typed.length === 0 ? options(['one-way', 'lose only what the first side sends']) : []),
      ...(isReplica(typed.at(-1), run) ? options(['|', 'the other side'], ['>', 'one way only']) : []),
    ],
  },
  {
    name: 'heal',
    breaks: 'every cut',
    aliases: ['mend', 'uncut'],
    usage: 'heal',
    says: 'Mends every cut, of the network and of single links. What is held stays held.',
    examples: ['heal'],
    read: (words, run) => {
      words.take('all', 'network')
      words.over('heal')
      checkHealable(run)
      return said({ type: 'fault', fault: { type: 'heal' } })
    },
    next: () => [],
  },
  {
    name: 'crash',
    breaks: 'a replica, its disk kept or lost',
    aliases: ['kill', 'stop'],
    usage: 'crash n2 [--lose-disk]',
    says: 'Stops a replica. With --lose-disk it comes straight back, with an empty disk.',
    examples: ['crash n2', 'crash n2 --lose-disk'],
    read: readCrash,
    next: (typed, run) =>
      typed.length === 0
        ? running(run, true)
        : typed.length === 1
          ? options(['--lose-disk', 'it comes back at once, its disk empty'])
          : [],
  },
  {
    name: 'restart',
    breaks: 'a crashed replica',
    aliases: ['start', 'revive'],
    usage: 'restart n2 [--lose-disk]',
    says: 'Starts a crashed replica again, with its disk as it was or, with --lose-disk, empty.',
    examples: ['restart n2', 'restart n2 --lose-disk'],
    read: readRestart,
    next: (typed, run) =>
      typed.length === 0
        ? running(run, false)
        : typed.length === 1
          ? options(['--lose-disk', 'with an empty disk'])
          : [],
  },
]

/** Without a cut there is nothing to heal; what is held has a command of its own. */
function checkHealable(run: Run): void {
  const { partition, faults } = nowOf(run)
  const links = Object.values(faults)
  // Of a run that is over something else is said.
  if (run.moment.ended || partition !== null || links.includes('cut')) return
  const held = links.includes('held') ? ' What a link holds back is let go with: release n1 n2' : ''
  throw new Misread(`There is nothing to heal: nothing is cut.${held}`, 0)
}

function readCut(words: Words, run: Run): Said {
  let oneWay = words.take(...ONE_WAY) !== null
  const groups: NodeId[][] = [[]]
  const separators = new Set<string>()
  for (;;) {
    words.skipFillers()
    const at = words.at
    const separator = words.take('|', '>', 'from')
    if (separator !== null) {
      if (groups.at(-1)?.length === 0)
        throw new Misread(`A side of a cut has at least one replica: ${CUT_USAGE}`, at)
      groups.push([])
      separators.add(separator)
    } else if (words.isOver()) break
    else {
      const node = words.replica()
      if (groups.flat().includes(node))
        throw new Misread(`${node} stands in this cut twice; once is enough.`, at)
      groups.at(-1)?.push(node)
    }
  }
  if (separators.has('>') && separators.size > 1)
    throw new Misread('A cut is one way (>) or both ways (|), not both.', 0)
  oneWay ||= separators.has('>')
  return sidesSaid(run, complete(run, groups, words.at), oneWay)
}

/** The sides of a cut; a single one is cut off from everybody it leaves out. */
function complete(
  { scenario }: Run,
  groups: readonly NodeId[][],
  end: number,
): readonly (readonly NodeId[])[] {
  const named = groups.flat()
  if (named.length === 0) throw new Misread(`Expected the sides of the cut, such as: ${CUT_USAGE}`, end)
  if (groups.at(-1)?.length === 0)
    throw new Misread(`Expected the replicas of the other side, such as: ${CUT_USAGE}`, end)
  if (groups.length > 1) return groups
  const rest = scenario.replicas.filter(id => !named.includes(id))
  if (rest.length === 0)
    throw new Misread(`All replicas on one side are no cut; put a | between two sides: ${CUT_USAGE}`, end)
  return [named, rest]
}

function sidesSaid(run: Run, groups: readonly (readonly NodeId[])[], oneWay: boolean): Said {
  const { deeds, says } = said({ type: 'fault', fault: { type: 'cut', partition: { groups, oneWay } } })
  const outside = run.scenario.replicas.filter(id => !groups.flat().includes(id))
  const bridge = outside.length > 0 ? `; ${outside.join(' ')} on no side, so still reaching all` : ''
  const instead = nowOf(run).partition === null ? '' : ' (instead of the cut before)'
  return { deeds, says: `${says}${bridge}${instead}` }
}

function readCrash(words: Words, run: Run): Said {
  const at = words.at
  const losesBefore = words.take(...LOSE_DISK) !== null
  const node = words.replica()
  const loses = losesDisk(words) || losesBefore
  words.over('crash n2 [--lose-disk]')
  if (nowOf(run).down.has(node))
    throw new Misread(
      `${node} is down already; start it with: restart ${node}${loses ? ' --lose-disk' : ''}`,
      at,
    )
  const crash: Deed = { type: 'fault', fault: { type: 'crash', node } }
  return loses
    ? said(crash, { type: 'fault', fault: { type: 'restart', node, diskKept: false } })
    : said(crash)
}

function readRestart(words: Words, run: Run): Said {
  const at = words.at
  const losesBefore = words.take(...LOSE_DISK) !== null
  const node = words.replica()
  const loses = losesDisk(words) || losesBefore
  words.over('restart n2 [--lose-disk]')
  if (!nowOf(run).down.has(node))
    throw new Misread(`${node} is running; only a crashed replica can start again: crash ${node}`, at)
  return said({ type: 'fault', fault: { type: 'restart', node, diskKept: !loses } })
}

/** Whether the disk is to be lost, however it is said. */
function losesDisk(words: Words): boolean {
  words.take('with', '--')
  if (words.take(...LOSE_DISK, 'lose', 'lost', 'no') === null) return false
  words.take('disk', 'disc')
  return true
}

/** The replicas that no side of the cut has yet. */
function unused(typed: readonly string[], { scenario }: Run): readonly Option[] {
  return scenario.replicas.filter(id => !typed.includes(id)).map(text => ({ text, says: 'a replica' }))
}

function isReplica(word: string | undefined, { scenario }: Run): boolean {
  return word !== undefined && scenario.replicas.includes(word)
}

function running(run: Run, up: boolean): readonly Option[] {
  const { down } = nowOf(run)
  return run.scenario.replicas
    .filter(id => down.has(id) !== up)
    .map(text => ({ text, says: up ? 'it is running' : 'it is down' }))
}
