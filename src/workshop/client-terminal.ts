import type { Size } from '../app/app.ts'
import type { Environment } from '../terminal/traits.ts'

/** What a client may say of its terminal. Nothing else is taken, and nothing of it reaches a process. */
const VARIABLES =
  /^(?:LANG|LC_ALL|LC_CTYPE|COLORTERM|COLORFGBG|NO_COLOR|FORCE_COLOR|TERM_PROGRAM|TERM_PROGRAM_VERSION|NETSPLIT_(?:THEME|COLORS|ASCII|LINEAR|NO_MOTION|SYNC)|INK_SCREEN_READER)$/
const VALUE = /^[\x20-\x7e]{0,80}$/

/** `env` requests of one session that are looked at; a client that sends more wants something else. */
export const VARIABLES_MAX = 64

/** An environment with one more variable in it; the same one where it is none that matters here. */
export function withVariable(env: Environment, name: string, value: string): Environment {
  return VARIABLES.test(name) && VALUE.test(value) ? { ...env, [name]: value } : env
}

/** The environment with a terminal's kind in it, as `pty-req` gives it. */
export function withTerm(env: Environment, term: string): Environment {
  return /^[\w.+-]{1,40}$/.test(term) ? { ...env, TERM: term } : { ...env, TERM: 'xterm' }
}

const COLUMNS = { min: 20, max: 400, usual: 80 }
const ROWS = { min: 10, max: 200, usual: 24 }

/** A size that a screen can be made for, whatever a client says; 80x24 where it says nothing. */
export function clampedSize(columns: number, rows: number): Size {
  return { columns: clamped(columns, COLUMNS), rows: clamped(rows, ROWS) }
}

function clamped(value: number, { min, max, usual }: typeof COLUMNS): number {
  return value > 0 ? Math.min(max, Math.max(min, Math.floor(value))) : usual
}
