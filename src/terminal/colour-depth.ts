import type { Depth, Environment, Found, LookFlags, OutputFacts } from './traits.ts'

/** What FORCE_COLOR says, as chalk reads it: a bare yes, or a number of its levels. */
const FORCED: Readonly<Record<string, Depth>> = {
  '0': 0,
  false: 0,
  '': 16,
  '1': 16,
  true: 16,
  '2': 256,
  '3': 'true',
}

export const WANTED: Readonly<Record<string, Depth>> = { '0': 0, '16': 16, '256': 256, true: 'true' }

/** Terminals with 24 bits that don't say so in COLORTERM. */
const TRUE_PROGRAMS = /^(iTerm\.app|WezTerm|ghostty|vscode|Hyper|rio)$/

/**
 * How many colours may be used. `--no-color` has the last word, then NETSPLIT_COLORS, FORCE_COLOR and NO_COLOR
 * (no-color.org: set and not empty), then what the terminal is.
 */
export function depthOf(env: Environment, output: OutputFacts, flags: LookFlags): Found<Depth> {
  if (!flags.color) return [0, '--no-color']
  const wanted = WANTED[env['NETSPLIT_COLORS'] ?? '']
  if (wanted !== undefined) return [wanted, `NETSPLIT_COLORS=${env['NETSPLIT_COLORS']}`]
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) {
    const least = FORCED[forced] ?? 16
    // A bare yes takes as many as there are.
    const there = least === 16 ? terminalDepth(env, output.platform)[0] : least
    return [there === 0 ? least : there, `FORCE_COLOR=${forced}`]
  }
  if ((env['NO_COLOR'] ?? '') !== '') return [0, `NO_COLOR=${env['NO_COLOR']}`]
  return output.isTTY ? terminalDepth(env, output.platform) : [0, 'standard output is no terminal']
}

/** What the terminal is, as far as the environment tells. */
function terminalDepth(env: Environment, platform: string): Found<Depth> {
  const term = env['TERM'] ?? ''
  if (term === 'dumb') return [0, 'TERM=dumb']
  // GNU screen hands on the variable of the terminal around it, but not its colours.
  const screen = (env['STY'] ?? '') !== ''
  if (!screen) {
    if (/^(truecolor|24bit)$/.test(env['COLORTERM'] ?? '')) return ['true', `COLORTERM=${env['COLORTERM']}`]
    if (env['WT_SESSION'] !== undefined) return ['true', 'Windows Terminal (WT_SESSION)']
    if (TRUE_PROGRAMS.test(env['TERM_PROGRAM'] ?? '')) return ['true', `TERM_PROGRAM=${env['TERM_PROGRAM']}`]
    if (/-(direct|truecolor)$|^(xterm-kitty|xterm-ghostty|foot|alacritty)/.test(term))
      return ['true', `TERM=${term}`]
  }
  if (/256/.test(term)) return [256, `TERM=${term}`]
  if (env['TERM_PROGRAM'] === 'Apple_Terminal') return [256, 'TERM_PROGRAM=Apple_Terminal']
  if (term !== '') return [16, `TERM=${term}`]
  return [16, platform === 'win32' ? 'the console of Windows' : 'TERM is not set']
}
