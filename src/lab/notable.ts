import type { LabHappening } from './moment.ts'

/** Messages that replicas send each other behind everybody's back; where one changes a copy, a note says so. */
const BACKGROUND: ReadonlySet<string> = new Set(['digest', 'pushed', 'push', 'copies', 'recover', 'recovery'])

/**
 * Whether a happening can be seen or told: a step forward or back goes from one of these to the next. Signs of life,
 * timers that came too late and bookkeeping are passed over.
 */
export function isNotable({ action, notes, reports }: LabHappening): boolean {
  if (notes.length > 0 || reports.length > 0) return true
  switch (action.type) {
    case 'message':
      return !BACKGROUND.has(action.message.body.type)
    case 'fault':
    case 'config':
    case 'mark':
      return true
    case 'order':
    case 'start':
    case 'timer':
      return false
  }
}
