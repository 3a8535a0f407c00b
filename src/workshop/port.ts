import { createServer, type Socket } from 'node:net'
import type { Gate } from './limits.ts'

interface PortOptions {
  /** `127.0.0.1` for this machine alone. */
  readonly host: string
  /** 0 for any that is free. */
  readonly port: number
  readonly gate: Gate
  /** Whether nothing is read here: another process is to have them. */
  readonly paused: boolean
  /** A connection that is let in; `leave` is to be called when it is over. */
  readonly onSocket: (socket: Socket, leave: () => void) => void
  /** One line for each refusal. */
  readonly log: (line: string) => void
}

/** Where clients knock. */
export interface Port {
  readonly port: number
  /** Nobody comes in after this; resolves when all who came in by this process are gone. */
  readonly close: () => Promise<void>
}

/** Listens, and passes on whoever the gate lets in. Rejects with what the system says. */
export async function openPort({ host, port, gate, paused, onSocket, log }: PortOptions): Promise<Port> {
  const listener = createServer({ noDelay: true, pauseOnConnect: paused }, socket => {
    const address = socket.remoteAddress ?? ''
    const leave = gate.admit(address)
    if (typeof leave !== 'string') return onSocket(socket, leave)
    log(`refused ${address}: ${leave}`)
    socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(port, host, resolve)
  })
  const bound = listener.address()
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    close: () => new Promise<void>(resolve => listener.close(() => resolve())),
  }
}
