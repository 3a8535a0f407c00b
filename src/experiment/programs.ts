import type { Program } from './program.ts'
import { chain } from './programs/chain.ts'
import { elseLatency } from './programs/else-latency.ts'
import { firewall } from './programs/firewall.ts'
import { lossyCalls } from './programs/lossy-calls.ts'
import { mixedVersions } from './programs/mixed-versions.ts'
import { movedAddress } from './programs/moved-address.ts'
import { onThePath } from './programs/on-the-path.ts'
import { overload } from './programs/overload.ts'
import { pageCalls } from './programs/page-calls.ts'
import { transfer } from './programs/transfer.ts'
import { transportCost } from './programs/transport-cost.ts'

const ALL: readonly Program[] = [
  chain,
  elseLatency,
  firewall,
  lossyCalls,
  mixedVersions,
  movedAddress,
  onThePath,
  overload,
  pageCalls,
  transfer,
  transportCost,
]

/** Every program that an experiment can run, by its id. */
export const PROGRAMS: ReadonlyMap<string, Program> = new Map(ALL.map(program => [program.id, program]))
