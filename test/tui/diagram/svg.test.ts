import { describe, expect, test } from 'vitest'
import { advance, assess, startRun } from '../../../src/lab/lab.ts'
import { diagramSvg } from '../../../src/tui/diagram/svg.ts'
import { DARK, LIGHT, ROLES } from '../../../src/tui/diagram/svg-style.ts'
import { contrast } from '../../support/colours.ts'
import { randomScenario, startHarshRun } from '../../support/random-scenario.ts'
import { runAt, splitBank } from '../cluster/scenes.ts'
import { parseXml } from './xml.ts'

const bank = runAt(splitBank(), 9000)
const violated = runAt(splitBank(), 9000, 'availability')

describe('the SVG', () => {
  test.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('can be read in %s', (_, palette) => {
    for (const role of ROLES)
      for (const ground of [palette.ground, palette.cut])
        expect(contrast(palette[role], ground), `${role} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    expect(diagramSvg(bank, assess(bank))).toContain(palette.ground)
  })

  test('is light, and dark for whoever’s system is', () => {
    const [style = ''] = /<style>[^<]*<\/style>/.exec(diagramSvg(bank, assess(bank))) ?? []
    const [light = '', dark = '', ...more] = style.split('@media (prefers-color-scheme:dark)')
    expect(more).toEqual([])
    for (const [sheet, palette, other] of [
      [light, LIGHT, DARK],
      [dark, DARK, LIGHT],
    ] as const)
      for (const role of ROLES) {
        expect(sheet).toContain(`.${role}{fill:${palette[role]};stroke:${palette[role]}}`)
        expect(sheet).not.toContain(other[role])
      }
    expect(dark).toContain(`.ground{fill:${DARK.ground}`)
    expect(dark).toContain(`.cut{fill:${DARK.cut}`)
  })

  test('is well-formed for every run, without control characters, and the same each time', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const scenario = randomScenario(seed, {
        model: seed % 2 === 0 ? 'register' : 'set',
        merge: seed % 2 === 0 ? 'last-write-wins' : 'set-union',
        policy: seed % 3 === 0 ? 'availability' : 'consistency',
        faults: 'random',
        operations: 20,
        clients: 4,
      })
      const begin = seed % 2 === 0 ? startRun(scenario, seed) : startHarshRun(scenario, seed)
      const run = advance(begin, seed * 600_000)
      const svg = diagramSvg(run, seed % 4 === 0 ? null : assess(run))
      const root = parseXml(svg)
      expect(root.name).toBe('svg')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
      expect(svg).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|NaN|Infinity|undefined/)
      expect(diagramSvg(run, seed % 4 === 0 ? null : assess(run))).toBe(svg)
    }
  })

  test('says which run it is, what its colours mean, and what no order explains', () => {
    const svg = diagramSvg(violated, assess(violated))
    expect(svg).toContain('seed 7 · chosen: Availability')
    expect(svg).toContain('no single order explains A and B<')
    expect(svg).toContain('>A: withdraw 80<')
    expect(svg).toContain('◇ the run stood still and waited<')
    const legend = /<g id="netsplit-legend">[\s\S]*?<\/g>/.exec(svg)?.[0] ?? ''
    for (const words of ['asks', 'says yes', 'passes news on', '× never arrived', '✓ answered'])
      expect(legend).toContain(words)
    // Every colour that a message has is in the legend, and what does not happen is not.
    const used = new Set(
      [
        ...(/<g id="netsplit-messages">[\s\S]*?<\/g>/.exec(svg)?.[0] ?? '').matchAll(
          /<line [^>]*class="(\w+)/g,
        ),
      ].map(([, role]) => role),
    )
    for (const role of used) expect(legend).toContain(`class="${role}`)
    expect(legend).not.toContain('refused')
    expect(diagramSvg(bank, assess(bank))).toContain('✗ refused<')
  })

  test('needs nothing from elsewhere and runs nothing', () => {
    const svg = diagramSvg(bank, assess(bank))
    expect(svg).not.toMatch(/<script|href|url\(|@import|@font-face|\son\w+=|<foreignObject|<image/i)
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg'])
    expect(svg.length).toBeLessThan(60_000)
  })

  test('says in words what it shows', () => {
    const root = parseXml(diagramSvg(violated, assess(violated)))
    expect(root.attributes['role']).toBe('img')
    const named = (root.attributes['aria-labelledby'] ?? '').split(' ')
    const [title, desc] = named.map(id => root.children.find(child => child.attributes['id'] === id))
    expect(title?.text).toBe('The split bank – seed 7, a space-time diagram')
    expect(desc?.text).toContain('Replicas: n1, n2, n3, n4, n5. Clients: Lyon, Oslo.')
    expect(desc?.text).toContain('A. Lyon: withdraw 80, from 1.75 s to 2.15 s, answered.')
    expect(desc?.text).toContain('From 1.50 s to 5.00 s: CUT n1 n2 n3 | n4 n5.')
    expect(desc?.text).toContain('Verdict: No single order explains these answers about account')
  })

  test('shows hostile names as text', () => {
    const scenario = splitBank(
      ['name: Lyon', 'name: "<script>&\\"\'"'],
      ['title: The split bank', 'title: "</title><b>&amp;"'],
    )
    const root = parseXml(diagramSvg(runAt(scenario, 2000), null))
    expect(root.children[0]?.text).toContain('</title><b>&amp;')
    expect(root.children[1]?.text).toContain('<script>&"\'')
  })
})
