import { open, stat } from 'node:fs/promises'

/** What a path holds as text. `fault`: why it is no text, as the second half of a sentence. */
export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fault'; readonly line: number | null; readonly fault: string }

/** A file as UTF-8 text of at most `bytesMax` bytes. Throws what the system says, `EISDIR` for a folder among it. */
export async function readText(path: string, bytesMax: number): Promise<FileText> {
  const handle = await open(path, 'r')
  try {
    return decodeText(await takeBytes(handle.createReadStream({ autoClose: false }), bytesMax), bytesMax)
  } finally {
    await handle.close()
  }
}

/** True for what is no pipe and no device: it can be opened without waiting for a writer. */
export async function isPlainFile(path: string): Promise<boolean> {
  return (await stat(path)).isFile()
}

/** The bytes of a stream up to the bound, and one more piece if there are more: a device may never end. */
export async function takeBytes(
  stream: AsyncIterable<Uint8Array | string>,
  bytesMax: number,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array)
    chunks.push(bytes)
    size += bytes.length
    if (size > bytesMax) break
  }
  return Buffer.concat(chunks)
}

/** Bytes as text, if they are UTF-8 without zero bytes; a byte order mark at the front is left out. */
export function decodeText(bytes: Buffer, bytesMax: number): FileText {
  if (bytes.length > bytesMax) return fault(`it is larger than ${sizeOf(bytesMax)}, the most that is read`)
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return fault('it is UTF-16; save it as UTF-8')
  }
  const zero = bytes.indexOf(0)
  if (zero >= 0) return fault('it is binary, not text (a zero byte)', lineAt(bytes, zero))
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return fault('it is not UTF-8 text', firstBadLine(bytes))
  }
}

function fault(what: string, line: number | null = null): FileText {
  return { kind: 'fault', line, fault: what }
}

function sizeOf(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MiB` : `${Math.floor(bytes / 1024)} KiB`
}

function lineAt(bytes: Buffer, position: number): number {
  let line = 1
  for (let at = bytes.indexOf(10); at >= 0 && at < position; at = bytes.indexOf(10, at + 1)) line += 1
  return line
}

/** Only for a text that is known to be bad somewhere. A line break is never part of a longer UTF-8 character. */
function firstBadLine(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(10, from)
    try {
      decoder.decode(bytes.subarray(from, end < 0 ? bytes.length : end))
    } catch {
      return line
    }
    if (end < 0) break
    from = end + 1
  }
  return line
}
