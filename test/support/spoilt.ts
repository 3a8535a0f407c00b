import { draw, type Random } from '../../src/model/random.ts'

/** What upsets a reader of YAML, Markdown or a terminal. */
const SPICE = [
  '\u001b[2J\u0007',
  '\u202e',
  '&a ',
  '*a',
  '<<: *a',
  '!!js/function "a"',
  '---\n',
  '"',
  "'",
  '[',
  '{',
  '- ',
  ': ',
  '#',
  '```',
  '[^',
  '<b>',
  '\t',
  '\r',
  '\0',
  '1e999',
  '-1',
  'null',
  'true',
  '../../x',
  '__proto__: 1\n',
  '999999999',
  '\ud800',
  '🙂',
]

/** A text somewhat spoilt: something deleted, doubled, moved or put in, up to three times; and the chance after it. */
export function spoilt(text: string, random: Random): readonly [string, Random] {
  let next = random
  const below = (limit: number) => {
    const [value, after] = draw(next, 0, Math.max(0, limit - 1))
    next = after
    return value
  }
  let result = text
  for (let times = 1 + below(3); times > 0; times -= 1) {
    const at = below(result.length)
    const to = Math.min(result.length, at + 1 + below(40))
    const lines = result.split('\n')
    const line = below(lines.length)
    const ways = [
      () => result.slice(0, at) + result.slice(to),
      () => result.slice(0, to) + result.slice(at),
      () => result.slice(0, at) + (SPICE[below(SPICE.length)] ?? '') + result.slice(at),
      () => lines.toSpliced(line, 1).join('\n'),
      () => lines.toSpliced(line, 0, lines[below(lines.length)] ?? '').join('\n'),
      () => result.replace(/\d+/g, digits => (below(4) === 0 ? String(below(100_000)) : digits)),
    ]
    result = ways[below(ways.length)]?.() ?? result
  }
  return [result, next]
}
