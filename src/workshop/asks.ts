import type { Channel } from './bus-ipc.ts'

/** What one process may ask another: for each word, what is said with it and what is answered. Plain JSON both ways. */
export type Asked = Readonly<Record<string, readonly [about: unknown, answer: unknown]>>

/**
 * How it is answered; null also by nothing, but not by just anything: it is sent, and what is no JSON throws much later,
 * once it is its turn in the channel, and takes along whatever waits behind it. What throws or rejects in the answering
 * does so where it was asked.
 */
export type Answers<Q extends Asked> = {
  readonly [K in keyof Q]: (about: Q[K][0]) => Answer<Q[K][1]> | Promise<Answer<Q[K][1]>>
}

// biome-ignore lint/suspicious/noConfusingVoidType: what is called for what it does, and gives nothing back, answers null
type Answer<A> = A extends null ? null | void : A

export interface Asks<Q extends Asked> {
  /** Rejects where the other process says why not, or is gone. */
  readonly ask: <K extends keyof Q & string>(what: K, about: Q[K][0]) => Promise<Q[K][1]>
  /** The other process is gone: whatever is still asked rejects. */
  readonly close: () => void
}

type Message =
  | { readonly netsplit: 'ask'; readonly n: number; readonly what: string; readonly about: unknown }
  | { readonly netsplit: 'answer'; readonly n: number; readonly answer: unknown }
  | { readonly netsplit: 'answer'; readonly n: number; readonly why: string }

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (why: Error) => void
}

/** Questions and answers between two processes, both ways over one channel, among other messages. */
export function createAsks<Mine extends Asked, Theirs extends Asked>(
  { send, receive }: Channel,
  answers: Answers<Theirs>,
): Asks<Mine> {
  const waiting = new Map<number, Waiting>()
  let last = 0
  let closed = false
  const answerTo = async ({ n, what, about }: Extract<Message, { netsplit: 'ask' }>) => {
    try {
      const answer = (await answers[what]?.(about)) ?? null
      send({ netsplit: 'answer', n, answer } satisfies Message)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      send({ netsplit: 'answer', n, why } satisfies Message)
    }
  }
  const end = receive(received => {
    const message = received as Partial<Message> | null
    if (message?.netsplit === 'ask') void answerTo(message as Extract<Message, { netsplit: 'ask' }>)
    if (message?.netsplit !== 'answer') return
    const answered = message as Extract<Message, { netsplit: 'answer' }>
    const asked = waiting.get(answered.n)
    waiting.delete(answered.n)
    if ('why' in answered) asked?.reject(new Error(answered.why))
    else asked?.resolve(answered.answer)
  })
  return {
    ask: <K extends keyof Mine & string>(what: K, about: Mine[K][0]) =>
      new Promise<Mine[K][1]>((resolve, reject) => {
        if (closed) return reject(new Error(GONE))
        last += 1
        waiting.set(last, { resolve, reject })
        send({ netsplit: 'ask', n: last, what, about } satisfies Message)
      }),
    close: () => {
      closed = true
      end()
      for (const { reject } of waiting.values()) reject(new Error(GONE))
      waiting.clear()
    },
  }
}

const GONE = 'the other process is gone'
