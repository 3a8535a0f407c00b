import { readYaml } from '../data/yaml.ts'
import type { Problem, Read } from '../model/problem.ts'
import { micros } from '../model/time.ts'
import { type DelayTable, type Fault, type LinkRules, USUAL_TIMING } from '../sim/sim.ts'
import type { Choice, PlannedFault, PredictionAsked, RepairOrder, Scenario, Stop } from './scenario.ts'
import { scenarioProblems } from './scenario-problems.ts'
import { type NetworkFile, type ScenarioFile, scenarioSchema } from './scenario-schema.ts'

/**
 * Reads a scenario file: the scenario, or every fault in it with its line. Beyond the schema it is checked that every
 * node and key that is named exists and that every operation fits the model and the merge rule.
 */
export function readScenario(text: string, file: string): Read<Scenario> {
  const read = readYaml(text, file, scenarioSchema)
  if (!read.ok) return read
  const problems: readonly Problem[] = scenarioProblems(read.value, (path, message) => ({
    file,
    line: read.lineOf(path),
    message,
  }))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: compile(read.value, read.lineOf) }
}

type LineOf = (path: readonly (string | number)[]) => number | null

function compile(file: ScenarioFile, lineOf: LineOf): Scenario {
  const { id, title, summary, story, model, seed, policy, sealed, words, counts, network } = file
  const [clientFrom, clientTo] = network['client-delay']
  return {
    id,
    title,
    summary,
    story,
    model,
    seed,
    policy,
    sealed,
    words,
    counts,
    replicas: Array.from({ length: file.replicas }, (_, index) => `n${index + 1}`),
    clients: file.clients.map(({ id, name, at }) => ({ id, name, coordinator: at })),
    keys: file.keys,
    // What a scenario doesn’t say is left out: replay codes name a scenario by all that it is.
    ...(file.lock && { lock: file.lock }),
    links: linkRules(network),
    rawClocks: file['raw-clocks'],
    clientDelayUs: { fromUs: micros(clientFrom), toUs: micros(clientTo) },
    timing: timing(file),
    workload: file.workload.map(({ at, ...operation }) => {
      const [from, to] = typeof at === 'number' ? [at, at] : at
      return { at: { fromUs: micros(from), toUs: micros(to) }, ...operation }
    }),
    faults: file.faults.map(plannedFault),
    stops: file.stops.map(compileStop),
    lastsUs: micros(file.lasts),
    prediction: (file.predict ?? null) satisfies PredictionAsked | null,
    expectations: file.expect.map(({ choose, holds }, index) => ({
      choose,
      holds,
      line: lineOf(['expect', index]),
    })),
    handCut: { groups: file['by-hand'].cut, oneWay: false },
    handWrite: file['by-hand'].write,
  }
}

/** The rules of the links, from percent and milliseconds. */
function linkRules(network: NetworkFile): LinkRules {
  return {
    delay: delayTable(network),
    lossPpm: Math.round(network.loss * 10_000),
    duplicatePpm: Math.round(network.duplicates * 10_000),
    ...(network['in-order'] ? { inOrder: true } : {}),
    ...(network.bandwidth === undefined ? {} : { bytesPerMs: network.bandwidth }),
  }
}

function delayTable({ delay: [from, to], tail }: NetworkFile): DelayTable {
  const tailPerMille = Math.round((tail?.percent ?? 0) * 10)
  const body = { perMille: 1000 - tailPerMille, fromUs: micros(from), toUs: micros(to) }
  if (!tail) return [body]
  const [tailFrom, tailTo] = tail.delay
  return [body, { perMille: tailPerMille, fromUs: micros(tailFrom), toUs: micros(tailTo) }]
}

function timing({ timing: given }: ScenarioFile): Scenario['timing'] {
  const or = (ms: number | undefined, usual: number) => (ms === undefined ? usual : micros(ms))
  return {
    deadlineUs: or(given.deadline, USUAL_TIMING.deadlineUs),
    attemptTimeoutUs: or(given.attempt, USUAL_TIMING.attemptTimeoutUs),
    backoffUs: or(given.backoff, USUAL_TIMING.backoffUs),
    backoffMaxUs: or(given['backoff-max'], USUAL_TIMING.backoffMaxUs),
    exchangeEveryUs: or(given.exchange, USUAL_TIMING.exchangeEveryUs),
    clientTimeoutUs: or(given['client-timeout'], USUAL_TIMING.clientTimeoutUs),
  }
}

function plannedFault(planned: ScenarioFile['faults'][number]): PlannedFault {
  return { atUs: micros(planned.at), fault: faultOf(planned) }
}

function faultOf(planned: ScenarioFile['faults'][number]): Fault {
  if ('cut' in planned) return { type: 'cut', partition: { groups: planned.cut, oneWay: planned['one-way'] } }
  if ('heal' in planned) return { type: 'heal' }
  if ('crash' in planned) return { type: 'crash', node: planned.crash }
  if ('restart' in planned)
    return { type: 'restart', node: planned.restart, diskKept: planned.disk === 'kept' }
  if ('clock' in planned) return { type: 'clock', node: planned.clock, offsetUs: micros(planned.off) }
  if ('network' in planned) return { type: 'links', rules: linkRules(planned.network) }
  const [from, to] = planned.link
  return { type: 'link', from, to, fault: planned.becomes === 'free' ? null : planned.becomes }
}

function compileStop({ id, when, says, ask, choices }: ScenarioFile['stops'][number]): Stop {
  return {
    id,
    when:
      'at' in when
        ? {
            type: 'time',
            atUs: micros(when.at),
            whileCut: when['while-cut'],
            ...(when['only-if'] && { onlyIf: when['only-if'] }),
          }
        : { type: 'waiting', node: when.waiting, forUs: micros(when.for), fromUs: micros(when.from) },
    says,
    choice: ask !== undefined && choices !== undefined ? { ask, options: choices.map(compileChoice) } : null,
  }
}

/** Fields that say nothing are left out, so that choices of old are what they were. */
function compileChoice(written: NonNullable<ScenarioFile['stops'][number]['choices']>[number]): Choice {
  const { do: orders, predict, ...choice } = written
  const repairs = orders?.map(({ at, ...order }): RepairOrder => ({ atUs: micros(at), ...order }))
  return { ...choice, ...(repairs && { repairs }), ...(predict && { prediction: predict }) }
}
