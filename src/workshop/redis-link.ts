import { createClient } from '@redis/client'

type Client = ReturnType<typeof createClient>

/**
 * A Redis that may be away for a while and come back, perhaps with less than it had. One that says nothing is away,
 * too.
 */
export interface RedisLink {
  /** Rejects at once while it is away, and what it was asked before that within some seconds. */
  readonly client: Client
  /** A connection of its own, for what blocks. */
  readonly reader: Client
  /** Since when it is away, by the clock that is shared; null while it is there. */
  readonly awaySince: () => number | null
  /**
   * Called each time it is there again, and at once where it is: `restarted` says that it is another process than before,
   * which may have forgotten what it was told last. What comes back ends that.
   */
  readonly onBack: (listener: (restarted: boolean) => void) => () => void
  /** Its clock, which all servers of a room share, in ms. */
  readonly now: () => number
  readonly close: () => Promise<void>
}

/** How long until the next try, in ms: a restart is over in less than a second. */
const TRY_AGAIN_MS = 200
/** It is asked so often whether it is there. */
const PULSE_MS = 1000
/**
 * A disk that is busy takes some tenths of a second: what has said nothing for so long, as a process that is stopped,
 * is away.
 */
const SILENT_MS = 2000

/**
 * Connects to the Redis of a URL. Rejects where there is none now, or none that answers: later it may go and come. What
 * is silent for `silentMs` isn't waited for any longer.
 */
export async function connectRedis(url: string, silentMs = SILENT_MS): Promise<RedisLink> {
  let tried = false
  const reconnectStrategy = (_: number, cause: Error) => (tried ? TRY_AGAIN_MS : cause)
  // On each connection something is asked each second; a greeting has nobody else who counts its time.
  const socket = { reconnectStrategy, socketTimeout: PULSE_MS + silentMs }
  const client: Client = createClient({ url, disableOfflineQueue: true, socket })
  const reader: Client = client.duplicate()
  const listeners = new Set<(restarted: boolean) => void>()
  let process: string | null = null
  let aheadMs = 0
  let away: number | null = null
  const now = () => Math.round(Date.now() + aheadMs)
  const gone = () => {
    away ??= now()
  }
  const meet = async () => {
    const before = Date.now()
    const [seconds = '0', micros = '0'] = (await client.sendCommand(['TIME'])) as unknown as string[]
    aheadMs = Number(seconds) * 1000 + Number(micros) / 1000 - (before + Date.now()) / 2
    const found = /run_id:(\w+)/.exec(await client.info('server'))?.[1] ?? ''
    const restarted = process !== null && found !== process
    process = found
    away = null
    for (const listener of listeners) listener(restarted)
  }
  /** Whatever it was asked is rejected; once it greets again, it is back. */
  const giveUp = () => {
    gone()
    client.destroy()
    client.connect().catch(gone)
  }
  const endPulse = keepPulse(() => (away === null ? client.ping() : meet()), {
    isOpen: () => client.isReady,
    onSilent: giveUp,
    silentMs,
  })
  for (const one of [client, reader]) one.on('error', gone)
  client.on('end', gone)
  client.on('reconnecting', gone)
  try {
    await Promise.all([client.connect(), reader.connect()])
    await meet()
  } catch (error) {
    endPulse()
    for (const one of [client, reader]) if (one.isOpen) one.destroy()
    throw error
  }
  tried = true
  // Where it goes again meanwhile, there is a next time.
  client.on('ready', () => void meet().catch(gone))
  return {
    client,
    reader,
    awaySince: () => away,
    onBack: listener => {
      listeners.add(listener)
      if (away === null) listener(false)
      return () => listeners.delete(listener)
    },
    now,
    close: async () => {
      endPulse()
      listeners.clear()
      for (const one of [client, reader]) if (one.isOpen) one.destroy()
    },
  }
}

interface Pulse {
  readonly isOpen: () => boolean
  /** What was asked so long ago has no answer. */
  readonly onSilent: () => void
  readonly silentMs: number
}

/** Asks again and again, one at a time, until what comes back is called. What fails is asked again. */
function keepPulse(ask: () => Promise<unknown>, { isOpen, onSilent, silentMs }: Pulse): () => void {
  let asking: Promise<unknown> | null = null
  const beat = () => {
    if (asking !== null || !isOpen()) return
    const asked = ask()
    asking = asked
    // What has come while this process was busy came in time.
    const late = () => setImmediate(() => asking === asked && isOpen() && onSilent())
    const timer = setTimeout(late, silentMs)
    const over = () => {
      clearTimeout(timer)
      asking = null
    }
    asked.then(over, over)
  }
  const beats = setInterval(beat, PULSE_MS)
  return () => clearInterval(beats)
}
