/** What the pages of the starter open, as their files. */

export const SCENARIO = `# A live cluster as data. Times are virtual milliseconds.
id: first-cut
title: The first cut
summary: Three copies of one number, and one is cut off
story: >-
  Three replicas keep one number. Rome writes at n1, Cork reads at n3. Soon n3 can’t reach the
  others, and Cork asks all the same.
model: register
seed: 1

replicas: 3
clients:
  - { id: c1, name: Rome, at: n1 }
  - { id: c2, name: Cork, at: n3 }
keys:
  number: { initial: 0, merge: last-write-wins }
policy: consistency

network:
  delay: [40, 110]
  client-delay: [30, 60]
timing:
  deadline: 1500
  attempt: 600
  exchange: 400
  client-timeout: 2500

workload:
  - { at: [100, 200], client: c1, f: write, key: number, value: 1 }
  - { at: [1200, 1300], client: c1, f: write, key: number, value: 2 }
  - { at: [2200, 2300], client: c2, f: read, key: number }
  - { at: [6200, 6300], client: c2, f: read, key: number }

faults:
  - { at: 1000, cut: [[n1, n2], [n3]] }
  - { at: 5000, heal: true }

stops:
  - id: choice
    when: { waiting: n3, for: 400, from: 1000 }
    says: n3 reaches nobody but itself. That is one of three, and Cork is waiting for the number.
    ask: What should n3 do?
    choices:
      - id: consistency
        text: Consistency – say no until a majority can be asked
        says: n3 goes on asking for a majority until its deadline.
        policy: consistency
      - id: availability
        text: Availability – answer from the copy it has
        says: n3 answers from its own copy. Every replica does, from now on.
        policy: availability

lasts: 7400

predict:
  ask: Cork will ask n3 while it is cut off. When all is over, what do you expect?
  options:
    - id: refused
      text: Somebody got no answer, and no answer was out of date
      says: That is what insisting on a majority costs.
      holds: { notAnswered: { min: 1 }, staleReads: 0 }
    - id: stale
      text: Everybody got an answer, and one was out of date
      says: That is what answering alone costs.
      holds: { notAnswered: 0, staleReads: { min: 1 } }
    - id: all-well
      text: Everybody got an answer, and all were right
      misconception: M1
      says: n3 would have to know what it was never told.
      holds: { notAnswered: 0, staleReads: 0 }

# Promises about every run, kept with many seeds by netsplit lint.
expect:
  - { choose: [consistency], holds: { verdict: linearizable, staleReads: 0, notAnswered: { min: 1 } } }
  - { choose: [availability], holds: { notAnswered: 0, staleReads: { min: 1 } } }

by-hand:
  cut: [[n1, n2], [n3]]
  write: { f: write, key: number, value: 7 }

counts: [requests, answered, refused, unknown, staleReads]
`

export const EXPERIMENT = `# A small simulated system with dials. The first value of a dial is how it was built.
id: ten-calls
title: Ten calls, one after the other
program: page-calls
story: >-
  One page needs ten small answers from a server. Each call is asked when the one before it is answered.
settings: { calls: 10 }
dials:
  - setting: round-trip
    text: the server is in
    values:
      - { text: the same data centre, value: 0.5 }
      - { text: another continent, value: 150 }
predict:
  ask: The server moves to another continent, 150 ms there and back. How long does the page take now?
  options:
    - id: once
      text: About 150 ms
      misconception: F2
      says: You paid for the distance once. A program that waits for each answer pays it every time.
      holds: { page-time: { max: 400 } }
    - id: ten
      text: About 1.5 s
      says: You multiplied.
      holds: { page-time: { min: 400 } }
remedy:
  text: ask for all ten at once
  settings: { batch: 10 }
  says: The distance is still there, and you pay for it once.
figures: [page-time, round-trips]
says:
  built: Ten round trips of half a millisecond.
  broken: Nothing failed. The same ten round trips, 150 ms each.
expect:
  - { dials: [0], holds: { round-trips: 10, page-time: { max: 20 } } }
  - { dials: [1], holds: { page-time: { min: 1400, max: 1600 } } }
  - { dials: [1], remedy: true, holds: { round-trips: 1, page-time: { max: 200 } } }
`
