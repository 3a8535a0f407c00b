import { describe, expect, test } from 'vitest'
import { hear } from '../../src/course/course.ts'
import { shippedCourse } from '../support/course.ts'
import { faults, onePage } from './sample.ts'

const block = shippedCourse()
  .course.lessons.flatMap(({ pages }) => pages)
  .map(page => page.block)
  .find(found => found?.kind === 'recall')
if (block?.kind !== 'recall') throw new Error('the course asks nothing from memory')

const heard = (answer: string) => {
  const found = hear(block, answer)
  return found.kind === 'item' ? found.id : found.kind
}

/** Wordings as people type them, slips and all. */
const SAID: Readonly<Record<string, string>> = {
  reliable: `The network is reliable. / reliable / RELIABLE NETWORK / networks are relaible / the network always works /
    messages never get lost / nothing gets lost / no packet loss / every message arrives / calls never fail /
    packets are never dropped / the network never goes down / the connection is always up / nothing ever breaks /
    data always gets through / there are no errors / the network is never unavailable / it always works /
    all messages are delivered / the network is not unreliable / a call never goes missing`,
  latency: `zero latency / latency is 0 / there is no latency / latancy / latency / latency is zero / no delay /
    calls are instant / answers come at once / the network is fast / messages arrive immediately / there's no lag /
    calls take no time / sending takes no time / you never have to wait / distance doesn't matter /
    there is never a delay / the network is never slow / it is instantaneous / replies are quick`,
  bandwidth: `infinite bandwidth / bandwith is infinite / unlimited bandwidth / bandwidth / bandwidth is unlimited /
    you can send as much as you want / there is always enough bandwidth / bandwidth has no limit / endless bandwidth /
    the pipe never gets full / the network is never congested / any amount of data fits through / capacity is infinite /
    you can send lots of data / throughput is unlimited / size doesn't matter / I can send as much data as I like`,
  secure: `the network is secure / secure / security / nobody listens / no one listens in / nobody is listening /
    hackers don't read my packets / the network is safe / no one can read my messages / there are no hackers /
    nobody tampers with messages / the network is private / you can trust the network / nobody eavesdrops /
    there are no attackers / nobody alters messages / there are no bad guys / nobody can see my data / safe network`,
  topology: `topology does not change / topology doesn't change / the topology never changes / topology / fixed topology /
    addresses don't change / machines stay at the same address / machines never move / servers stay where they are /
    the structure of the network is fixed / static topology / topology is constant / the address is always the same /
    servers are never replaced / the layout never changes / topology stays the same / the network never changes /
    an unchanging topology / nodes stay in place`,
  administrator: `one admin / there is only 1 administrator / there is one administrator / single admin / administrator /
    one owner / a single person is in charge / somebody controls everything / one team runs everything / one operator /
    there is only one sysadmin / one person manages the network / I control the whole network / the same administrator /
    one company owns the network / there's one boss / there aren't several admins / one person is responsible`,
  cost: `transport is free / cost of transport is zero / transport cost is zero / sending data is free / calls are free /
    costs / transport / transport costs nothing / sending costs nothing / the network is free / it's free / zero cost /
    moving data doesn't cost anything / no charge for transport / you pay nothing for traffic / calls are cheap /
    a call costs nothing / data transfer is free / nobody pays for messages`,
  homogeneous: `homogenous / the network is homogeneous / homogeneity / all machines are the same / everything is the same /
    everyone runs the same version / same version everywhere / all computers are identical / everything is compatible /
    everyone speaks the same protocol / all nodes run the same software / the network is uniform / one kind of machine /
    machines are all alike / all servers use the same format / no different versions / the machines are equal /
    all the hardware is the same / there is only one version`,
}
const OTHERS: Readonly<Record<string, string>> = {
  // The truth is not the belief.
  opposite: `bandwidth is finite / bandwidth is not infinite / the network is not reliable / latency is not zero /
    topology changes / the network is unreliable / the network is insecure / the network is heterogeneous /
    messages get lost / hackers read my packets / machines move / addresses change / transport is not free /
    bandwidth is limited / two administrators / there are many administrators / machines are different / there is latency / calls can fail /
    packets get dropped / transport costs money / the network is slow / sending data isn't free`,
  near: 'latency exists / the clocks are reliable / time is an illusion / reliable bananas / the topology is a ring',
  // Two at once are none.
  several: 'reliable and secure / latency and bandwidth',
  unknown: `network / zero / the / clocks are synchronised / / ?! / I don't know / bananas / messages / consensus is easy /
    nothing / databases`,
}
const rows = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).flatMap(([as, all]) =>
    all.split('/').map((answer): [string, string] => [answer.trim(), as]),
  )

describe('an answer from memory', () => {
  test.each([...rows(SAID), ...rows(OTHERS)])('«%s» is %s', (answer, as) => {
    expect(heard(answer)).toBe(as)
  })

  test('each of the eight is known in a dozen plain wordings and more', () => {
    expect(Object.keys(SAID)).toEqual(block.items.map(({ id }) => id))
    for (const all of Object.values(SAID)) expect(all.split('/').length).toBeGreaterThan(12)
  })

  test('in any case and any order of words a wording means its item', () => {
    for (const [wording, id] of rows(SAID)) {
      const words = wording.split(/\s+/).filter(word => !/^(no|one)$/.test(word))
      if (words.length < wording.split(/\s+/).length) continue
      expect(heard(wording.toUpperCase()), wording).toBe(id)
      expect(heard([...words].reverse().join('  ')), wording).toBe(id)
    }
  })

  test('what fits two items equally well is neither of them', () => {
    const items = ['left', 'right'].map(id => ({
      id,
      text: [],
      theme: null,
      names: [],
      accept: [`${id} side`, 'a side'],
    }))
    const list = { items, beside: [] }
    expect(hear(list, 'a side')).toEqual({ kind: 'several' })
    expect(hear(list, 'left side')).toEqual({ kind: 'item', id: 'left' })
  })
})

test('a wording that fits two items, or says nothing, is a fault of the lesson', () => {
  const page = (accept: string) =>
    onePage(
      [
        '```recall',
        'id: sides',
        'ask: Both?',
        'items:',
        `  - { id: left, text: Left side, accept: [${accept}] }`,
        '  - { id: right, text: Right side }',
        '```',
      ].join('\n'),
    )
  expect(faults(page('leftmost'))).toEqual([])
  expect(faults(page('right/leftmost side'))).toEqual([
    expect.stringContaining('«right side» would not be taken for «left» alone'),
    expect.stringContaining('«Right side» would not be taken for «right» alone'),
  ])
  expect(faults(page('the'))).toEqual([expect.stringContaining('«the» would not be taken for «left» alone')])
})
