import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ssh2 from 'ssh2'
import { codeOf } from '../effects/failure.ts'
import { makeFolder } from '../effects/make-folder.ts'
import { newFile } from '../effects/new-file.ts'

/** The key by which clients know this server again, and what `ssh` shows of it. */
export interface HostKey {
  readonly privateKey: string
  /** `SHA256:…`, as `ssh` asks about it at the first connection. */
  readonly fingerprint: string
}

/** The host key in a folder; made at first, for nobody else to read. Throws what the system says. */
export async function hostKeyIn(folder: string): Promise<HostKey> {
  const privateKey = await keptText(join(folder, 'host-key'), newPrivateKey)
  const key = ssh2.utils.parseKey(privateKey)
  if (key instanceof Error) throw new Error(`${join(folder, 'host-key')} is no host key: ${key.message}`)
  return { privateKey, fingerprint: fingerprintOf(key.getPublicSSH()) }
}

/** A private key that can be read again: of those that ssh2 makes one in 250 can't, even by itself (measured). */
export function newPrivateKey(): string {
  for (;;) {
    const made = ssh2.utils.generateKeyPairSync('ed25519').private
    if (!(ssh2.utils.parseKey(made) instanceof Error)) return made
  }
}

/** What names a public key: `SHA256:` and the digest in base64, as OpenSSH writes it. */
export function fingerprintOf(publicKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(publicKey).digest('base64').replace(/=+$/, '')}`
}

/** The text of a file that only its owner may read, made where there is none: by the first, if several come at once. */
export async function keptText(path: string, make: () => string): Promise<string> {
  await makeFolder(join(path, '..'), 0o700)
  const known = await readFile(path, 'utf8').catch(error => {
    if (codeOf(error) !== 'ENOENT') throw error
    return null
  })
  if (known !== null) return known
  const text = make()
  return (await newFile(path, text)) ? text : readFile(path, 'utf8')
}
