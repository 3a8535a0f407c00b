import type { AppEvent } from './state.ts'

/**
 * Where a text stands after a key that moves it by so many lines, in lines scrolled away at its top. The event says what
 * was in sight as the key came, which is what bounds it: nobody has to scroll back what they never saw. Without that it
 * is bounded at the beginning alone.
 */
export function scrolled(scroll: number, by: number, event: AppEvent): number {
  const seen = event.type === 'command' ? event.text : undefined
  return Math.max(0, (seen?.top ?? scroll) + Math.min(by, seen?.below ?? by))
}
