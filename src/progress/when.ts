/** A moment on the wall clock: whole milliseconds since 1970, passed in by whoever has a clock. */
export type EpochMs = number

/** The last moment that a JavaScript date can say. */
export const WHEN_MAX = 8.64e15
