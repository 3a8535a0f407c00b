import { picking } from '../model/picked.ts'
import type { LabHappening } from './moment.ts'

/** The happenings of a run that tell something: all but signs of life and bookkeeping, which are most of them. */
export const telling = picking<LabHappening>(
  ({ action, notes, reports }) =>
    notes.length > 0 || reports.length > 0 || action.type === 'fault' || action.type === 'config',
)
