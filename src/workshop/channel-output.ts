import { EventEmitter } from 'node:events'
import type { Writable } from 'node:stream'

/** What is known of one side of the way to a client's terminal. */
type Way = Pick<Writable, 'write' | 'writableLength'>

/**
 * The output of one session. ssh2 takes two megabytes before it says stop, and doesn't look whether the socket below is
 * full; so here one frame is under way at a time: `write` says false until the client's window and its socket have taken
 * all, and `drain` follows then. Whoever waits for that holds the newest frame alone.
 */
export class ChannelOutput extends EventEmitter {
  readonly isTTY = true
  private readonly channel: Way
  private readonly socket: Way
  private readonly onError: (error: unknown) => void
  private waiting = false

  /** `onError` hears what throws while somebody writes because there is room again. */
  constructor(channel: Way, socket: Way, onError: (error: unknown) => void) {
    super()
    this.onError = onError
    this.channel = channel
    this.socket = socket
  }

  write(text: string): boolean {
    this.channel.write(text)
    if (this.channel.writableLength === 0 && this.socket.writableLength === 0) return true
    if (!this.waiting) {
      this.waiting = true
      // Empty ones are written in their turn: after all that waits.
      this.channel.write('', () => this.socket.write('', () => this.drained()))
    }
    return false
  }

  private drained(): void {
    this.waiting = false
    try {
      this.emit('drain')
    } catch (error) {
      this.onError(error)
    }
  }
}
