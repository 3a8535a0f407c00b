import type { LabHappening, Run } from '../../lab/lab.ts'
import { at } from '../../model/sequence.ts'
import type { Micros } from '../../model/time.ts'

/** What happened within the last `withinUs` of a run, the newest first: what can still be seen of it. */
export function recent(run: Run, withinUs: Micros): readonly LabHappening[] {
  const { happenings } = run.moment
  const found: LabHappening[] = []
  for (let place = happenings.length - 1; place >= 0; place -= 1) {
    const happening = at(happenings, place)
    if (happening === undefined || run.now - happening.at > withinUs) break
    found.push(happening)
  }
  return found
}
