import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { shownHosts } from '../../src/commands/serve-address.ts'

const at = (address: string, internal = false, family: 'IPv4' | 'IPv6' = 'IPv4') =>
  ({ address, internal, family }) as NetworkInterfaceInfo

const NETWORKS = {
  lo: [at('127.0.0.1', true), at('::1', true, 'IPv6')],
  eth0: [at('192.168.1.20'), at('fe80::1', false, 'IPv6')],
  wlan0: [at('10.0.0.7')],
}

test.each([
  ['127.0.0.1', ['localhost']],
  ['::1', ['localhost']],
  ['lab.example.org', ['lab.example.org']],
  ['0.0.0.0', ['192.168.1.20', '10.0.0.7', 'vm']],
  ['::', ['192.168.1.20', '10.0.0.7', 'vm']],
])('learners are told addresses that their machines can reach: on %s', (listen, hosts) => {
  expect(shownHosts(listen, NETWORKS, 'vm')).toEqual(hosts)
})

test('a machine without a network has only its name', () => {
  expect(shownHosts('0.0.0.0', { lo: NETWORKS.lo }, 'vm')).toEqual(['vm'])
})
