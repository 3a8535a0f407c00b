import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as blocks from '../../src/course/blocks.ts'
import { checkSchema } from '../../src/course/check.ts'
import { notesSchema, plansSchema } from '../../src/course/facilitation.ts'
import { glossarySchema, manifestSchema, sourceSchema } from '../../src/course/manifest.ts'
import { experimentSchema } from '../../src/experiment/schema.ts'
import { FACT_NAMES } from '../../src/lab/facts.ts'
import { CHALLENGE_IDS, challengesSchema } from '../../src/lab/sandbox/challenges.ts'
import { scenarioSchema } from '../../src/lab/scenario-schema.ts'

const guide = readFileSync(new URL('../../lessons/README.md', import.meta.url), 'utf8')

/** What the data of a course may say, by the heading under which the guide tells of it. */
const SCHEMAS: Readonly<Record<string, readonly unknown[]>> = {
  'How to write a lesson': [manifestSchema, sourceSchema, glossarySchema],
  'Things to do': Object.entries(blocks).flatMap(([name, schema]) =>
    name.endsWith('Schema') ? [schema] : [],
  ),
  'The check': [checkSchema],
  Scenarios: [scenarioSchema],
  Experiments: [experimentSchema],
  Challenges: [challengesSchema],
  Workshops: [notesSchema, plansSchema],
}

/** The keys of a schema, those inside of lists, alternatives and further maps included. */
function keysOf(schema: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (Array.isArray(schema)) for (const part of schema) keysOf(part, found)
  else if (schema !== null && typeof schema === 'object') {
    const { entries, ...rest } = schema as Readonly<Record<string, unknown>>
    if (entries !== null && typeof entries === 'object' && !Array.isArray(entries))
      for (const [key, inner] of Object.entries(entries)) keysOf(inner, found.add(key))
    for (const part of ['wrapped', 'item', 'items', 'options', 'pipe', 'value', 'key'] as const)
      if (part in rest && typeof rest[part] === 'object') keysOf(rest[part], found)
  }
  return found
}

/** The part of the guide under a heading. */
function sectionOf(heading: string): string {
  const [, after = ''] = guide.split(new RegExp(`^#{1,2} ${heading}$`, 'm'))
  return after.split(/^## /m)[0] ?? ''
}

/** The names in the first column of the tables of a text. */
function namesInTables(text: string): readonly string[] {
  const rows = text.split('\n').filter(line => /^\| `/.test(line))
  return rows.flatMap(row =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(match => match[1] ?? ''),
  )
}

test.each(Object.keys(SCHEMAS))('the guide names every field: %s', heading => {
  const section = sectionOf(heading)
  const keys = keysOf(SCHEMAS[heading])
  expect(keys.size).toBeGreaterThan(2)
  const missing = [...keys].filter(
    key =>
      !new RegExp(`(\`${key}\`|^[ \\-{]*${key}:|[{,] *${key}:|\`[^\`\\n]*\\b${key}:)`, 'm').test(section),
  )
  expect(missing).toEqual([])
})

test.each(['The check', 'Scenarios', 'Experiments', 'Challenges'])(
  'each field that a table of the guide names exists: %s',
  heading => {
    const keys = keysOf(SCHEMAS[heading])
    const names = namesInTables(sectionOf(heading))
    expect(names.length).toBeGreaterThan(2)
    expect(names.filter(name => !keys.has(name))).toEqual([])
  },
)

test('the guide names every fact, and every challenge that can be judged', () => {
  expect(FACT_NAMES.filter(name => !sectionOf('Scenarios').includes(`\`${name}\``))).toEqual([])
  expect(CHALLENGE_IDS.filter(id => !sectionOf('Challenges').includes(`\`${id}\``))).toEqual([])
})
