import type { Loaded, Saved } from '../effects/progress-file.ts'
import type { Progress } from '../progress/progress.ts'

/** What is known of a learner beside their progress: the name as it is shown, and how they prove that they are it. */
export interface LearnerRecord {
  readonly name: string
  readonly proof: Proof
}

/** The fingerprint of a public key, or a return code as it is kept: hashed, never as it was shown. */
export type Proof =
  | { readonly type: 'key'; readonly fingerprint: string }
  | { readonly type: 'code'; readonly salt: string; readonly hash: string }

/** Where a learner was, as a text that only the app reads, so that they come back there. */
export type KeptPlace = string

/**
 * Keeps what learners did, each by an id that is safe as a file's name. What was kept is there after the process was
 * killed. `load`, `save` and `savePlace` never reject: what goes wrong is told to the learner, and they go on.
 */
export interface Keeper {
  readonly load: (learner: string) => Promise<Loaded>
  /** Joins it with what is kept; resolved once that is kept for good. */
  readonly save: (learner: string, progress: Progress) => Promise<Saved>
  /** Null where nothing is kept, or nothing that can be used. */
  readonly loadPlace: (learner: string) => Promise<KeptPlace | null>
  /** Null where there is nowhere to come back to. */
  readonly savePlace: (learner: string, place: KeptPlace | null) => Promise<void>
  /** Who has this id; null where nobody has. */
  readonly find: (learner: string) => Promise<LearnerRecord | null>
  /** Gives the id to whoever asks first, in all processes; false where somebody has it. */
  readonly claim: (learner: string, record: LearnerRecord) => Promise<boolean>
  /** How many learners are kept. */
  readonly count: () => Promise<number>
}
