import type { Effect, Store } from '../app/app.ts'
import type { ProgressFile } from './progress-file.ts'

/** Where saves go: see `ProgressFile`. */
type Kept = Pick<ProgressFile, 'save'>

/** The saves of one session, one after the other; of those that wait only the newest is worth making. */
export class Saves {
  private readonly file: Kept
  private waiting: {
    readonly effect: Extract<Effect, { type: 'save-progress' }>
    readonly store: Store
  } | null = null
  private working: Promise<void> | null = null
  private failure: string | null = null

  constructor(file: Kept) {
    this.file = file
  }

  save(effect: Extract<Effect, { type: 'save-progress' }>, store: Store): void {
    this.waiting = { effect, store }
    this.working ??= this.work()
  }

  async finished(): Promise<void> {
    await this.working
  }

  /** Why the last save failed; nothing where all is kept. */
  problems(): readonly string[] {
    return this.failure === null ? [] : [this.failure]
  }

  private async work(): Promise<void> {
    for (let next = this.waiting; next; next = this.waiting) {
      this.waiting = null
      const saved = await this.file.save(next.effect.progress)
      this.failure = saved.saved ? null : saved.message
      next.store.dispatch(
        saved.saved
          ? { type: 'saved', progress: saved.progress, messages: saved.messages }
          : { type: 'not-saved', message: saved.message },
      )
    }
    this.working = null
  }
}
