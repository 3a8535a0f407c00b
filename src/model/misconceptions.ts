/** What this course sets out to mend: each of these is met by at least two questions. */
const taught = {
  M1: 'Of C, A and P a system picks any two, so «CA» is a choice for a distributed one.',
  M2: 'Choosing consistency stops the whole system, on both sides of the cut.',
  M3: 'Choosing availability means consistent a little later, with nothing lost on the way.',
  M4: 'A timeout means that the operation failed.',
  M5: 'Trying again is safe, since TCP makes sure that an operation happens once.',
  M6: 'A machine that is slow, one that crashed and one that is cut off look different from outside.',
  M7: 'The C of CAP is the C of ACID, and its A is uptime.',
  M8: 'A system that replies with an error is still available.',
  M9: 'A database is CP or AP, as a whole and for good.',
  M10: 'Reading from R and writing to W of N replicas with R + W > N is linearizable.',
  M11: 'Last-write-wins keeps the write that came last.',
  M12: 'A partition is clean, the same in both directions, and noticed at once.',
  M13: 'Once the network has healed, the data has healed as well.',
  M14: 'CAP limits what a system can do when nothing is broken, too.',
  M15: 'Banks always choose consistency and social networks always choose availability.',
  M16: 'When a cluster splits evenly, one of the halves is a majority.',
  M17: 'One stale read shows that this one operation was wrong.',
} as const

/** The eight fallacies of distributed computing, credited to L Peter Deutsch and colleagues at Sun: beliefs by definition. */
const fallacies = {
  F1: 'The network is reliable.',
  F2: 'Latency is zero.',
  F3: 'Bandwidth is infinite.',
  F4: 'The network is secure.',
  F5: 'Topology doesn’t change.',
  F6: 'There is one administrator.',
  F7: 'Transport cost is zero.',
  F8: 'The network is homogeneous.',
} as const

/** What people wrongly believe, each in one sentence as a believer would say it. Wrong options name them by number. */
export const misconceptions = { ...taught, ...fallacies } as const

export type Misconception = keyof typeof misconceptions

export const MISCONCEPTION_IDS = Object.keys(taught) as (keyof typeof taught)[]
export const FALLACY_IDS = Object.keys(fallacies) as (keyof typeof fallacies)[]
