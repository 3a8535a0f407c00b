import { Gate, USUAL_LIMITS } from './limits.ts'
import { openPort } from './port.ts'
import { openReception, type ReceptionOptions } from './reception.ts'
import { createSeats } from './seats.ts'

export interface WorkshopOptions extends ReceptionOptions {
  readonly host: string
  readonly port: number
  /** How `ssh` is told where this is, such as `-p 2222 @lab.example.org`. */
  readonly shownAddress: (port: number) => string
}

export interface Workshop {
  readonly port: number
  /** Tells everybody, keeps what they did, gives their terminals back, and ends. */
  readonly close: (message: string) => Promise<void>
}

/** A room in this process: whoever comes in by SSH gets the course on their own terminal. */
export async function openWorkshop(options: WorkshopOptions): Promise<Workshop> {
  const { host, port, keeper, log } = options
  const limits = { ...USUAL_LIMITS, ...options.limits }
  const gate = new Gate(limits, () => performance.now(), await keeper.count())
  let address = ''
  const reception = openReception({
    ...options,
    gate: gate.keeping(),
    seats: createSeats(),
    address: () => address,
  })
  const listener = await openPort({ host, port, gate, paused: false, onSocket: reception.take, log })
  address = options.shownAddress(listener.port)
  return {
    port: listener.port,
    close: async message => {
      await reception.empty(message)
      const closed = listener.close()
      await reception.close()
      await closed
    },
  }
}
