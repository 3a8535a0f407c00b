// A process of `netsplit serve`, which has one for each core: it is told by the first one what to do. The build makes it
// a file of its own beside cli.js.
import { workForPrimary } from '../workshop/cluster-worker.ts'
import { shownCourse } from './shown-course.ts'
import { ENDING_SIGNALS, hearStrays } from './strays.ts'

// A Ctrl-C in the terminal reaches all of its processes; the first one tells the others in its own time.
for (const signal of ENDING_SIGNALS) process.on(signal, () => {})
hearStrays(workForPrimary(process, shownCourse))
