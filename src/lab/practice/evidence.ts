import { majority } from '../../model/cluster.ts'
import { items } from '../../model/sequence.ts'
import { micros } from '../../model/time.ts'
import type { LabHappening } from '../moment.ts'
import { narrate, type Sentence } from '../narrate.ts'
import { changesDuring } from './ask-goes-on.ts'
import type { PracticeCase } from './case.ts'
import { CUT_MS } from './plan.ts'
import { type Scene, upOn } from './scene.ts'

/** What a coordinator decided, and from how many votes. */
const DECIDED: ReadonlySet<string> = new Set(['refuses', 'agreed', 'gives-up', 'answers-alone'])

/**
 * What the run itself says for the answer, at most so many sentences of it: of the operation that was asked about what
 * its coordinator decided from how many votes and what its client heard; where it is asked whose changes are accepted,
 * that of each side, or of none where there is no room for all; otherwise who decided what, and where the question is
 * about copies, how they changed.
 */
export function evidenceOf({ scene, about }: PracticeCase, sentences: number): readonly Sentence[] {
  const { scenario, run, plan } = scene
  if (plan.kind === 'goes-on') return ofEachSide(scene, sentences)
  const copies = plan.kind === 'copy' || plan.kind === 'figure'
  const found = items(run.moment.happenings)
    .filter(({ at }) => at > micros(CUT_MS))
    .map(happening => (about === null ? ofAll(happening, copies) : ofOne(happening, about)))
    .flatMap(happening => narrate(scenario, happening))
  return spread(found, sentences)
}

/** How many replicas run on each side during the cut, against a majority of all. */
export function votesOf({ plan }: Scene): string {
  const all = plan.replicas.length
  const sides = plan.sides.map(side => upOn(plan, side).length)
  const last = sides.length - 1
  const counts = `${sides.slice(0, last).join(', ')} and ${sides[last]}`
  return `A majority of ${all} is ${majority(all)}. The sides of the cut have ${counts}${plan.crash ? ' that run' : ''}.`
}

/** What was decided on one change of each client: the first that was accepted, or else the last. */
function ofEachSide(scene: Scene, sentences: number): readonly Sentence[] {
  const { scenario, run, plan } = scene
  const changes = changesDuring(scene)
  const ops = plan.clients.flatMap((_, index) => {
    const own = changes.filter(({ client }) => client === index)
    return (own.find(({ end }) => end?.type === 'ok' && !end.declined) ?? own.at(-1))?.op ?? []
  })
  const found = ops.flatMap(op => {
    const told = items(run.moment.happenings).flatMap(happening => narrate(scenario, ofOne(happening, op)))
    return told.slice(0, 1)
  })
  return found.length > sentences ? [] : [...found].sort((a, b) => a.at - b.at)
}

/** The part of a happening that is about one operation: the decision on it, and what its client was told. */
function ofOne(happening: LabHappening, op: number): LabHappening {
  const notes = happening.notes.filter(({ note }) => 'op' in note && note.op === op && DECIDED.has(note.type))
  const reports = happening.reports.filter(report => report.op === op)
  return { ...happening, action: NOTHING, notes, reports }
}

/** The part of a happening that decides an operation or, where that is asked about, changes a copy against its will. */
function ofAll(happening: LabHappening, copies: boolean): LabHappening {
  const notes = happening.notes.filter(
    ({ note }) => DECIDED.has(note.type) || (copies && note.type === 'shows' && note.dropped !== 0n),
  )
  const heals = happening.action.type === 'fault' && happening.action.fault.type === 'heal'
  return { ...happening, action: heals ? happening.action : NOTHING, notes, reports: [] }
}

/** Of the action itself nothing is told. */
const NOTHING: LabHappening['action'] = { type: 'mark', mark: '' }

/** The first of them and the last: how it began, and what became of it. */
function spread(found: readonly Sentence[], count: number): readonly Sentence[] {
  if (found.length <= count) return found
  const head = Math.ceil(count / 2)
  return [...found.slice(0, head), ...found.slice(found.length - (count - head))]
}
