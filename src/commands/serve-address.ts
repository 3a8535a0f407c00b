import { hostname, type NetworkInterfaceInfo } from 'node:os'

/** This machine alone, by whichever name it is told. */
export const LOOPBACK = '127.0.0.1'

type Networks = { readonly [name: string]: readonly NetworkInterfaceInfo[] | undefined }

/**
 * What learners can type behind the @, the likeliest first. Where it listens on all addresses these are the machine's own
 * on its networks, and then its name, which other machines often can't look up.
 */
export function shownHosts(
  listen: string,
  networks: Networks,
  name = hostname(),
): readonly [string, ...string[]] {
  if (listen === LOOPBACK || listen === '::1') return ['localhost']
  if (listen !== '0.0.0.0' && listen !== '::') return [listen]
  const all = Object.values(networks).flatMap(of => of ?? [])
  // Those of IPv6 are long to type, and most of them need the network's name behind them.
  const [first, ...rest] = all.filter(({ internal, family }) => !internal && family === 'IPv4')
  if (first === undefined) return [name]
  return [first.address, ...rest.map(({ address }) => address), name]
}
