import { PROMPT } from '../linear/linear.ts'
import { typed } from '../linear/typing.ts'
import type { KeyEvent } from '../terminal/key-event.ts'
import { hearKeys } from '../tui/keyboard.ts'
import { ESCAPE_MS, type SessionTerminal } from './front.ts'

/** Keys that wait for a terminal that doesn't read; what comes beyond is not heard. */
const WAITING_MAX = 4096

/** What is told in lines, and answers what is typed. */
export interface Speaker {
  readonly start: () => string
  /** What comes of a typed line; null where whoever typed it is leaving. */
  readonly hear: (line: string) => string | null
  /** What has come about by itself since something was told last; empty where nothing has. */
  readonly news: () => string
}

/** Whom to tell of an exception, and that whoever types wants to be gone. */
export interface LinesEnd {
  readonly onCrash: (error: unknown) => void
  readonly onLeave: () => void
}

export interface LineFront {
  /** Tells what is new by now, and hears what waits. */
  readonly goOn: () => void
  readonly stop: () => void
}

/**
 * Tells something in lines, and hears typed ones, until it is told to stop. A client with a terminal sends each key, and
 * shows what it is sent; one without has a line whole, and needs no echo. While the client doesn't read, nothing is told:
 * what has come about by then is told at once.
 */
export function speakInLines(
  speaker: Speaker,
  { input, output, echoes }: Pick<SessionTerminal, 'input' | 'output' | 'echoes'>,
  { onCrash, onLeave }: LinesEnd,
): LineFront {
  const waiting: KeyEvent[] = []
  let line = ''
  let busy = true
  let isFree = true
  let isOver = false
  let hasEnded = false
  const write = (text: string) => {
    if (text !== '' && !isOver) isFree = output.write(echoes ? text.replaceAll('\n', '\r\n') : text)
  }
  /** What one key comes to, in words and as it is shown. */
  const after = (event: KeyEvent): string => {
    const { line: now, echo, done } = typed(line, event)
    const shown = echoes ? echo : ''
    line = done === null ? now : ''
    if (done === 'left') onLeave()
    if (done !== 'given') return shown
    const told = speaker.hear(now)
    if (told !== null) return `${shown}${told}${PROMPT}`
    onLeave()
    return shown
  }
  const news = (): string => {
    const told = speaker.news()
    return told === '' ? '' : `\n${told}${PROMPT}${line}`
  }
  const safely = (work: () => void) => {
    if (isOver || busy) return
    busy = true
    try {
      work()
    } catch (error) {
      onCrash(error)
    }
    busy = false
  }
  const goOn = () =>
    safely(() => {
      if (isFree) write(news())
      while (isFree && !isOver) {
        const event = waiting.shift()
        if (event === undefined) break
        write(after(event))
      }
      if (hasEnded && isFree && waiting.length === 0) onLeave()
    })
  const keyboard = hearKeys(
    events => {
      waiting.push(...events.slice(0, WAITING_MAX - waiting.length))
      goOn()
    },
    { escapeMs: ESCAPE_MS },
  )
  const onDrain = () => {
    isFree = true
    goOn()
  }
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  let isAfterReturn = false
  const onData = (chunk: string | Uint8Array) => {
    const text = typeof chunk === 'string' ? chunk : utf8.decode(chunk, { stream: true })
    // Where a line ends with both, it ends once.
    const rest = isAfterReturn && text.startsWith('\n') ? text.slice(1) : text
    isAfterReturn = text.endsWith('\r')
    keyboard.hear(rest.replaceAll('\r\n', '\r'))
  }
  /** Whoever sends no more is done once all that was sent has been heard. */
  const onEnd = () => {
    hasEnded = true
    goOn()
  }
  write(`${speaker.start()}${PROMPT}`)
  busy = false
  input.on('data', onData)
  input.on('end', onEnd)
  output.on('drain', onDrain)
  return {
    goOn,
    stop: () => {
      write('\n')
      isOver = true
      keyboard.stop()
      input.off('data', onData)
      input.off('end', onEnd)
      output.off('drain', onDrain)
      input.pause()
    },
  }
}
