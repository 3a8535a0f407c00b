/** The lessons of the starter, as their files. */

export const THE_CUT = `---
id: the-cut
title: The cut
minutes: 5
summary: Three copies, and a network that splits them
objectives: [O3]
---

# Three copies

A **replica** is a machine that holds a copy of the data. Three of them
go on when one breaks, as long as they can talk to each other.

One day they can’t. The machines are well, and the messages between them
are lost. From inside, nobody can tell that from a machine that is slow[^waldo-1994].

---

# What do you expect?

\`\`\`predict
id: who-goes-on
ask: One of three replicas is cut off, and the store insists on consistency. Who still answers?
options:
  - id: nobody
    text: Nobody, until the network is mended
    says: You expect one missing replica to stop them all.
    misconception: M2
  - id: majority
    text: The two that can talk to each other
    says: Two of three are a majority.
  - id: all
    text: All three
    misconception: M1
    says: The one that is cut off would have to guess.
outcome: majority
\`\`\`

---

# Break it

The lab is a live cluster. It stops where somebody has to decide, and that is you.

\`\`\`lab
scenario: first-cut
goal: Cut n3 off, decide what it answers, and read once more when all is mended.
\`\`\`

---

# What was it?

\`\`\`quiz
id: what-healing-repairs
ask: n3 answered from its own copy while it was cut off. Now the network is mended. What of the answers it gave?
options:
  - text: They are put right as the copies come together
    misconception: M13
    says: The copies are. It would be so if somebody could take back what a client has been told.
  - text: They stand, and whoever asked has acted on them
    right: true
    says: Healing repairs copies. An answer that was given is out of reach.
  - text: There were none, since everything had stopped
    misconception: M2
    says: It would be so if a majority had to be asked. This one answered alone.
\`\`\`
`

export const THE_DISTANCE = `---
id: the-distance
title: The distance
minutes: 2
summary: What ten small calls cost
objectives: [O2]
---

# Nobody notices

On one machine a call takes no time that you would notice. Between two, each call is
a **round trip**: there, and back. The code looks the same[^waldo-1994].

---

# Turn the dial

\`\`\`experiment
experiment: ten-calls
goal: Move the server away, and see what ten calls cost.
\`\`\`

---

# From before

\`\`\`quiz
id: three-and-two
ask: Five replicas are cut in three and two. The store insists on consistency. What do the three do?
options:
  - text: They stop, as the two do
    misconception: M2
    says: It would be so if all five had to agree. Three of five are enough.
  - text: They go on
    right: true
    says: Three of five are a majority, and the two can’t be one.
  - text: They go on, and once the network is mended nobody needs to look at anything
    misconception: M13
    says: It would be so if mending sent again what the two had refused. Whoever asked there has to ask again.
\`\`\`
`
