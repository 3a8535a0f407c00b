/** Whether what takes long is to be done in full (`npm run soak`): 200 kills for 40, a minute for 3 seconds. */
export const SOAK = (process.env['NETSPLIT_SOAK'] ?? '') !== ''

/** Says what came of a soak, in a line: one that tells nothing could as well not have run. Else nothing is said. */
export function tellSoak(what: string): void {
  if (SOAK) console.log(`soak: ${what}`)
}

/** Bytes in MB, as the soak tells them. */
export function inMB(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
