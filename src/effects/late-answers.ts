import { closeSync, constants, openSync, readSync } from 'node:fs'

/** Ways into the system, for tests. */
interface Ways {
  /** What has come from the terminal since it was last asked, and nothing where nothing has. Throws where there is none. */
  readonly read: () => string
  readonly wait: (ms: number) => void
  readonly close: () => void
}

/** The end of all answers: what a terminal is (DA1). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the sequence is made of.
const LAST_ANSWER = /\x1b\[\?[\d;]*c/
const STEP_MS = 10

/**
 * Takes the answers that a terminal still owes, so that the shell won't have them typed into its line. Waits for the last
 * one for `msMax` at most, standing still, since on the way out there is no later. Gives all that came, keys among it.
 * Never throws; without a terminal of its own, as on Windows, it does nothing.
 */
export function takeLateAnswers(msMax: number, open: () => Ways = ownTerminal): string {
  let text = ''
  try {
    const { read, wait, close } = open()
    try {
      for (let ms = 0; ms <= msMax && !LAST_ANSWER.test(text); ms += STEP_MS) {
        text += read()
        if (!LAST_ANSWER.test(text)) wait(STEP_MS)
      }
    } finally {
      close()
    }
  } catch {
    // The terminal has gone, and its answers with it.
  }
  return text
}

/** The terminal under its own name: the program's input waits for a key where there is none. */
function ownTerminal(): Ways {
  const terminal = openSync('/dev/tty', constants.O_RDONLY | constants.O_NONBLOCK)
  const bytes = Buffer.alloc(4096)
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  const still = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  return {
    read: () => {
      try {
        return utf8.decode(bytes.subarray(0, readSync(terminal, bytes)), { stream: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return ''
        throw error
      }
    },
    wait: ms => void Atomics.wait(still, 0, 0, ms),
    close: () => closeSync(terminal),
  }
}
