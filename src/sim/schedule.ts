import type { Micros } from '../model/time.ts'
import type { Action, Kind, World } from './kernel.ts'
import { enqueue } from './queue.ts'

/** The world with one more thing due. What is due in the past happens now. */
export function schedule<K extends Kind>(world: World<K>, dueAt: Micros, action: Action<K>): World<K> {
  const entry = { dueAt: Math.max(dueAt, world.now), seq: world.nextSeq, action }
  return { ...world, nextSeq: world.nextSeq + 1, queue: enqueue(world.queue, entry) }
}
