/**
 * The processor's time that this process has had, in milliseconds: on a machine that is shared, the clock on the wall
 * says more about the neighbours. It includes the garbage collector's own threads.
 */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
