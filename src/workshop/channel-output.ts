import { EventEmitter } from 'node:events'
import type { Writable } from 'node:stream'

/** What is used here of the two ends of the way to a client's terminal. */
type Channel = Pick<Writable, 'write' | 'writableLength'>
type Wire = Channel & { readonly bytesWritten: number }

/**
 * The output of one session. ssh2 takes two megabytes before it says stop, and doesn't look whether the socket below is
 * full; so here one frame is under way at a time: `write` says false until the client's window and its socket have taken
 * all, and `drain` follows then. Whoever waits for that holds the newest frame alone.
 */
export class ChannelOutput extends EventEmitter {
  readonly isTTY = true
  private readonly channel: Channel
  private readonly socket: Wire
  private readonly onError: (error: unknown) => void
  private waiting = false
  private held = false

  /** `onError` hears what throws while somebody writes because there is room again. */
  constructor(channel: Channel, socket: Wire, onError: (error: unknown) => void) {
    super()
    this.onError = onError
    this.channel = channel
    this.socket = socket
  }

  write(text: string): boolean {
    const before = this.socket.bytesWritten
    this.channel.write(text)
    if (this.channel.writableLength > 0 || this.socket.writableLength > 0) this.wait()
    // While new keys are agreed on, ssh2 keeps what is written to itself, for as long as the client likes.
    else if (this.socket.bytesWritten === before) this.held = true
    return !this.waiting && !this.held
  }

  /** New keys have been agreed on. */
  freed(): void {
    if (!this.held) return
    this.held = false
    this.wait()
  }

  private wait(): void {
    if (this.waiting) return
    this.waiting = true
    // Empty ones are written in their turn: after all that waits.
    this.channel.write('', () => this.socket.write('', () => this.drained()))
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
