import { canonicalJson, type Json } from '../../model/json.ts'
import type { Misconception } from '../../model/misconceptions.ts'
import type { OperationId } from '../../model/operation-set.ts'
import type { Scenario } from '../scenario.ts'
import { askCopy, askHolders } from './ask-copies.ts'
import { askFigure } from './ask-figure.ts'
import { askGoesOn } from './ask-goes-on.ts'
import { askJudged } from './ask-judged.ts'
import { askPromises } from './ask-promises.ts'
import { askSees } from './ask-sees.ts'
import { askTold } from './ask-told.ts'
import { type Dice, diceOf } from './dice.ts'
import { type Level, levelOf, type QuestionKind } from './levels.ts'
import { drawPlan, type Plan } from './plan.ts'
import { fromPracticeId } from './plan-scenario.ts'
import { type Asker, type Draft, playScene, type Scene, type Wrong } from './scene.ts'

/** A question with four options, of which exactly one is what the run says. */
export interface PracticeCase {
  readonly level: Level
  readonly seed: number
  readonly scene: Scene
  readonly ask: string
  readonly options: readonly PracticeOption[]
  /** The operation that is asked about, where it is one. */
  readonly about: OperationId | null
  /** What kind of case this is, apart from its names and numbers. */
  readonly shape: string
}

export interface PracticeOption {
  /** What is claimed, as data. */
  readonly claim: Json
  readonly text: string
  /** Why it is right, or what would have to be true for it to be. */
  readonly says: string
  /** The belief behind a wrong option, `none` where it need not be one of those taught; null for the right one. */
  readonly misconception: Misconception | 'none' | null
}

const OPTIONS = 4
const TRIES_MAX = 200
const STREAM = 4000

const ASKERS: Readonly<Record<QuestionKind, Asker>> = {
  sees: askSees,
  'goes-on': askGoesOn,
  copy: askCopy,
  figure: askFigure,
  promises: askPromises,
  judged: askJudged,
  holders: askHolders,
  told: askTold,
}

/**
 * The case of a level and a seed: the same one every time. A drawn case that leaves nothing to ask, or too few wrong
 * answers that differ, is passed over for the next.
 */
export function practiceCase(level: number, seed: number): PracticeCase {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const dice = diceOf(seed, STREAM + tries * 10 + level)
    const plan = drawPlan(levelOf(level), dice)
    const scene = playScene(plan, seed)
    const draft = ASKERS[plan.kind](scene, dice)
    const found = draft && caseOf(scene, draft, seed, dice)
    if (found) return found
  }
  throw new Error(`netsplit has a bug: no case of level ${level} for seed ${seed}`)
}

function caseOf(scene: Scene, draft: Draft, seed: number, dice: Dice): PracticeCase | null {
  const { plan } = scene
  const wrong = distinctWrong(draft)
  if (wrong.length < OPTIONS - 1) return null
  const right: PracticeOption = {
    claim: draft.truth,
    text: draft.words(draft.truth),
    says: draft.because,
    misconception: null,
  }
  const others = wrong
    .slice(0, OPTIONS - 1)
    .map(({ claim, misconception, says }) => ({ claim, text: draft.words(claim), says, misconception }))
  const options = dice.shuffled([right, ...others])
  return {
    level: plan.level,
    seed,
    scene,
    ask: draft.ask,
    options,
    about: draft.about,
    shape: shapeOf(plan, draft.truth),
  }
}

/** The scenario behind an id such as `practice-3-17`; undefined for every other id. */
export function practiceScenario(id: string): Scenario | undefined {
  const named = fromPracticeId(id)
  return named ? practiceCase(named.level, named.seed).scene.scenario : undefined
}

/** The wrong answers without the right one, and none of them twice, by what they claim or by how it reads. */
function distinctWrong({ truth, wrong, words }: Draft): readonly Wrong[] {
  const seen = new Set([canonicalJson(truth), words(truth)])
  return wrong.filter(({ claim }) => {
    const spelt = [canonicalJson(claim), words(claim)]
    if (spelt.some(one => seen.has(one))) return false
    for (const one of spelt) seen.add(one)
    return true
  })
}

/** The kind of question, the store, the cut and what else is wrong: what a case is, names and numbers left out. */
function shapeOf(plan: Plan, truth: Json): string {
  const { kind, policy, model, merge, sides, features, crash, clock, freeReads } = plan
  const cut = features.includes('one-way') ? 'one-way' : `${sides.length} sides`
  const answered = typeof truth === 'string' ? truth.split(' ')[0] : ''
  const more = [crash && 'crash', clock && 'clock', freeReads && 'free reads', answered].filter(Boolean)
  return [kind, policy, model, merge, cut, ...more].join(', ')
}
