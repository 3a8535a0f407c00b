/**
 * Calls back after a time in ms, unless what comes back is called before. What has arrived while the program was busy is
 * heard before the time is up: it came in time.
 */
export function afterMs(work: () => void, ms: number): () => void {
  let then: NodeJS.Immediate | undefined
  const timer = setTimeout(() => {
    then = setImmediate(work)
  }, ms)
  return () => {
    clearTimeout(timer)
    clearImmediate(then)
  }
}
