import { earliest, least, mergeMaps } from './joins.ts'
import type { ChallengeProgress, CheckEntry, CheckItemProgress, CheckProgress } from './learning.ts'

/** Both checks as one: see `mergeProgress` for what holds of it. */
export function mergeCheck(a: CheckProgress, b: CheckProgress): CheckProgress {
  return {
    begun: earliest(a.begun, b.begun),
    over: earliest(a.over, b.over),
    items: mergeMaps(a.items, b.items, mergeItem),
  }
}

function mergeItem(a: CheckItemProgress, b: CheckItemProgress): CheckItemProgress {
  return {
    before: least(a.before, b.before, entryKey),
    after: least(a.after, b.after, entryKey),
    late: earliest(a.late, b.late),
  }
}

/** An answer before none, the first one before those after it. */
function entryKey({ option, when, form, right }: CheckEntry): readonly (number | string)[] {
  return [option === null ? 1 : 0, when, form, option ?? 0, right ? 1 : 0]
}

export function mergeChallenge(a: ChallengeProgress, b: ChallengeProgress): ChallengeProgress {
  return {
    met: earliest(a.met, b.met),
    seen: earliest(a.seen, b.seen),
    hints: Math.max(a.hints, b.hints),
  }
}
