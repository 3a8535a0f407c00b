import { describe, expect, it } from 'vitest'
import { readScenario } from '../../src/lab/lab.ts'
import { problemLine } from '../../src/model/problem.ts'
import { scenarioText } from './scenarios.ts'

const BANK = scenarioText('split-bank')
const FEED = scenarioText('split-feed')

function problemsOf(text: string): readonly string[] {
  const read = readScenario(text, 'mine.yaml')
  return read.ok ? [] : read.problems.map(problemLine)
}

/** The shipped scenario with one thing changed: what is told, with `HERE` in the place of the line of the change. */
function told(from: string, to: string, base = BANK): readonly string[] {
  const place = base.indexOf(from)
  if (place < 0) throw new Error(`the scenario has no «${from}» any more`)
  const line = base.slice(0, place).split('\n').length
  const text = base.replace(from, to)
  return problemsOf(text).map(problem => problem.replace(`mine.yaml:${line}:`, 'HERE:'))
}

const OSLO = 'c2, f: withdraw, key: account, value: 80'

describe('a scenario that is as it should be', () => {
  it.each([BANK, FEED, ...['split-cart', 'split-lock', 'split-names', 'split-cash'].map(scenarioText)])(
    '%#: has no problems',
    text => {
      expect(problemsOf(text)).toEqual([])
    },
  )
})

describe('names of nothing, told with their line and what there is', () => {
  it.each([
    [
      'cut: [[n1, n2, n3], [n4, n5]] }',
      'cut: [[n1, n2, n3], [n4, n9]] }',
      /^HERE: There is no replica «n9»; .*n1, n2, n3, n4, n5\.$/,
    ],
    ['name: Oslo, at: n4', 'name: Oslo, at: n7', /^HERE: There is no replica «n7»/],
    ['waiting: n4', 'waiting: n8', /^HERE: There is no replica «n8»/],
    ['heal: true', 'crash: n6', /^HERE: There is no replica «n6»/],
    ['heal: true', 'restart: c1', /^HERE: There is no replica «c1»/],
    [
      `client: ${OSLO}`,
      `client: ${OSLO.replace('c2', 'c3')}`,
      /^HERE: There is no client «c3»; the clients are c1, c2\.$/,
    ],
    [OSLO, OSLO.replace('account', 'savings'), /^HERE: There is no key «savings»; the keys are account\.$/],
    [
      'holds: { answeredWhileCut: 0 }',
      'holds: { answeredWhileUp: 0 }',
      /^HERE: There is no fact «answeredWhileUp»; the facts are requests, .*verdict\.$/,
    ],
    [
      'f: withdraw, key: account, value: 10',
      'f: withdraw, key: acount, value: 10',
      /^HERE: There is no key «acount»/,
    ],
    ['seed: 7', 'sede: 7', /^HERE: unknown key «sede» \(did you mean «seed»\?\); known here: id, title/],
    [
      'policy: consistency\n\nnetwork',
      'policy: consistancy\n\nnetwork',
      /^HERE: «policy» should be .*did you mean «consistency»/,
    ],
    ['moneyCreated]', 'moneyCreatd]', /^HERE: .*did you mean «moneyCreated»/],
  ])('%s -> %s', (from, to, expected) => {
    expect(told(from, to)).toEqual([expect.stringMatching(expected)])
  })
})

const CART = scenarioText('split-cart')

describe('choices, predictions and expectations that make no sense', () => {
  it.each([
    [
      'merge: { cart: set-union }',
      'merge: { card: set-union }',
      /^HERE: There is no key «card»; the keys are cart\.$/,
    ],
    [
      'merge: { cart: set-union }',
      'merge: { cart: counter }',
      /^HERE: The merge rule «counter» has no way to merge a «add»\.$/,
    ],
    ['when: { at: 0 }', 'when: { at: 10 }', /A merge rule is chosen at the very beginning/],
    ['remove: consistency }', 'remove: consistancy }', /^HERE: .*did you mean «consistency»/],
    ['remove: consistency }', 'delete: consistency }', /^HERE: unknown key «delete»/],
    ['do: []', 'policy: maybe', /^HERE: /],
    ['        do: []\n', '', /A choice does something: «policy», .* or «do: \[\]» for nothing\.$/],
    [
      '- { client: c2, f: remove, key: cart, value: hat }',
      '- { client: c7, f: remove, key: cart, value: hat }',
      /^HERE: There is no client «c7»/,
    ],
    [
      '- { client: c2, f: remove, key: cart, value: hat }',
      '- { client: c2, f: write, key: cart, value: hat }',
      /^HERE: The model «set» knows read, add, remove, not «write»/,
    ],
    ['- id: remove-again', '- id: leave', /^HERE: «leave» is taken; give each choice of a stop/],
    [
      'holds: { notAnswered: 1, staleReads: 0 }',
      'holds: { notAnswerd: 1 }',
      /^HERE: There is no fact «notAnswerd»/,
    ],
    [
      'choose: [union, by-operation, leave]',
      'choose: [union, by-operation, left]',
      /^HERE: There is no choice «left» at any stop\.$/,
    ],
    [
      'choose: [union, by-operation, leave]',
      'choose: [union, by-operation]',
      /^HERE: Nothing is chosen at the stop «repair»; its choices are leave, remove-again, add-again\.$/,
    ],
    [
      'holds: { verdict: linearizable, notAnswered: 1,',
      'holds: { verdikt: linearizable, notAnswered: 1,',
      /^HERE: There is no fact «verdikt»/,
    ],
    ['  cameBack: "', '  comeBack: "', /^HERE: unknown key «comeBack» \(did you mean «cameBack»\?\)/],
  ])('%s -> %s', (from, to, expected) => {
    expect(told(from, to, CART)[0]).toMatch(expected)
  })
})

describe('what does not fit together', () => {
  it.each([
    [
      OSLO,
      'c2, f: add, key: account, value: 80',
      /^HERE: The model «account» knows read, withdraw, deposit, not «add»\.$/,
    ],
    [OSLO, 'c2, f: withdraw, key: account', /^HERE: A withdraw takes a whole sum from 0 to 1000000\.$/],
    [OSLO, 'c2, f: withdraw, key: account, value: 0.1', /^HERE: A withdraw takes a whole sum/],
    [OSLO, 'c2, f: deposit, key: account, value: -5', /^HERE: A deposit takes a whole sum/],
    [OSLO, 'c2, f: read, key: account, value: 1', /^HERE: A read takes no value\.$/],
    [
      'initial: 100',
      'initial: plenty',
      /^HERE: A key of the model «account» begins with a whole sum of 0 or more, not "plenty"\.$/,
    ],
    [
      'initial: 100',
      'initial: -1',
      /^HERE: A key of the model «account» begins with a whole sum of 0 or more, not -1\.$/,
    ],
    [
      'initial: 100',
      'initial: 0.5',
      /^HERE: A key of the model «account» begins with a whole sum of 0 or more, not 0.5\.$/,
    ],
    [
      'initial: 100, ',
      '',
      /^HERE: A key of the model «account» begins with a whole sum of 0 or more, not null\.$/,
    ],
    [
      '{ id: c2, name: Oslo',
      '{ id: c1, name: Oslo',
      /^HERE: There are two clients «c1»; give each its own name\.$/,
    ],
    ['{ id: c1, name: Lyon', '{ id: n1, name: Lyon', /^HERE: A client is called c1, c2 …, not «n1»\.$/],
    [
      '[[n1, n2, n3], [n4, n5]] }',
      '[[n1, n2, n3], [n3, n5]] }',
      /^HERE: n3 stands in this cut twice; once is enough\.$/,
    ],
    ['  - id: heal\n', '  - id: choice\n', /^HERE: «choice» is taken; give each stop a name of its own\.$/],
    ['  - id: heal\n', '  - id: end\n', /^HERE: «end» is taken/],
    [
      'when: { at: 4990, while-cut: true }',
      'when: { at: 4990, while-cut: true }\n    ask: Well?',
      /A stop has both «ask» and «choices», or neither\.$/,
    ],
  ])('%s -> %s', (from, to, expected) => {
    expect(told(from, to)[0]).toMatch(expected)
  })

  it('merge rules that have no way to merge an operation', () => {
    const union = told('merge: last-write-wins', 'merge: set-union')
    expect(union.length).toBeGreaterThan(1)
    expect(union[0]).toMatch(/^mine.yaml:\d+: The merge rule «set-union» has no way to merge a «withdraw»\.$/)
    expect(told('merge: set-union', 'merge: counter', FEED)[0]).toMatch(
      /«counter» has no way to merge a «add»/,
    )
  })

  it('keys that begin with different values, which one verdict could not judge', () => {
    const two =
      '  account: { initial: 100, merge: last-write-wins }\n  other: { initial: 50, merge: counter }'
    expect(told('  account: { initial: 100, merge: last-write-wins }', two)).toEqual([
      expect.stringMatching(/: All keys begin with the same value: «account» with 100, this one with 50\.$/),
    ])
    expect(told('  account: { initial: 100, merge: last-write-wins }', two.replace('50', '100'))).toEqual([])
    expect(
      told('  feed: { initial: [], merge: set-union }', '  feed: { initial: 3, merge: set-union }', FEED)[0],
    ).toMatch(/begins with an array, not 3\.$/)
  })

  it('no key at all', () => {
    const none = BANK.replace('keys:\n  account: { initial: 100, merge: last-write-wins }', 'keys: {}')
    expect(problemsOf(none)[0]).toMatch(/^mine.yaml:\d+: A scenario has at least one key\.$/)
  })
})

describe('times', () => {
  it.each([
    [
      '- { at: [6200, 6300], client: c1',
      '- { at: [6200, 7400], client: c1',
      /^HERE: This is due at 7400 ms, when the run is over: it lasts 7400 ms\.$/,
    ],
    ['- { at: 5000, heal', '- { at: 8000, heal', /^HERE: This is due at 8000 ms/],
    ['when: { at: 4990, while-cut: true }', 'when: { at: 9000 }', /^HERE: This is due at 9000 ms/],
    [
      '- { at: [100, 200], client',
      '- { at: [200, 100], client',
      /^HERE: A range goes from the lesser to the greater number, not from 200 to 100\.$/,
    ],
    ['delay: [40, 110]', 'delay: [110, 40]', /^HERE: A range goes from the lesser/],
    ['client-delay: [30, 60]', 'client-delay: [60, 30]', /^HERE: A range goes from the lesser/],
    ['- { at: 5000, heal', '- { at: -1, heal', /^HERE: «at» should be 0 or more, found the number -1/],
    ['attempt: 600', 'attempt: 0', /^HERE: «attempt» should be 10 or more, found the number 0/],
    ['replicas: 5', 'replicas: 9', /^HERE: «replicas» should be at most 7, found the number 9/],
    ['replicas: 5', 'replicas: 2', /^HERE: «replicas» should be 3 or more/],
    ['lasts: 7400', 'lasts: soon', /^HERE: «lasts» should be a number, found the text "soon"/],
  ])('%s -> %s', (from, to, expected) => {
    expect(told(from, to)[0]).toMatch(expected)
  })
})

describe('what is no scenario at all', () => {
  it.each([
    ['nothing', '', /^mine.yaml(:1)?: /],
    ['only a comment', '# later\n', /^mine.yaml(:\d+)?: /],
    ['a list', '- 1\n- 2\n', /^mine.yaml:1: /],
    ['no YAML', 'id: x\n  title: : "\n', /^mine.yaml:\d: not valid YAML/],
    ['binary', '\u0000\u0001\u0002ELF\u0007', /^mine.yaml:1: /],
    ['10 MB', 'x'.repeat(10_000_000), /^mine.yaml: this is longer than the 256 KiB that are read$/],
    ['10 MB of lines', 'a: 1\n'.repeat(2_000_000), /256 KiB/],
    ['the half of one', BANK.slice(0, BANK.length / 2), /^mine.yaml(:\d+)?: /],
  ])('%s', (_, text, expected) => {
    const problems = problemsOf(text)
    expect(problems[0]).toMatch(expected)
    expect(problems.length).toBeLessThan(20)
    for (const problem of problems) expect(problem.length).toBeLessThan(400)
  })

  it('every key that is missing is told', () => {
    expect(problemsOf('id: x\n').join('\n')).toMatch(
      /the key «title» is missing[\s\S]*the key «lasts» is missing/,
    )
  })

  it('several faults are told at once, in the order of their lines', () => {
    const text = BANK.replace('seed: 7', 'seed: 7.5').replace('replicas: 5', 'replicas: many')
    const lines = problemsOf(text).map(problem => Number(/^mine.yaml:(\d+):/.exec(problem)?.[1]))
    expect(lines).toHaveLength(2)
    expect(lines).toEqual([...lines].sort((a, b) => a - b))
  })
})
