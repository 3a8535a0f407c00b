import { cpuMs } from './cpu.ts'

/**
 * How long a bare binary heap takes for the same pushes and pops as a run had, `times` times over: everything due is
 * pushed some dozens of entries ahead of being popped, as in a cluster. Entries hold a time and a number, and nothing
 * is kept.
 */
export function heapTimeMs(due: readonly number[], times: number): number {
  const AHEAD = 30
  const began = cpuMs()
  let sum = 0
  for (let round = 0; round < times; round++) {
    const heap: Entry[] = []
    for (const [seq, dueAt] of due.entries()) {
      push(heap, { dueAt, seq })
      if (heap.length > AHEAD) sum += pop(heap)?.seq ?? 0
    }
    while (heap.length > 0) sum += pop(heap)?.seq ?? 0
  }
  const ms = cpuMs() - began
  if (sum !== (times * due.length * (due.length - 1)) / 2) throw new Error('the heap lost something')
  return ms
}

interface Entry {
  readonly dueAt: number
  readonly seq: number
}

function less(a: Entry, b: Entry): boolean {
  return a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.seq < b.seq)
}

function push(heap: Entry[], entry: Entry): void {
  let place = heap.length
  heap.push(entry)
  while (place > 0) {
    const above = (place - 1) >> 1
    const parent = heap[above]
    if (parent === undefined || !less(entry, parent)) break
    heap[place] = parent
    place = above
  }
  heap[place] = entry
}

function pop(heap: Entry[]): Entry | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return top
  let place = 0
  for (;;) {
    let below = 2 * place + 1
    const left = heap[below]
    if (left === undefined) break
    const right = heap[below + 1]
    if (right !== undefined && less(right, left)) below += 1
    const child = heap[below]
    if (child === undefined || !less(child, last)) break
    heap[place] = child
    place = below
  }
  heap[place] = last
  return top
}
