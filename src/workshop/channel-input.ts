import { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'

/** Bytes that may come at once, and each second after that: more than hands can type, a paste among them. */
const AT_ONCE = 4096
const EACH_SECOND = 2048
const AGAIN_MS = 100
/** What waits beyond this was not typed by anybody. */
const WAITING_MAX = 65_536

export interface InputOptions {
  /** More came than anybody types; nothing is heard after this. */
  readonly onFlood: () => void
  /** Something was typed. */
  readonly onKeys: () => void
  readonly now?: () => number
}

/**
 * The keys of one session, and their `end` once all of them have been heard, no faster than somebody types: a key costs
 * the server far more than it costs who sends it, and all sessions share a core.
 */
export class ChannelInput extends EventEmitter {
  private readonly channel: Readable
  private readonly options: Required<InputOptions>
  private allowed = AT_ONCE
  private last: number
  private readonly waiting: Buffer[] = []
  private waitingBytes = 0
  private again: NodeJS.Timeout | null = null
  private hasEnded = false
  private hasToldEnd = false

  constructor(channel: Readable, options: InputOptions) {
    super()
    this.channel = channel
    this.options = { now: () => performance.now(), ...options }
    this.last = this.options.now()
    channel.on('data', this.hear)
    channel.once('end', () => {
      this.hasEnded = true
      this.pass()
    })
    // What is typed before anybody listens is heard as soon as somebody does.
    this.on('newListener', () => setImmediate(() => this.pass()))
  }

  /** Nothing is heard after this. */
  pause(): this {
    this.channel.off('data', this.hear)
    // What still comes is thrown away, so that the connection can end.
    this.channel.resume()
    if (this.again !== null) clearTimeout(this.again)
    this.waiting.length = 0
    return this
  }

  private readonly hear = (chunk: Buffer) => {
    this.options.onKeys()
    this.waiting.push(chunk)
    this.waitingBytes += chunk.length
    this.pass()
    if (this.waitingBytes <= WAITING_MAX) return
    this.pause()
    this.options.onFlood()
  }

  private pass(): void {
    if (this.listenerCount('data') === 0) return
    const now = this.options.now()
    this.allowed = Math.min(AT_ONCE, this.allowed + ((now - this.last) * EACH_SECOND) / 1000)
    this.last = now
    while (this.allowed >= 1) {
      const chunk = this.waiting.shift()
      if (chunk === undefined) break
      const now = chunk.subarray(0, Math.floor(this.allowed))
      if (now.length < chunk.length) this.waiting.unshift(chunk.subarray(now.length))
      this.allowed -= now.length
      this.waitingBytes -= now.length
      this.emit('data', now)
    }
    if (this.waiting.length > 0) this.again ??= setTimeout(this.later, AGAIN_MS)
    else if (this.hasEnded && !this.hasToldEnd) {
      this.hasToldEnd = true
      this.emit('end')
    }
  }

  private readonly later = () => {
    this.again = null
    this.pass()
  }
}
