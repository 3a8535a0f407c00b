import * as v from 'valibot'
import { FALLACY_IDS, MISCONCEPTION_IDS } from '../model/misconceptions.ts'

/** What a wrong option names: the belief behind it; or `none` where it is a slip, in a sum or of memory, and no belief. */
export const misconceptionSchema = v.optional(
  v.picklist([...MISCONCEPTION_IDS, ...FALLACY_IDS, 'none'], 'one of M1 to M17 or F1 to F8, or none'),
)
