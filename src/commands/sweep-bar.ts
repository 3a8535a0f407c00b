/** A bar on a terminal that says how far something is and how fast it goes; nothing at all elsewhere. */
export interface ProgressBar {
  add(count: number): void
  /** Takes the bar away again. */
  clear(): void
}

const WIDTH = 24
const EVERY_MS = 100

export function progressBar(stream: NodeJS.WriteStream, total: number): ProgressBar {
  if (!stream.isTTY) return { add: () => undefined, clear: () => undefined }
  const began = Date.now()
  let done = 0
  let drawnAt = 0
  return {
    add(count) {
      done += count
      const now = Date.now()
      if (now - drawnAt < EVERY_MS && done < total) return
      drawnAt = now
      stream.write(`\r${barText(done, total, now - began)}\x1b[K`)
    },
    clear: () => void stream.write('\r\x1b[K'),
  }
}

/** `[####····]  512 of 1000 runs, 830 a second`: narrower than 72 columns for any sweep, in plain ASCII. */
function barText(done: number, total: number, elapsedMs: number): string {
  const full = Math.floor((WIDTH * done) / total)
  const rate = elapsedMs === 0 ? 0 : Math.round((done * 1000) / elapsedMs)
  const count = `${done}`.padStart(`${total}`.length)
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}]  ${count} of ${total} runs, ${rate} a second`
}
