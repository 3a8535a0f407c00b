import {
  asksBackground,
  BACKGROUND_QUESTION,
  type BackgroundAnswer,
  readBackground,
} from '../terminal/background.ts'
import { DECODER_AT_FIRST, decodeKeys } from '../terminal/key-decoder.ts'
import type { Capabilities } from '../terminal/traits.ts'
import type { ScreenEnv } from './io.ts'

/** A command that prints and ends has no use for a later answer. */
const ASKED_MS_MAX = 500
const CTRL_C = '\x03'

/** What is known of the terminal once it has been asked for its background, where that helps. */
export async function withAnswer(env: ScreenEnv): Promise<Capabilities> {
  const { stdin, stdout, capabilities } = env
  if (!stdin.isTTY || !stdout.isTTY || !asksBackground(env.env, capabilities)) return capabilities
  const answer = await ask(env)
  const told = (background: Capabilities['background'], because: string) => ({
    ...capabilities,
    background,
    reasons: { ...capabilities.reasons, background: because },
  })
  if (answer === null) return told('unknown', 'neither an option nor the terminal says, though asked')
  const { background, colour } = answer
  return told(
    background,
    background === 'unknown'
      ? `the terminal says ${colour}, which is neither`
      : `the terminal says ${colour}`,
  )
}

type Told = Exclude<BackgroundAnswer, 'all' | null>

async function ask({ stdin, stdout }: ScreenEnv): Promise<Told | null> {
  let decoder = DECODER_AT_FIRST
  let found: Told | null = null
  stdin.setRawMode(true)
  try {
    await new Promise<void>(resolve => {
      const timer = setTimeout(end, ASKED_MS_MAX)
      function end() {
        clearTimeout(timer)
        stdin.off('data', hear)
        resolve()
      }
      function hear(chunk: Uint8Array | string) {
        const [next, events] = decodeKeys(decoder, chunk.toString())
        decoder = next
        for (const event of events) {
          const answer = event.type === 'answer' ? readBackground(event.text) : null
          if (answer === 'all') end()
          else if (answer !== null) found = answer
        }
        if (chunk.toString().includes(CTRL_C)) end()
      }
      stdin.on('data', hear)
      stdout.write(BACKGROUND_QUESTION)
    })
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
  }
  return found
}
