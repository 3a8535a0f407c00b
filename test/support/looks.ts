import type { Look } from '../../src/terminal/paint.ts'

/** Without colour: for tests that look at the text. */
export const PLAIN: Look = { depth: 0, background: 'unknown', unicode: true }

/** The terminal's own sixteen colours. */
export const SIXTEEN: Look = { ...PLAIN, depth: 16 }
