import type { OperationName } from '../../model/operation.ts'
import { deedWords } from '../deed-words.ts'
import { clientName } from '../narrate.ts'
import type { Deed } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { type Command, type Option, options } from './kind.ts'
import { keyOf, keysFor, OPERATIONS, policyOf, readOrder } from './operation-order.ts'

/** The commands of the sandbox's clients, and the one that sets the policy. */
export const OPERATION_COMMANDS: readonly Command[] = [
  {
    name: 'policy',
    breaks: 'what a replica without a majority does',
    aliases: [],
    usage: 'policy availability|consistency [key]',
    says: 'What replicas without a majority do, for the cluster or one key: answer from their own copy, or refuse.',
    examples: ['policy availability', 'policy consistency account'],
    read: (words, { scenario }) => {
      const policy = policyOf(words)
      words.take('for', 'of', 'on')
      const key = words.isOver() ? null : keyOf(words, scenario)
      words.over('policy availability|consistency [key]')
      const deed: Deed = { type: 'policy', policy, key }
      return { deeds: [deed], says: deedWords(deed) }
    },
    next: (typed, { scenario }) =>
      typed.length === 0 ? policyOptions() : typed.length === 1 ? keyOptions(Object.keys(scenario.keys)) : [],
  },
  ...(Object.keys(OPERATIONS) as OperationName[]).map(operationCommand),
]

function operationCommand(f: OperationName): Command {
  const { usage, says, aliases, example } = OPERATIONS[f]
  const bare = usage.replace(/\[[^\]]*\] /, '')
  return {
    name: f,
    aliases,
    usage,
    says: `A client ${says}. Add «under availability» or «under consistency» for this one operation.`,
    examples: [bare, `${bare} under availability`],
    read: (words, run) => {
      const deed = readOrder(words, run.scenario, f)
      const name = clientName(run.scenario, deed.client)
      return { deeds: [deed], says: name === deed.client ? deedWords(deed) : `${deedWords(deed)} – ${name}` }
    },
    next: (typed, { scenario }) => nextOf(typed, scenario, f, example),
  }
}

function nextOf(
  typed: readonly string[],
  scenario: Scenario,
  f: OperationName,
  example: string,
): readonly Option[] {
  const last = typed.at(-1) ?? ''
  const { values } = OPERATIONS[f]
  if (typed.length < values) return options([typed.length === 0 ? example : '7', 'a value'])
  if (last === 'under') return policyOptions()
  if (['from', 'to', 'of', 'in'].includes(last)) return keyOptions(keysFor(scenario, f))
  const clients = scenario.clients.map(({ id, name, coordinator }) => ({
    text: id,
    says: `${name}, who talks to ${coordinator}`,
  }))
  if (last === 'at') return clients
  const has = (...words: readonly string[]) => words.some(word => typed.includes(word))
  const keyTyped = has(...Object.keys(scenario.keys))
  const clientTyped = has(...scenario.clients.map(({ id }) => id))
  return [
    ...(keyTyped ? [] : keyOptions(keysFor(scenario, f))),
    ...(clientTyped ? [] : options(['at', 'which client asks'])),
    ...(clientTyped && !has('under') ? options(['under', 'a policy for this operation alone']) : []),
  ]
}

function keyOptions(keys: readonly string[]): readonly Option[] {
  return keys.map(text => ({ text, says: 'a key' }))
}

function policyOptions(): readonly Option[] {
  return options(
    ['availability', 'answer from the own copy, at once'],
    ['consistency', 'answer what a majority agreed on, or refuse'],
  )
}
