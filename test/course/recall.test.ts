import { describe, expect, test } from 'vitest'
import { hear } from '../../src/course/course.ts'
import { shippedCourse } from '../support/course.ts'
import { faults, onePage } from './sample.ts'

const block = shippedCourse()
  .course.lessons.flatMap(({ pages }) => pages)
  .map(page => page.block)
  .find(found => found?.kind === 'recall')
if (block?.kind !== 'recall') throw new Error('the course asks nothing from memory')
const { items } = block

const heard = (answer: string) => {
  const found = hear(items, answer)
  return found.kind === 'item' ? found.id : found.kind
}

describe('an answer from memory', () => {
  test.each([
    ['The network is reliable.', 'reliable'],
    ['reliable', 'reliable'],
    ['RELIABLE NETWORK', 'reliable'],
    ['networks are relaible', 'reliable'],
    ['zero latency', 'latency'],
    ['latency is 0', 'latency'],
    ['there is no latency', 'latency'],
    ['latancy', 'latency'],
    ['infinite bandwidth', 'bandwidth'],
    ['bandwith is infinite', 'bandwidth'],
    ['unlimited bandwidth', 'bandwidth'],
    ['the network is secure', 'secure'],
    ['topology does not change', 'topology'],
    ["topology doesn't change", 'topology'],
    ['the topology never changes', 'topology'],
    ['one admin', 'administrator'],
    ['there is only 1 administrator', 'administrator'],
    ['transport is free', 'cost'],
    ['cost of transport is zero', 'cost'],
    ['homogenous', 'homogeneous'],
    ['the network is homogeneous', 'homogeneous'],
  ])('«%s» is %s', (answer, id) => {
    expect(heard(answer)).toBe(id)
  })

  test.each([
    // The truth is not the belief.
    ['bandwidth is finite', 'close'],
    ['bandwidth is not infinite', 'close'],
    ['the network is not reliable', 'close'],
    ['latency is not zero', 'close'],
    ['topology changes', 'close'],
    // Two at once are none.
    ['reliable and secure', 'close'],
    ['latency and bandwidth', 'close'],
    ['the network is unreliable', 'unknown'],
    ['the network is insecure', 'unknown'],
    ['the network is heterogeneous', 'unknown'],
    ['network', 'unknown'],
    ['zero', 'unknown'],
    ['the', 'unknown'],
    ['clocks are synchronised', 'unknown'],
    ['', 'unknown'],
    ['?!', 'unknown'],
  ])('«%s» is %s', (answer, kind) => {
    expect(heard(answer)).toBe(kind)
  })

  test('in any case and any order of words every accepted wording means its item', () => {
    for (const { id, accept } of items)
      for (const wording of accept) {
        const words = wording.split(' ')
        expect(heard(wording.toUpperCase()), wording).toBe(id)
        expect(heard([...words].reverse().join('  ')), wording).toBe(id)
      }
  })

  test('what fits two items equally well is neither of them', () => {
    const twins = ['left', 'right'].map(id => ({ id, text: [], accept: [`${id} side`, 'a side'] }))
    expect(hear(twins, 'a side')).toEqual({ kind: 'several' })
    expect(hear(twins, 'left side')).toEqual({ kind: 'item', id: 'left' })
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
  expect(faults(page('right side'))).toEqual([
    expect.stringContaining('«right side» would not be taken for «left» alone'),
    expect.stringContaining('«Right side» would not be taken for «right» alone'),
  ])
  expect(faults(page('the'))).toEqual([expect.stringContaining('«the» would not be taken for «left» alone')])
})
