import * as v from 'valibot'
import { FALLACY_IDS, MISCONCEPTION_IDS } from '../model/misconceptions.ts'

/** What a wrong option names: the belief behind it. A right one names nothing. */
export const misconceptionSchema = v.optional(
  v.picklist([...MISCONCEPTION_IDS, ...FALLACY_IDS], 'one of M1 to M17 or F1 to F8'),
)
