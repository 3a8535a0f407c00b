import { isJsonArray, type Json } from '../model/json.ts'
import type { OperationName } from '../model/operation.ts'
import type { Problem } from '../model/problem.ts'
import { MERGE_OPERATIONS } from './merge-operations.ts'
import { expectationProblems, factProblems } from './scenario-facts.ts'
import { keyProblems } from './scenario-keys.ts'
import type { ScenarioFile } from './scenario-schema.ts'
import { stopProblems } from './scenario-stops.ts'

type Path = readonly (string | number)[]
type Fault = (path: Path, message: string) => Problem

const MODEL_OPERATIONS: Readonly<Record<ScenarioFile['model'], readonly OperationName[]>> = {
  register: ['read', 'write'],
  'cas-register': ['read', 'write', 'cas'],
  account: ['read', 'withdraw', 'deposit'],
  set: ['read', 'add', 'remove'],
}

interface Operation {
  readonly f: OperationName
  readonly key: string
  readonly value: Json
}

const SUM_MAX = 1_000_000

/** What is wrong in a scenario that has the right shape: names of nothing, operations that don't fit, stops without sense. */
export function scenarioProblems(file: ScenarioFile, fault: Fault): readonly Problem[] {
  return [
    ...nodeProblems(file, fault),
    ...keyProblems(file, fault),
    ...operationProblems(file, fault),
    ...timeProblems(file, fault),
    ...stopProblems(file, fault),
    ...factProblems(file, fault),
    ...expectationProblems(file, fault),
  ]
}

function nodeProblems(file: ScenarioFile, fault: Fault): readonly Problem[] {
  const replicas = Array.from({ length: file.replicas }, (_, index) => `n${index + 1}`)
  const known = `this scenario has the replicas ${replicas.join(', ')}`
  const found: Problem[] = []
  const replica = (path: Path, node: string) => {
    if (!replicas.includes(node)) found.push(fault(path, `There is no replica «${node}»; ${known}.`))
  }
  const group = (path: Path, groups: readonly (readonly string[])[]) => {
    const seen = new Set<string>()
    groups.forEach((nodes, g) => {
      nodes.forEach((node, n) => {
        replica([...path, g, n], node)
        if (seen.has(node))
          found.push(fault([...path, g, n], `${node} stands in this cut twice; once is enough.`))
        seen.add(node)
      })
    })
  }
  const ids = new Set<string>()
  file.clients.forEach(({ id, at }, index) => {
    replica(['clients', index, 'at'], at)
    if (!id.startsWith('c'))
      found.push(fault(['clients', index, 'id'], `A client is called c1, c2 …, not «${id}».`))
    if (ids.has(id))
      found.push(fault(['clients', index, 'id'], `There are two clients «${id}»; give each its own name.`))
    ids.add(id)
  })
  file.faults.forEach((planned, index) => {
    if ('cut' in planned) group(['faults', index, 'cut'], planned.cut)
    if ('crash' in planned) replica(['faults', index, 'crash'], planned.crash)
    if ('restart' in planned) replica(['faults', index, 'restart'], planned.restart)
    if ('clock' in planned) replica(['faults', index, 'clock'], planned.clock)
    if ('link' in planned)
      for (const end of [0, 1] as const) replica(['faults', index, 'link', end], planned.link[end])
  })
  file.stops.forEach(({ when }, index) => {
    if ('waiting' in when) replica(['stops', index, 'when', 'waiting'], when.waiting)
  })
  group(['by-hand', 'cut'], file['by-hand'].cut)
  return found
}

function operationProblems(file: ScenarioFile, fault: Fault): readonly Problem[] {
  const found: Problem[] = []
  const clients = file.clients.map(({ id }) => id)
  const check = (path: Path, { f, key, value }: Operation) => {
    const merge = file.keys[key]?.merge
    if (merge === undefined)
      found.push(
        fault(
          [...path, 'key'],
          `There is no key «${key}»; the keys are ${Object.keys(file.keys).join(', ')}.`,
        ),
      )
    const allowed = MODEL_OPERATIONS[file.model]
    if (!allowed.includes(f))
      found.push(fault([...path, 'f'], `The model «${file.model}» knows ${allowed.join(', ')}, not «${f}».`))
    else if (merge && !MERGE_OPERATIONS[merge].includes(f))
      found.push(fault([...path, 'f'], `The merge rule «${merge}» has no way to merge a «${f}».`))
    const expected = expectedValue(f, value)
    if (expected) found.push(fault([...path, 'value'], `A ${f} takes ${expected}.`))
  }
  const asked = (path: Path, operation: Operation & { client: string }) => {
    check(path, operation)
    if (!clients.includes(operation.client))
      found.push(
        fault(
          [...path, 'client'],
          `There is no client «${operation.client}»; the clients are ${clients.join(', ')}.`,
        ),
      )
  }
  file.workload.forEach((operation, index) => {
    asked(['workload', index], operation)
  })
  file.stops.forEach(({ choices = [] }, s) => {
    choices.forEach(({ do: orders = [] }, c) => {
      orders.forEach((order, index) => {
        asked(['stops', s, 'choices', c, 'do', index], order)
      })
    })
  })
  check(['by-hand', 'write'], file['by-hand'].write)
  return found
}

/** What the value of an operation should have been; null where it fits. */
function expectedValue(f: OperationName, value: Json): string | null {
  switch (f) {
    case 'read':
      return value === null ? null : 'no value'
    case 'withdraw':
    case 'deposit':
      // Whole sums: the store adds as computers do, and a violation must not come from 0.3 - 0.1.
      return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= SUM_MAX
        ? null
        : `a whole sum from 0 to ${SUM_MAX}`
    case 'cas':
      return isJsonArray(value) && value.length === 2 ? null : 'a pair, [expected, next]'
    case 'write':
      return null
    case 'add':
    case 'remove':
      return value === null ? 'an element' : null
  }
}

function timeProblems(file: ScenarioFile, fault: Fault): readonly Problem[] {
  const found: Problem[] = []
  const within = (path: Path, at: number) => {
    if (at >= file.lasts)
      found.push(fault(path, `This is due at ${at} ms, when the run is over: it lasts ${file.lasts} ms.`))
  }
  const ordered = (path: Path, [from, to]: readonly [number, number]) => {
    if (from > to)
      found.push(
        fault(path, `A range goes from the lesser to the greater number, not from ${from} to ${to}.`),
      )
  }
  file.workload.forEach(({ at }, index) => {
    const path = ['workload', index, 'at']
    within(path, typeof at === 'number' ? at : at[1])
    if (typeof at !== 'number') ordered(path, at)
  })
  file.faults.forEach(({ at }, index) => {
    within(['faults', index, 'at'], at)
  })
  file.stops.forEach(({ when }, index) => {
    if ('at' in when) within(['stops', index, 'when', 'at'], when.at)
  })
  ordered(['network', 'delay'], file.network.delay)
  ordered(['network', 'client-delay'], file.network['client-delay'])
  if (file.network.tail) ordered(['network', 'tail', 'delay'], file.network.tail.delay)
  return found
}
