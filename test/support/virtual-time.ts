/** Time that passes when it is told to: `later` is `afterMs` on it. */
export class VirtualTime {
  private now = 0
  private waiting: { readonly at: number; readonly work: () => void }[] = []

  readonly later = (work: () => void, ms: number) => {
    const entry = { at: this.now + ms, work }
    this.waiting.push(entry)
    return () => {
      this.waiting = this.waiting.filter(other => other !== entry)
    }
  }

  pass(ms: number): void {
    this.now += ms
    const due = this.waiting.filter(({ at }) => at <= this.now)
    this.waiting = this.waiting.filter(({ at }) => at > this.now)
    for (const { work } of due) work()
  }
}
